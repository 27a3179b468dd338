import { setImmediate as turn } from "node:timers/promises";
import type { EventLog, SessionNumber } from "../log/event-log.ts";
import type { Store } from "../store.ts";
import type { Weight } from "./data-store.ts";

/** Looked at in one go: a few milliseconds, in which nobody's echo waits noticeably. */
const EVENTS_AT_ONCE = 2_000;
/** Remembered of so many sessions; then all are weighed again. */
const SESSIONS_REMEMBERED = 50_000;

const nothing: Weight = { events: 0, bytes: 0, lastSeq: 0 };

type Needs = { readonly store: Store; readonly log: Pick<EventLog, "head"> };

/** What sessions hold. A log only grows at its end, so that of each session only what is new is looked at. */
export class SessionWeights {
  readonly #needs: Needs;
  readonly #known = new Map<SessionNumber, Weight>();
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async of(session: SessionNumber): Promise<Weight> {
    const { store, log } = this.#needs;
    let weight = this.#known.get(session) ?? nothing;
    const { seq } = log.head(session);
    while (weight.lastSeq < seq) {
      const more = await store.read.data.weigh(session, weight.lastSeq, EVENTS_AT_ONCE);
      if (more.events === 0) break; // it is being cleared away
      weight = {
        events: weight.events + more.events,
        bytes: weight.bytes + more.bytes,
        lastSeq: more.lastSeq,
      };
      await turn();
    }
    if (this.#known.size >= SESSIONS_REMEMBERED) this.#known.clear();
    this.#known.set(session, weight);
    return weight;
  }

  forget(session: SessionNumber): void {
    this.#known.delete(session);
  }
}
