import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Store } from "../store.ts";
import type { WorkspaceService } from "../workspace/workspace.service.ts";

/** What of a workspace matters to a pull request. */
export type WorkspaceBranch = {
  /** The address of its repository. */
  readonly remote: string;
  readonly branch: string;
  /** What the branch began at, as it was asked for: a branch, a tag or a commit. */
  readonly startedAt: string | null;
  readonly defaultBranch: string | null;
};

type Needs = {
  readonly store: Pick<Store, "read">;
  readonly workspaces: Pick<WorkspaceService, "forSession">;
};

/** The branch that a workspace was made with, and the repository it belongs to. */
export async function branchOf(
  { store, workspaces }: Needs,
  ownerId: UserId,
  workspaceId: WorkspaceId,
): Promise<WorkspaceBranch> {
  const { repoId, branch, ref } = await workspaces.forSession(ownerId, workspaceId);
  const repository = repoId === null ? undefined : await store.read.repositories.byId(repoId, ownerId);
  if (!repository || branch === null) {
    const detail =
      "This workspace has no repository. Pull requests come from workspaces that were made from one.";
    throw new Problem("workspace-refused", { workspaceId }, detail);
  }
  return {
    remote: repository.url,
    branch,
    startedAt: ref?.replace(/^refs\/heads\//, "") ?? null,
    defaultBranch: repository.defaultBranch,
  };
}
