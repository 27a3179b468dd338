import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { WorkspaceService } from "../workspace/workspace.service.ts";
import type { DeliverableBranch, Deliveries } from "./pull-request.service.ts";

/** What workspaces have to deliver. A plain one has no repository, so nothing. */
export class WorkspaceDeliveries implements Deliveries {
  readonly #workspaces: Pick<WorkspaceService, "get">;
  constructor(needs: { workspaces: Pick<WorkspaceService, "get"> }) {
    this.#workspaces = needs.workspaces;
  }

  async branchOf(ownerId: UserId, workspaceId: WorkspaceId): Promise<DeliverableBranch> {
    return this.#refuse(ownerId, workspaceId);
  }

  async push(ownerId: UserId, workspaceId: WorkspaceId): Promise<void> {
    return this.#refuse(ownerId, workspaceId);
  }

  async #refuse(ownerId: UserId, workspaceId: WorkspaceId): Promise<never> {
    const { deletedAt } = await this.#workspaces.get(ownerId, workspaceId);
    if (deletedAt !== null) throw new Problem("workspace-deleted", { workspaceId }, "Restore it first.");
    const detail = "This workspace has no repository. Pull requests come from workspaces that were cloned.";
    throw new Problem("workspace-refused", { workspaceId }, detail);
  }
}
