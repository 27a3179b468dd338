import type { SessionId } from "@dispatch/protocol/ids";
import { reasonOf, type Log } from "../log.ts";
import { endProcesses } from "../processes/end-processes.ts";
import type { ProcessTable } from "../processes/process-table.ts";
import type { Leader } from "../processes/process-tree.ts";

type Ending = { readonly done: Promise<number>; readonly hurry: AbortController };

/** The endings of process trees that are under way, one per session at most. */
export class Endings {
  readonly #table: ProcessTable;
  readonly #log: Log;
  readonly #onSettled: () => void;
  readonly #bySession = new Map<SessionId, Ending>();

  constructor(needs: { table: ProcessTable; log: Log; onSettled: () => void }) {
    this.#table = needs.table;
    this.#log = needs.log;
    this.#onSettled = needs.onSettled;
  }

  get size(): number {
    return this.#bySession.size;
  }

  /** The number of processes that there were, once none is left. Joins an ending that is under way. */
  async end(sessionId: SessionId, graceMs: number, leader?: Leader): Promise<number> {
    const underWay = this.#bySession.get(sessionId);
    if (underWay) {
      if (graceMs === 0) underWay.hurry.abort();
      return underWay.done;
    }
    const hurry = new AbortController();
    const done = this.#run(sessionId, { graceMs, hurry: hurry.signal, ...(leader && { leader }) });
    this.#bySession.set(sessionId, { done, hurry });
    return done;
  }

  /** Before a session's next launch: what is left of the last one carries the same mark. */
  async settle(sessionId: SessionId): Promise<void> {
    if (this.#bySession.has(sessionId)) await this.end(sessionId, 0);
  }

  async #run(
    sessionId: SessionId,
    how: { graceMs: number; hurry: AbortSignal; leader?: Leader },
  ): Promise<number> {
    try {
      const ended = await endProcesses(this.#table, { sessionId, ...how });
      if (ended > 0) this.#log("info", "processes ended", { sessionId, ended });
      return ended;
    } catch (error) {
      this.#log("error", "processes could not be ended", { sessionId, reason: reasonOf(error) });
      return 0;
    } finally {
      this.#bySession.delete(sessionId);
      // After those who wait for this ending have heard of it: they may have more to say.
      setImmediate(this.#onSettled);
    }
  }
}
