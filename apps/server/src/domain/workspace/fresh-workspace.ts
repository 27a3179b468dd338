import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import type { WorkspaceRow } from "../store.ts";

/** A plain, empty workspace on a folder that Dispatch makes. */
export const freshWorkspace = (
  id: WorkspaceId,
  ownerId: UserId,
  now: number,
): Omit<WorkspaceRow, "name" | "path"> => ({
  id,
  ownerId,
  kind: "plain",
  status: "ready",
  reason: null,
  repoId: null,
  ref: null,
  branch: null,
  baseCommit: null,
  identityId: null,
  fromId: null,
  isMade: true,
  isTemplate: false,
  isDefault: false,
  createdAt: now,
  deletedAt: null,
  goneAt: null,
  purgedAt: null,
});
