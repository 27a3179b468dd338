import type { PlainItem } from "@dispatch/protocol/agent/driving";
import type { EventItem, ExitItem } from "@dispatch/protocol/link";
import type { SessionId } from "@dispatch/protocol/ids";
import type { SessionOutcome } from "@dispatch/protocol/session-status";
import type { AgentOutcomes } from "../agents/agent-outcomes.ts";
import type { SessionRow, Store } from "../store.ts";
import type { SessionChanges } from "./session-changes.ts";
import type { SessionStep, SessionSteps } from "./session-step.ts";

type Needs = {
  readonly store: Store;
  readonly steps: SessionSteps;
  readonly changes: SessionChanges;
  readonly agents: AgentOutcomes;
  readonly now: () => number;
};

/** What was observed of a session's process becomes its status here, and nowhere else (R12). */
export class SessionOutcomes {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The last item of a launch: committed together with the status it causes. */
  async exited(id: SessionId, exit: ExitItem, sourceEnd: number): Promise<void> {
    const { steps, agents } = this.#needs;
    await steps.take(
      id,
      async (step) => {
        const { exitCode, signal, reason } = exit;
        if (step.session.kind === "agent") {
          if (await agents.fellAsleep(step)) return;
        } else {
          const payload = { exitCode, ...(signal === undefined ? {} : { signal }) };
          step.append({ channel: "terminal:exit", payload });
        }
        step.change({ exitCode, signal: signal ?? null });
        await this.#end(step, outcomeOf(exit, step.session), reason ?? agents.reasonOf(step, exit));
      },
      sourceEnd,
    );
  }

  /** Something the runner tells besides output, in its true place among it. */
  async happened(id: SessionId, item: Exclude<EventItem, PlainItem>, sourceEnd: number): Promise<void> {
    const { steps, agents } = this.#needs;
    if (item.channel !== "terminal:resize") return agents.happened(id, item, sourceEnd);
    await steps.take(
      id,
      (step) => {
        step.append(item);
        step.change({ options: { ...step.session.options, ...item.payload } });
      },
      sourceEnd,
    );
  }

  /** What has no process was told to end, and has. */
  async closed(id: SessionId): Promise<void> {
    await this.#needs.steps.take(id, (step) =>
      step.accepts("exit") ? this.#end(step, "stopped", undefined) : undefined,
    );
  }

  /** It was to run again, and does not. */
  async startFailed(id: SessionId, reason: string): Promise<void> {
    await this.#needs.steps.take(id, async (step) => {
      if (!step.accepts("exit")) return;
      step.append({ channel: "session:error", payload: { code: "start-failed", error: reason } });
      await this.#end(step, "failed", reason);
    });
  }

  /** Its runner is gone and the process with it. */
  async lost(id: SessionId, reason: string): Promise<void> {
    await this.#needs.steps.take(id, (step) =>
      step.accepts("lose") ? this.#end(step, "lost", reason) : undefined,
    );
  }

  /** A restarted server finds the process of a session whose start it had not recorded yet. */
  async adopted(id: SessionId): Promise<void> {
    await this.#needs.steps.take(id, (step) => void step.become("ready"));
  }

  /** Sessions that a crash cut off before their process began: nobody was told of them, so nothing stays. */
  async abandoned(session: SessionRow): Promise<void> {
    // At once and not by and by: a create that is sent again with its key wants the same id.
    await this.#needs.store.write(({ sessions }) => sessions.erase(session.number));
    this.#needs.store.forget(session.number);
    this.#needs.changes.emit({ type: "removed", ownerId: session.ownerId, id: session.id });
  }

  /** Tells lists again although no row changed: a hold came or went, someone attached or left. */
  async refreshed(id: SessionId): Promise<void> {
    const session = await this.#needs.store.read.sessions.byId(id);
    if (session) this.#needs.steps.tell(session);
  }

  async #end(step: SessionStep, outcome: SessionOutcome, reason: string | undefined): Promise<void> {
    if (step.session.kind === "agent") await this.#needs.agents.ending(step, outcome);
    const why = { outcome, ...(reason !== undefined && { reason }) };
    step.append({ channel: "session:status", payload: { status: "ended", ...why } });
    step.change({ status: "ended", endedAt: this.#needs.now(), ...why });
  }
}

function outcomeOf({ stopped, exitCode, signal }: ExitItem, { kind, status }: SessionRow): SessionOutcome {
  if (stopped || status === "stopping") return "stopped";
  // An agent ends when it is told to; by itself only if something went wrong.
  const isFine = kind !== "agent" && exitCode === 0 && signal === undefined;
  return isFine ? "completed" : "failed";
}
