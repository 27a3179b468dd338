import type { SessionId, UserId } from "@dispatch/protocol/ids";
import type { Session } from "@dispatch/protocol/session";
import { Listeners } from "../listeners.ts";

export type SessionChange =
  | { readonly type: "changed"; readonly ownerId: UserId; readonly session: Session }
  | { readonly type: "removed"; readonly ownerId: UserId; readonly id: SessionId };

/** News of whole sessions, for lists and overviews. What happens inside one is in its log. */
export class SessionChanges extends Listeners<SessionChange> {}
