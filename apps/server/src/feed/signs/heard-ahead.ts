import type { SessionEvent } from "@dispatch/protocol/events";

/** What is kept at most; the log has it all. */
const KEPT_BYTES = 4 * 1024 * 1024;
/** As an event counts beside its output. */
const EVENT_BYTES = 64;

type Commit = { readonly events: readonly SessionEvent[]; readonly bytes: number };

/**
 * The latest commits of a session, heard while what came before them is read: whoever reads slower than a flood is written
 * meets them, and need not read them back.
 */
export class HeardAhead {
  #commits: Commit[] = [];
  #bytes = 0;

  add(events: readonly SessionEvent[]): void {
    const bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
    this.#commits.push({ events, bytes });
    this.#bytes += bytes;
    while (this.#bytes > KEPT_BYTES) this.#shift();
  }

  /** The commit that goes on after `seq`, if it was heard: it is given once. */
  next(seq: number): readonly SessionEvent[] | undefined {
    while (this.#commits.length > 0 && this.#lastSeq() <= seq) this.#shift();
    const [first] = this.#commits[0]?.events ?? [];
    return first && first.seq <= seq + 1 ? this.#shift()?.events : undefined;
  }

  #lastSeq(): number {
    return this.#commits[0]?.events.at(-1)?.seq ?? 0;
  }

  #shift(): Commit | undefined {
    const commit = this.#commits.shift();
    this.#bytes -= commit?.bytes ?? 0;
    return commit;
  }
}

const sizeOf = (event: SessionEvent) =>
  EVENT_BYTES + (event.channel === "terminal:output" ? event.payload.length : 0);
