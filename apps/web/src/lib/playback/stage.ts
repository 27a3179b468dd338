import type { SessionEvent } from "@dispatch/protocol/events";

/** Where a recording is shown: a terminal, a conversation. */
export type Stage = {
  /** It shows everything up to this event. */
  readonly seq: number;
  /** Shows the session as it was at an event. */
  seek(seq: number): Promise<void>;
  /** Takes the events that follow, and resolves when they are shown. */
  apply(events: readonly SessionEvent[]): Promise<void>;
};
