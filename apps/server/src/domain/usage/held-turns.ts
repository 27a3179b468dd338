import type { SessionId, UserId } from "@dispatch/protocol/ids";
import type { Deliveries } from "../agents/deliveries.ts";
import { type TurnGate, giveNext } from "../agents/turn-steps.ts";
import type { Logger } from "../logger.ts";
import type { SessionStep, SessionSteps } from "../session/session-step.ts";
import type { Store } from "../store.ts";
import { nextDay } from "./calendar.ts";

type Needs = {
  readonly store: Store;
  readonly steps: SessionSteps;
  readonly gate: TurnGate;
  readonly deliveries: Pick<Deliveries, "soon">;
  readonly wake: (id: SessionId) => void;
  readonly logger: Logger;
  readonly now: () => number;
};

/** A machine that slept through midnight notices so late. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** Lets messages go that a budget held, once it does not any more: raised, set anew, or of a new day. */
export class HeldTurns implements Disposable {
  readonly #needs: Needs;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Something is held: it is looked at again when a new day begins. */
  held(): void {
    if (this.#timer || this.#isClosed) return;
    const at = this.#needs.now();
    const wait = Math.min(nextDay(at) - at, LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.release();
    }, wait).unref();
  }

  /** Of one person, or of everybody. What has to wait on waits on. */
  async release(ownerId?: UserId): Promise<void> {
    const { store, steps, logger } = this.#needs;
    try {
      for (const session of await store.read.sessions.listUnended("agent")) {
        if (!session.agent?.isHeld || (ownerId !== undefined && session.ownerId !== ownerId)) continue;
        await steps.take(session.id, (step) => this.letGo(step));
      }
    } catch (error) {
      logger.error({ err: error }, "what a budget holds could not be looked at");
      this.held();
    }
  }

  /** In a step of the session itself. */
  async letGo(step: SessionStep): Promise<void> {
    const { agent, session } = step;
    if (!agent.isHeld || agent.isInTurn || session.status === "stopping" || session.status === "ended")
      return;
    if (!(await giveNext(step, this.#needs.gate))) return;
    const { deliveries, wake } = this.#needs;
    step.afterwards(() => (agent.sleep === "asleep" ? wake(session.id) : deliveries.soon(session.id)));
  }

  [Symbol.dispose]() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}
