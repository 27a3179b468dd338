import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { type RepositoryId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { type DecideOrphan, Orphan, type Workspace, WorkspaceName } from "@dispatch/protocol/workspace";
import type { Attendants } from "../attendants.ts";
import type { RepositoryService } from "../repository/repository.service.ts";
import type { Store, WorkspaceRow } from "../store.ts";
import { Turns } from "../turns.ts";
import { freshWorkspace } from "./fresh-workspace.ts";
import { PersonFolder } from "./person-folder.ts";
import type { WorkspaceEnding } from "./workspace-ending.ts";
import type { WorkspaceNewsroom } from "./workspace-newsroom.ts";
import { freeName } from "./workspace.service.ts";

type Needs = {
  readonly store: Store;
  readonly newsroom: WorkspaceNewsroom;
  readonly attendants: Attendants;
  readonly repositories: RepositoryService;
  readonly ending: WorkspaceEnding;
  readonly folderOf: (ownerId: UserId) => string;
  readonly now: () => number;
};

/**
 * Folders where a person's workspaces lie that nothing in the database accounts for: after a backup was put back, for
 * example. They are shown, and nothing happens to them until their person decides.
 */
export class Orphans {
  readonly #needs: Needs;
  readonly #turns = new Turns<UserId>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(ownerId: UserId): Promise<Orphan[]> {
    const path = this.#needs.folderOf(ownerId);
    if (!(await isThere(path))) return []; // whoever never had a workspace is not given a folder by looking
    await using folder = await PersonFolder.open(path);
    const [folders, clones] = [await this.#folders(ownerId, folder), await this.#clones(ownerId, folder)];
    return [...folders, ...clones];
  }

  /** Makes a workspace of a folder, which is deleted as any other if that is wished: so it can be restored. */
  decide(ownerId: UserId, name: string, { action, kind }: DecideOrphan): Promise<Workspace | undefined> {
    return this.#turns.take(ownerId, async () => {
      const found = (await this.list(ownerId)).find((one) => one.kind === kind && one.name === name);
      if (!found) throw gone(name);
      if (kind === "clone") return this.#clearClone(ownerId, found);
      const row = await this.#adopt(ownerId, found);
      if (action === "adopt") return this.#needs.newsroom.changed(row);
      await this.#needs.ending.delete(ownerId, row.id, { now: false, force: true });
      const deleted = await this.#needs.store.read.workspaces.byId(row.id, ownerId);
      return this.#needs.newsroom.viewOf(deleted ?? row);
    });
  }

  async #folders(ownerId: UserId, folder: PersonFolder): Promise<Orphan[]> {
    const base = this.#needs.folderOf(ownerId);
    const found = await folder.folders();
    // Asked after looking: the row of a workspace is there before its folder is.
    const { workspaces } = this.#needs.store.read;
    const shown = found.map(({ name, changedAt }) => toOrphan("folder", join(base, name), name, changedAt));
    const orphans: Orphan[] = [];
    for (const one of shown) if (one && !(await workspaces.isPathTaken(one.path))) orphans.push(one);
    return orphans;
  }

  async #clones(ownerId: UserId, folder: PersonFolder): Promise<Orphan[]> {
    const { repositories, store } = this.#needs;
    const found = await folder.clones();
    const known = new Set((await store.read.repositories.listFor(ownerId)).map(({ id }) => `${id}.git`));
    return found
      .filter(({ name }) => CLONE.test(name) && !known.has(name))
      .flatMap(({ name, changedAt }) => {
        const path = repositories.folderOf({ ownerId, id: name.replace(/\.git$/, "") as RepositoryId });
        return toOrphan("clone", path, name, changedAt) ?? [];
      });
  }

  #adopt(ownerId: UserId, { name, path }: Orphan): Promise<WorkspaceRow> {
    return this.#needs.store.write(async ({ workspaces }) => {
      if (await workspaces.isPathTaken(path)) throw gone(name);
      const called =
        WorkspaceName.safeParse([...name].slice(0, NAME_LENGTH_LIMIT).join("")).data ?? "workspace";
      const row: WorkspaceRow = {
        ...freshWorkspace(newId("wsp"), ownerId, this.#needs.now()),
        name: await freeName(workspaces, ownerId, called),
        path,
      };
      await workspaces.insert(row);
      return row;
    });
  }

  async #clearClone(ownerId: UserId, { name, path }: Orphan): Promise<undefined> {
    await this.#needs.attendants.leave(path);
    await using folder = await PersonFolder.open(this.#needs.folderOf(ownerId));
    await folder.clearClone(name);
  }
}

/** What Dispatch itself names there; anything else is not its to show. */
const CLONE = /^rep_[0-9a-zA-Z]{8,40}\.git$/;
/** A workspace's name may be as long, and be followed by a number. */
const NAME_LENGTH_LIMIT = 90;

/** Nothing for a name that nobody could give back: it cannot be asked for either. */
function toOrphan(kind: Orphan["kind"], path: string, name: string, changedAt: number): Orphan | undefined {
  return Orphan.safeParse({ kind, name, path, changedAt: new Date(changedAt).toISOString() }).data;
}

const gone = (name: string) =>
  new Problem(
    "orphan-not-found",
    { name },
    `No folder ${JSON.stringify(name)} is there that belongs to no workspace.`,
  );

const isThere = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );
