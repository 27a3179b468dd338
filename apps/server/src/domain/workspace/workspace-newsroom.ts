import type { WorkspaceId } from "@dispatch/protocol/ids";
import type { Workspace, WorkspaceProgress } from "@dispatch/protocol/workspace";
import type { Store, WorkspaceRow } from "../store.ts";
import type { WorkspaceChanges } from "./workspace-changes.ts";
import { workspaceViews } from "./workspace-view.ts";

/** People see progress move, and a flood of it costs nobody anything. */
const PROGRESS_EVERY_MS = 200;

type Needs = { readonly store: Store; readonly changes: WorkspaceChanges };

/** Says how workspaces are now: to who asks, and to who follows them. */
export class WorkspaceNewsroom {
  readonly #needs: Needs;
  readonly #progress = new Map<WorkspaceId, WorkspaceProgress>();
  readonly #telling = new Map<WorkspaceId, NodeJS.Timeout>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async viewOf(row: WorkspaceRow): Promise<Workspace> {
    const [view] = await this.viewsOf(row.ownerId, [row]);
    return view as Workspace;
  }

  viewsOf(ownerId: WorkspaceRow["ownerId"], rows: readonly WorkspaceRow[]): Promise<Workspace[]> {
    return workspaceViews(this.#needs.store, ownerId, rows, this.#progress);
  }

  async changed(row: WorkspaceRow): Promise<Workspace> {
    const workspace = await this.viewOf(row);
    this.#needs.changes.emit({ type: "changed", ownerId: row.ownerId, workspace });
    return workspace;
  }

  removed(row: WorkspaceRow): void {
    this.#needs.changes.emit({ type: "removed", ownerId: row.ownerId, id: row.id });
  }

  /** How far something that is done to a workspace has come; undefined when it is over. */
  progress(id: WorkspaceId, progress: WorkspaceProgress | undefined): void {
    if (progress === undefined) {
      this.#progress.delete(id);
      clearTimeout(this.#telling.get(id));
      this.#telling.delete(id);
      return;
    }
    this.#progress.set(id, progress);
    if (this.#telling.has(id)) return;
    const timer = setTimeout(() => {
      this.#telling.delete(id);
      void this.#tell(id);
    }, PROGRESS_EVERY_MS);
    this.#telling.set(id, timer.unref());
  }

  async #tell(id: WorkspaceId): Promise<void> {
    const row = (await this.#needs.store.read.workspaces.listAll()).find((one) => one.id === id);
    if (row && this.#progress.has(id)) await this.changed(row);
  }
}
