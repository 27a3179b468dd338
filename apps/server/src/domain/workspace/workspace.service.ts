import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type UserId, type WorkspaceId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Workspace } from "@dispatch/protocol/workspace";
import type { Store, WorkspaceRow } from "../store.ts";

type Needs = { readonly store: Store; readonly root: string; readonly now: () => number };

export const toWorkspace = ({ id, kind, name, path, status, createdAt }: WorkspaceRow): Workspace => ({
  id,
  kind,
  name,
  path,
  status,
  createdAt: new Date(createdAt).toISOString(),
});

/** The folders sessions work in. */
export class WorkspaceService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(ownerId: UserId): Promise<Workspace[]> {
    return (await this.#needs.store.read.workspaces.listFor(ownerId)).map(toWorkspace);
  }

  async get(ownerId: UserId, id: WorkspaceId): Promise<WorkspaceRow> {
    const workspace = await this.#needs.store.read.workspaces.byId(id, ownerId);
    if (!workspace) throw new Problem("workspace-not-found", { workspaceId: id });
    return workspace;
  }

  /** Where all that a person has lies. */
  folderOf = (userId: UserId) => join(this.#needs.root, userId);

  /** The plain folder a session gets when none is named; made with the first such session. */
  async ensureDefault(ownerId: UserId): Promise<WorkspaceRow> {
    const { store, now } = this.#needs;
    const found =
      (await store.read.workspaces.defaultOf(ownerId)) ??
      (await store.write(async ({ workspaces }) => {
        const other = await workspaces.defaultOf(ownerId);
        if (other) return other;
        const workspace: WorkspaceRow = {
          id: newId("wsp"),
          ownerId,
          kind: "plain",
          name: "default",
          path: join(this.folderOf(ownerId), "default"),
          status: "ready",
          createdAt: now(),
        };
        await workspaces.insertDefault(workspace);
        return workspace;
      }));
    await mkdir(found.path, { recursive: true, mode: 0o700 });
    return found;
  }
}
