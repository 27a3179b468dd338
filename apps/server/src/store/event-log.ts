import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { NewEvent, SessionEvent } from "@dispatch/protocol/events";
import type { Append, Committed, Head, PageLimits, SessionNumber } from "../domain/log/event-log.ts";

/** So far has a runner come with a session, without an event to tell it. */
export type Advance = { readonly session: SessionNumber; readonly sourceEnd: number };

type MutableHead = { seq: number; at: number; sourceEnd: number };
type Row = { seq: number; at: number; channel: string; payload: Uint8Array | string };

const byteLength = (payload: Uint8Array | string) => payload.length;

/** The log's rows. It runs inside whatever transaction is open; `Store` decides where one begins and ends. */
export class EventRows {
  readonly #insert: StatementSync;
  readonly #after: StatementSync;
  readonly #last: StatementSync;
  readonly #lastSource: StatementSync;
  readonly #advanced: StatementSync;
  readonly #advance: StatementSync;
  readonly #heads = new Map<SessionNumber, MutableHead>();
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#now = now;
    this.#insert = database.prepare(
      "insert into session_events (session, seq, at, channel, payload, source_end) values (?, ?, ?, ?, ?, ?)",
    );
    this.#after = database.prepare(
      "select seq, at, channel, payload from session_events where session = ? and seq > ? order by seq limit ?",
    );
    this.#last = database.prepare(
      "select seq, at from session_events where session = ? order by seq desc limit 1",
    );
    this.#lastSource = database.prepare(
      "select source_end from session_events where session = ? and source_end is not null order by seq desc limit 1",
    );
    this.#advanced = database.prepare("select source_end from sessions where number = ?");
    this.#advance = database.prepare("update sessions set source_end = ? where number = ?");
  }

  /** For items that are committed and make no event. */
  advance(advances: readonly Advance[]): void {
    for (const { session, sourceEnd } of advances) this.#advance.run(sourceEnd, session);
  }

  /** Writes the rows and returns what they became. Heads move only in `commit`, so a rollback reuses no number and leaves no gap. */
  write(entries: readonly Append[]): Committed[] {
    const bySession = new Map<SessionNumber, SessionEvent[]>();
    for (const { session, event, sourceEnd } of entries) {
      let events = bySession.get(session);
      if (!events) bySession.set(session, (events = []));
      const previous = events.at(-1) ?? this.#headOf(session);
      // A clock that was set back must not make a session's times run backwards.
      const at = Math.max(this.#now(), previous.at);
      const seq = previous.seq + 1;
      const payload = event.channel === "terminal:output" ? event.payload : JSON.stringify(event.payload);
      this.#insert.run(session, seq, at, event.channel, payload, sourceEnd ?? null);
      events.push(numbered(event, seq, at));
    }
    return [...bySession].map(([session, events]) => ({ session, events }));
  }

  /** Called once the transaction that held these is durable. */
  commit(
    committed: readonly Committed[],
    entries: readonly { session: SessionNumber; sourceEnd?: number }[],
  ): void {
    for (const { session, events } of committed) {
      const head = this.#headOf(session);
      const last = events.at(-1);
      if (last) {
        head.seq = last.seq;
        head.at = last.at;
      }
    }
    for (const { session, sourceEnd } of entries) {
      if (sourceEnd === undefined) continue;
      const head = this.#headOf(session);
      head.sourceEnd = Math.max(head.sourceEnd, sourceEnd);
    }
  }

  read(session: SessionNumber, after: number, limits: PageLimits): SessionEvent[] {
    const events: SessionEvent[] = [];
    let bytes = 0;
    for (const row of this.#after.iterate(session, after, limits.events)) {
      const { seq, at, channel, payload } = row as unknown as Row;
      bytes += byteLength(payload);
      if (events.length > 0 && bytes > limits.bytes) break;
      events.push({
        seq,
        at,
        channel,
        payload: typeof payload === "string" ? (JSON.parse(payload) as unknown) : payload,
      } as SessionEvent);
    }
    return events;
  }

  head = (session: SessionNumber): Head => this.#headOf(session);
  sourceEnd = (session: SessionNumber): number => this.#headOf(session).sourceEnd;
  forget = (session: SessionNumber) => void this.#heads.delete(session);

  #headOf(session: SessionNumber): MutableHead {
    let head = this.#heads.get(session);
    if (!head) {
      const last = this.#last.get(session) as { seq: number; at: number } | undefined;
      const source = this.#lastSource.get(session) as { source_end: number } | undefined;
      const advanced = this.#advanced.get(session) as { source_end: number } | undefined;
      const sourceEnd = Math.max(source?.source_end ?? 0, advanced?.source_end ?? 0);
      head = { seq: last?.seq ?? 0, at: last?.at ?? 0, sourceEnd };
      this.#heads.set(session, head);
    }
    return head;
  }
}

const numbered = (event: NewEvent, seq: number, at: number) =>
  ({ seq, at, channel: event.channel, payload: event.payload }) as SessionEvent;
