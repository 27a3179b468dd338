import type { WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { RepositoryWish } from "@dispatch/protocol/workspace";
import type { PersonCaller } from "../access/caller.ts";
import type { WorkspacePreparation } from "./workspace-preparation.ts";
import type { WorkspaceService } from "./workspace.service.ts";

type Needs = {
  readonly workspaces: WorkspaceService;
  readonly preparation: Pick<WorkspacePreparation, "settled">;
};

/** Worktrees for tasks that name a repository and no workspace. */
export class TaskWorkspaces {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** A new one, once it is ready. The same key has the same one. */
  async make(caller: PersonCaller, repo: RepositoryWish, key: string | undefined): Promise<WorkspaceId> {
    const { workspaces, preparation } = this.#needs;
    const wish = { kind: "worktree" as const, repo };
    const { id } = await workspaces.create(caller, wish, key === undefined ? undefined : `${key} workspace`);
    await preparation.settled(id);
    const { status, name, reason } = await workspaces.get(caller.userId, id);
    if (status === "ready") return id;
    const failure = reason === null ? undefined : (JSON.parse(reason) as { detail: string }).detail;
    throw new Problem(
      "workspace-refused",
      { workspaceId: id },
      `The workspace “${name}” for this task is not ready. ${failure ?? "It is still being made."} Try it again, then begin the task in it.`,
    );
  }
}
