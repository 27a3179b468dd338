import type { NewEvent } from "@dispatch/protocol/events";
import type { Item, LiveSession } from "./live-session.ts";

/** One transaction's worth of output: so much work is done at once, and whoever comes meanwhile waits for it. */
const BATCH_BYTES = 1024 * 1024;
/** What one session puts into a transaction before the next has its turn: one large item. */
const TURN_BYTES = 64 * 1024;

export type Queued = {
  readonly session: LiveSession;
  readonly item: Item;
  /** What it becomes in the log, where it changes nothing else. */
  readonly event: NewEvent | undefined;
};

/** What waits to be committed. The items of a session keep their order; between sessions it goes by turns. */
export class RecordingQueue {
  /** Whoever had a turn is behind those who wait for one. */
  readonly #bySession = new Map<LiveSession, Queued[]>();

  get isEmpty(): boolean {
    return this.#bySession.size === 0;
  }

  /** Those of whom something waits. */
  get sessions(): LiveSession[] {
    return [...this.#bySession.keys()];
  }

  add(queued: Queued): void {
    const waiting = this.#bySession.get(queued.session);
    if (waiting) waiting.push(queued);
    else this.#bySession.set(queued.session, [queued]);
  }

  clear(): void {
    this.#bySession.clear();
  }

  /** What is committed next: a single item that changes more than the log, or, of all sessions, what is only logged. */
  take(): Queued[] {
    const [next] = this.#bySession;
    if (next && !next[1][0]?.event) return this.#cut(next[0], 1);
    const batch: Queued[] = [];
    let bytes = 0;
    let isMore = true;
    while (isMore && bytes < BATCH_BYTES) {
      isMore = false;
      for (const session of this.sessions) {
        if (bytes >= BATCH_BYTES) break;
        for (const queued of this.#cut(session, this.#turnOf(session))) {
          batch.push(queued);
          bytes += queued.item.body.length;
          isMore = true;
        }
      }
    }
    return batch;
  }

  /** How many items a session may put into a transaction now: those that are only logged, and one however large it is. */
  #turnOf(session: LiveSession): number {
    let bytes = 0;
    let count = 0;
    for (const { item, event } of this.#bySession.get(session) ?? []) {
      bytes += item.body.length;
      if (!event || (count > 0 && bytes > TURN_BYTES)) break;
      count++;
    }
    return count;
  }

  #cut(session: LiveSession, count: number): Queued[] {
    const waiting = this.#bySession.get(session);
    if (!waiting || count === 0) return [];
    const turn = waiting.splice(0, count);
    this.#bySession.delete(session);
    if (waiting.length > 0) this.#bySession.set(session, waiting);
    return turn;
  }
}
