import type { SessionHold, SessionKind } from "@dispatch/protocol/session";
import type { RunnerId, SessionId, UserId } from "@dispatch/protocol/ids";
import type { SessionNumber } from "../domain/log/event-log.ts";
import type { Frame } from "@dispatch/protocol/link-frames";

export type Item = Extract<Frame, { type: "item" }>;

/** A session behind which a process may be alive, as the server's side of the link keeps it. */
export type LiveSession = {
  readonly id: SessionId;
  readonly number: SessionNumber;
  readonly ownerId: UserId;
  readonly kind: SessionKind;
  readonly runnerId: RunnerId;
  readonly launch: number;
  /** Offset behind the last item that was taken from the link; everything before it is committed or about to be. */
  received: number;
  /** False until the start is in the log: what the process says before that waits in `early`. */
  admitted: boolean;
  early: Item[];
  hold?: SessionHold;
};
