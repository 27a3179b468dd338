import type { SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Logger } from "../logger.ts";
import type { Hosting } from "../session/hosting.ts";
import type { SessionStep, SessionSteps } from "../session/session-step.ts";
import type { Store } from "../store.ts";
import type { BudgetGate } from "./budget-gate.ts";

type Needs = {
  readonly store: Store;
  readonly steps: SessionSteps;
  readonly gate: Pick<BudgetGate, "within" | "spent">;
  readonly hosting: Pick<Hosting, "interrupt">;
  readonly logger: Logger;
};

/** Timers hold no more than this many milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Interrupts turns that a budget does not let go on, or that began by themselves when none may begin. */
export class TurnCut implements Disposable {
  readonly #needs: Needs;
  readonly #timers = new Map<SessionId, NodeJS.Timeout>();
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Nobody's message began it, so there is nothing that could wait. */
  async beganByItself(step: SessionStep): Promise<void> {
    const why = await this.#needs.gate.spent(step);
    if (why !== undefined) this.#cut(step, why);
    else await this.look(step);
  }

  /** With each thing that the turn under way tells of. */
  async look(step: SessionStep): Promise<void> {
    const { turn, isInTurn } = step.agent;
    if (!isInTurn || turn?.isCut) return;
    const { why, untilMs } = await this.#needs.gate.within(step);
    if (why !== undefined) this.#cut(step, why);
    else if (untilMs !== undefined) step.afterwards(() => this.#lookIn(step.session.id, untilMs));
  }

  /** After a restart of the server: turns went on meanwhile. */
  async begin(): Promise<void> {
    for (const { id, agent } of await this.#needs.store.read.sessions.listUnended("agent"))
      if (agent?.isInTurn) this.#lookIn(id, 0);
  }

  [Symbol.dispose]() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #cut(step: SessionStep, why: string) {
    const { turn } = step.agent;
    if (turn) step.learn({ turn: { ...turn, isCut: true } });
    step.append({
      channel: "agent:notice",
      payload: { code: "budget-spent", text: `${why} The turn is interrupted.` },
    });
    const { id } = step.session;
    step.afterwards(() => void this.#interrupt(id));
  }

  async #interrupt(id: SessionId): Promise<void> {
    try {
      await this.#needs.hosting.interrupt(id);
    } catch (error) {
      // Its process is gone, and its turn with it; or its runner is away, and interrupts it no more than it hears.
      const level = error instanceof Problem ? "info" : "error";
      this.#needs.logger[level]({ err: error, sessionId: id }, "a turn over its budget was not interrupted");
    }
  }

  #lookIn(id: SessionId, ms: number) {
    clearTimeout(this.#timers.get(id));
    const timer = setTimeout(
      () => {
        this.#timers.delete(id);
        this.#needs.steps
          .take(id, (step) => this.look(step))
          .catch((error: unknown) =>
            this.#needs.logger.error({ err: error, sessionId: id }, "a turn's budget was not looked at"),
          );
      },
      Math.min(Math.max(0, Math.ceil(ms)), LONGEST_TIMER_MS),
    );
    this.#timers.set(id, timer.unref());
  }
}
