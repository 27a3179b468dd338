import type { RunnerId, SessionId, UserId } from "@dispatch/protocol/ids";
import type { SessionIsolation } from "@dispatch/protocol/isolation";
import type { SessionHold } from "@dispatch/protocol/session";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import type { Caller } from "../access/caller.ts";
import type { SessionRow, WorkspaceRow } from "../store.ts";

/** Where a session is going to live, chosen before anything is written of it. */
export type Placement = {
  readonly runnerId: RunnerId | null;
  readonly isolation: SessionIsolation | undefined;
};

/** What became of a start, as far as it is known. */
export type Started = { readonly shell?: string; readonly cwd?: string };

/** The live side of the sessions of a kind. What happens there comes back through `SessionOutcomes`. */
export interface SessionHost {
  /** Rejects where none could be started now. */
  place(ownerId: UserId): Promise<Placement>;
  start(session: SessionRow, workspace: WorkspaceRow, placement: Placement): Promise<Started>;
  /** From now on what happens in it may be logged: its `running` is. */
  admit(id: SessionId): void;
  stop(id: SessionId): Promise<void>;
  /** Ends a session that is wanted no more, and of which nothing is logged from now on. */
  discard(id: SessionId): Promise<void>;
  interrupt(session: SessionRow): Promise<void>;
  resize(session: SessionRow, size: TerminalSize): Promise<void>;
  /** Resolves once what was sent has been taken. A repeated key is applied once. */
  input(id: SessionId, data: Uint8Array, key: string, by: Caller): Promise<void>;
  /** Whose the session is, if it is alive here. */
  ownerOf(id: SessionId): UserId | undefined;
  hold(id: SessionId): SessionHold | undefined;
}
