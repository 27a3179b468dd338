import type { ApprovalRow } from "../agents/agent-store.ts";
import type { Deliveries } from "../agents/deliveries.ts";
import type { Logger } from "../logger.ts";
import type { SessionSteps } from "../session/session-step.ts";
import type { Store } from "../store.ts";
import type { Asking } from "./asking.ts";

type Needs = {
  readonly store: Store;
  readonly steps: SessionSteps;
  readonly asking: () => Asking;
  readonly deliveries: Pick<Deliveries, "soon">;
  readonly logger: Logger;
  readonly now: () => number;
};

/** Timers hold no more than this many milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const RETRY_MS = 1_000;

/** Denies what nobody has answered in time. */
export class ApprovalExpiry implements Disposable {
  readonly #needs: Needs;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Infinity;
  #isClosed = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  opened({ expiresAt }: ApprovalRow): void {
    if (expiresAt !== null) this.#wakeAt(expiresAt);
  }

  /** Denies what has ended meanwhile, and waits for the next. */
  async run(): Promise<void> {
    const { store, now } = this.#needs;
    for (const row of await store.read.approvals.expiring()) {
      if ((row.expiresAt ?? 0) > now()) return this.#wakeAt(row.expiresAt ?? 0);
      await this.#expire(row);
    }
  }

  [Symbol.dispose]() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #expire({ id, sessionId }: ApprovalRow): Promise<void> {
    const { steps, asking, deliveries } = this.#needs;
    await steps.take(sessionId, async (step) => {
      const row = await step.writing.approvals.byId(id);
      if (row?.state !== "open") return;
      await asking().close(step, row, {
        state: "expired",
        decision: "deny",
        by: "expiry",
        message: "Nobody answered in time.",
      });
      step.afterwards(() => deliveries.soon(sessionId));
    });
  }

  #wakeAt(at: number) {
    if (at >= this.#dueAt || this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#dueAt = at;
    const wait = Math.min(Math.max(0, at - this.#needs.now()), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.#woken(), wait).unref();
  }

  #woken() {
    this.#dueAt = Infinity;
    this.run().catch((error: unknown) => {
      this.#needs.logger.error({ err: error }, "what was not answered in time could not be denied");
      this.#wakeAt(this.#needs.now() + RETRY_MS);
    });
  }
}
