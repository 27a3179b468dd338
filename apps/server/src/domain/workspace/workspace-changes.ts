import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import type { Workspace } from "@dispatch/protocol/workspace";
import { Listeners } from "../listeners.ts";

export type WorkspaceNews =
  | { readonly type: "changed"; readonly ownerId: UserId; readonly workspace: Workspace }
  | { readonly type: "removed"; readonly ownerId: UserId; readonly id: WorkspaceId };

/** News of workspaces, for their owner. */
export class WorkspaceChanges extends Listeners<WorkspaceNews> {}
