import type { NewEvent, SessionEvent } from "@dispatch/protocol/events";

/** A session's number in the log: small, never reused, known only inside the server. */
export type SessionNumber = number;

/** One event to append. `sourceEnd` is stored with it, so that "committed" and "acknowledged" cannot disagree. */
export type Append = {
  readonly session: SessionNumber;
  readonly event: NewEvent;
  readonly sourceEnd?: number;
};

export type Committed = { readonly session: SessionNumber; readonly events: readonly SessionEvent[] };

/** Where a session's log ends. */
export type Head = { readonly seq: number; readonly at: number };

export type PageLimits = { readonly events: number; readonly bytes: number };

/**
 * The append-only log of every session: seq 1, 2, 3 … without gap or reuse (R2).
 * It is the only thing that assigns numbers. Every implementation passes `event-log.contract.ts`.
 */
export interface EventLog {
  /** Commits all entries together, then tells followers. When it throws, nothing was appended. */
  append(entries: readonly Append[]): Promise<readonly Committed[]>;
  /** Events after `after`, in order: at most so many, and at least one however large it is. */
  readEvents(session: SessionNumber, after: number, limits: PageLimits): Promise<readonly SessionEvent[]>;
  head(session: SessionNumber): Head;
  /** Offset behind the last item of the runner's outbox that is committed; 0 when there is none. */
  sourceEnd(session: SessionNumber): number;
}
