import type { Orphan, Workspace } from "@dispatch/protocol/workspace";
import type { DispatchApi, WorkspaceChange, WorkspaceWish } from "#lib/api/dispatch-api.ts";
import { ChangedMeanwhile } from "./changed-meanwhile.ts";
import type { Connection } from "./connection.svelte.ts";

type Needs = { readonly api: DispatchApi; readonly connection: Connection };

/** This user's workspaces, those that can be restored among them, kept true by the live connection. */
export class WorkspaceList implements Disposable {
  readonly #api: DispatchApi;
  readonly #off: (() => void)[];
  #all = $state.raw<readonly Workspace[]>();
  readonly #meanwhile = new ChangedMeanwhile();
  failed = $state(false);
  readonly items = $derived(this.#all?.filter(({ deletedAt }) => deletedAt === undefined));
  /** What can be worked in. */
  readonly ready = $derived(this.items?.filter(({ status }) => status === "ready") ?? []);
  readonly deleted = $derived(this.#all?.filter(({ deletedAt }) => deletedAt !== undefined) ?? []);

  constructor({ api, connection: { live } }: Needs) {
    this.#api = api;
    this.#off = [
      live.on("workspace", (workspace) => this.#put(workspace)),
      live.on("workspaceRemoved", ({ id }) => this.#remove(id)),
      // What changed while the connection was away was not heard of.
      live.on("state", () => {
        if (live.state === "online") void this.load();
      }),
    ];
  }

  load = async () => {
    try {
      const read = async () => {
        const lists = [this.#api.workspaces({ deleted: false }), this.#api.workspaces({ deleted: true })];
        return (await Promise.all(lists)).flat();
      };
      const rows = await this.#meanwhile.over(read, (id) => this.#all?.find((one) => one.id === id));
      this.#all = [...rows.values()];
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  nameOf = (id: string) => this.#all?.find((workspace) => workspace.id === id)?.name;

  create = async (wish: WorkspaceWish) => this.#put(await this.#api.createWorkspace(wish));
  change = async (id: string, change: WorkspaceChange) =>
    this.#put(await this.#api.changeWorkspace(id, change));
  retry = async (id: string) => this.#put(await this.#api.retryWorkspace(id));
  restore = async (id: string) => this.#put(await this.#api.restoreWorkspace(id));
  takeAsItIs = async (id: string) => {
    await this.#api.takeWorkspaceAsItIs(id);
    // News of it may have come before the answer.
    await this.load();
  };
  startService = (id: string, name: string) => this.#api.startService(id, name);
  usage = (id: string) => this.#api.workspaceUsage(id);

  /** Into the trash; the row moves to the deleted ones with the news of it. */
  delete = async (id: string, { force = false } = {}) => {
    await this.#api.deleteWorkspace(id, { force });
    await this.load();
  };

  /** What is still being made goes at once: there is nothing in it to restore. */
  cancel = async (id: string) => {
    await this.#api.deleteWorkspace(id, { now: true, force: true });
    this.#remove(id);
  };

  decide = async (orphan: Orphan, action: "adopt" | "delete") => {
    const { workspace } = await this.#api.decideOrphan(orphan, action);
    if (workspace) this.#put(workspace);
  };

  deleteForGood = async (id: string) => {
    await this.#api.deleteWorkspace(id, { now: true });
    this.#remove(id);
  };

  [Symbol.dispose]() {
    for (const off of this.#off) off();
  }

  #put(workspace: Workspace): Workspace {
    this.#meanwhile.note(workspace.id);
    const others = (this.#all ?? []).filter(({ id }) => id !== workspace.id);
    this.#all = [...others, workspace].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    return workspace;
  }

  #remove(id: string) {
    this.#meanwhile.note(id);
    this.#all = this.#all?.filter((workspace) => workspace.id !== id);
  }
}
