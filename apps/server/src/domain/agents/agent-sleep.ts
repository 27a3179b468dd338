import type { SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Logger } from "../logger.ts";
import type { Hosting } from "../session/hosting.ts";
import type { SessionSteps } from "../session/session-step.ts";
import type { Store } from "../store.ts";

type Needs = {
  readonly store: Store;
  readonly steps: SessionSteps;
  readonly hosting: Pick<Hosting, "stop">;
  readonly logger: Logger;
  /** So long an agent may rest with its process; none where it may for ever. */
  readonly afterMs: () => number | undefined;
};

/** Ends the processes of agents that have rested for long. Their sessions stay idle, and the next message brings them back. */
export class AgentSleep implements Disposable {
  readonly #needs: Needs;
  readonly #timers = new Map<SessionId, NodeJS.Timeout>();
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** It has nothing to do from now on. */
  rests(id: SessionId): void {
    const afterMs = this.#needs.afterMs();
    clearTimeout(this.#timers.get(id));
    if (afterMs === undefined) return void this.#timers.delete(id);
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      void this.fallAsleep(id).catch((error: unknown) =>
        this.#needs.logger.error({ err: error, sessionId: id }, "an agent could not be put to sleep"),
      );
    }, afterMs);
    this.#timers.set(id, timer.unref());
  }

  /** After a restart of the server, or when that time has changed, those that are at rest have a whole one again. */
  async begin(): Promise<void> {
    for (const { id, status, agent } of await this.#needs.store.read.sessions.listUnended("agent"))
      if (status === "idle" && agent?.sleep !== "asleep") this.rests(id);
  }

  async fallAsleep(id: SessionId): Promise<void> {
    const falls = await this.#needs.steps.take(id, (step) => {
      const { agent, session } = step;
      // One that cannot come back is left awake.
      if (session.status !== "idle" || agent.sleep === "asleep" || !agent.abilities?.resume) return false;
      if (agent.conversationId === undefined) return false;
      step.learn({ sleep: "falling" });
      return true;
    });
    if (!falls) return;
    await this.#needs.hosting.stop(id).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error; // its runner is away: when it is back, it is told again
      this.rests(id);
    });
  }

  [Symbol.dispose]() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
