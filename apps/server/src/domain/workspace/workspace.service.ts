import { createHash } from "node:crypto";
import { lstat, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type UserId, type WorkspaceId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { CreateWorkspace, Workspace, WorkspaceUsage } from "@dispatch/protocol/workspace";
import type { PersonCaller } from "../access/caller.ts";
import type { Reading, Store, WorkspaceRow, Workspaces } from "../store.ts";
import type { DiskUse } from "./disk-use.ts";
import { freeFolderName } from "./folder-name.ts";
import { namedFolder, stillLies } from "./named-folder.ts";
import type { WorkspaceChanges } from "./workspace-changes.ts";
import { workspaceViews } from "./workspace-view.ts";

type Needs = {
  readonly store: Store;
  readonly changes: WorkspaceChanges;
  readonly diskUse: DiskUse;
  /** Where everybody's workspaces lie, and all else that Dispatch keeps. */
  readonly root: string;
  readonly home: string;
  readonly now: () => number;
};

const OWN_MODE = 0o700;

/** The folders sessions work in. How they end is `WorkspaceEnding`'s. */
export class WorkspaceService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(ownerId: UserId, which: { deleted: boolean }): Promise<Workspace[]> {
    const { store } = this.#needs;
    return workspaceViews(store, ownerId, await store.read.workspaces.listFor(ownerId, which));
  }

  /** In use, or deleted and still to be had back. */
  async get(ownerId: UserId, id: WorkspaceId): Promise<WorkspaceRow> {
    return workspaceOf(this.#needs.store.read, ownerId, id);
  }

  async view(ownerId: UserId, id: WorkspaceId): Promise<Workspace> {
    return this.#viewOf(await this.get(ownerId, id));
  }

  async usage(ownerId: UserId, id: WorkspaceId): Promise<WorkspaceUsage> {
    const { path, deletedAt, isMade } = await this.get(ownerId, id);
    const folder = deletedAt === null || !isMade ? path : join(dirname(path), ".trash", id);
    return this.#needs.diskUse.of(id, folder);
  }

  /** Where all that a person has lies. */
  folderOf = (userId: UserId) => join(this.#needs.root, userId);

  /** The row first, then its folder: whatever cuts that short leaves a workspace whose folder is made when it is needed. */
  async create(caller: PersonCaller, wish: CreateWorkspace, idempotencyKey?: string): Promise<Workspace> {
    const { store, now, root, home } = this.#needs;
    const ownerId = caller.userId;
    const id = idempotencyKey === undefined ? newId("wsp") : derivedId(ownerId, idempotencyKey);
    const twin = await store.read.workspaces.byId(id, ownerId);
    if (twin?.deletedAt === null) return this.#viewOf(twin);
    if (twin)
      throw new Problem(
        "idempotency-conflict",
        {},
        "The workspace this key made was deleted. Use a new key.",
      );
    if (wish.path !== undefined && caller.role !== "owner")
      throw new Problem(
        "forbidden",
        {},
        "Only the owner of this installation may name a folder of the machine. Leave the path out: Dispatch makes a folder for you.",
      );
    const named = wish.path === undefined ? undefined : await namedFolder(wish.path, [home, root]);
    const row = await store.write(async ({ workspaces }) => {
      if (await workspaces.isNameTaken(ownerId, wish.name)) throw nameTaken(wish.name);
      if (named !== undefined && (await workspaces.isPathTaken(named)))
        throw new Problem(
          "workspace-path-refused",
          { path: named },
          "Another workspace uses this folder. Use that one, or name another folder.",
        );
      const made: WorkspaceRow = {
        id,
        ownerId,
        kind: "plain",
        name: wish.name,
        path: named ?? (await this.#freePath(workspaces, ownerId, wish.name)),
        isMade: named === undefined,
        isDefault: false,
        ...this.#fresh(now()),
      };
      await workspaces.insert(made);
      return made;
    });
    await this.#makeOrErase(row);
    return this.#changed(row);
  }

  async rename(ownerId: UserId, id: WorkspaceId, name: string): Promise<Workspace> {
    const row = await this.#needs.store.write(async ({ workspaces }) => {
      const current = usableOf(await workspaceOf({ workspaces }, ownerId, id));
      if (await workspaces.isNameTaken(ownerId, name, id)) throw nameTaken(name);
      await workspaces.update(id, { name });
      return { ...current, name };
    });
    return this.#changed(row);
  }

  /** The workspace a session is to start in, with its folder: the default one, made with the first session, if none is named. */
  async forSession(ownerId: UserId, id: WorkspaceId | undefined): Promise<WorkspaceRow> {
    const row = id === undefined ? await this.#ensureDefault(ownerId) : usableOf(await this.get(ownerId, id));
    if (row.isMade) await makeFolder(row.path);
    else if (!(await stillLies(row.path)))
      throw new Problem(
        "workspace-refused",
        { workspaceId: row.id },
        `${row.path} is not there any more, or a link lies in its place. Put the folder back.`,
      );
    return row;
  }

  /** In the transaction that makes a session live: a workspace that was deleted in the meantime takes none. */
  async admit({ workspaces }: Pick<Reading, "workspaces">, ownerId: UserId, id: WorkspaceId): Promise<void> {
    usableOf(await workspaceOf({ workspaces }, ownerId, id));
  }

  async #ensureDefault(ownerId: UserId): Promise<WorkspaceRow> {
    const { store, now } = this.#needs;
    const found = await store.read.workspaces.defaultOf(ownerId);
    if (found) return found;
    let isNew = false;
    const row = await store.write(async ({ workspaces }) => {
      const other = await workspaces.defaultOf(ownerId);
      if (other) return other;
      isNew = true;
      const made: WorkspaceRow = {
        id: newId("wsp"),
        ownerId,
        kind: "plain",
        name: await freeName(workspaces, ownerId, "default"),
        path: await this.#freePath(workspaces, ownerId, "default"),
        isMade: true,
        isDefault: true,
        ...this.#fresh(now()),
      };
      await workspaces.insert(made);
      return made;
    });
    // Its folder is made by whoever needs it first: of several sessions that start at once, any may.
    if (isNew) await this.#changed(row);
    return row;
  }

  #fresh = (createdAt: number) =>
    ({ status: "ready", createdAt, deletedAt: null, goneAt: null, purgedAt: null }) as const;

  async #freePath(workspaces: Workspaces, ownerId: UserId, name: string): Promise<string> {
    const folder = this.folderOf(ownerId);
    const free = await freeFolderName(name, async (candidate) => {
      const path = join(folder, candidate);
      return (await workspaces.isPathTaken(path)) || (await isThere(path));
    });
    return join(folder, free);
  }

  async #makeOrErase({ id, path, isMade }: WorkspaceRow): Promise<void> {
    if (!isMade) return;
    try {
      await mkdir(dirname(path), { recursive: true, mode: OWN_MODE });
      await mkdir(path, { mode: OWN_MODE });
    } catch (error) {
      await this.#needs.store.write(({ workspaces }) => workspaces.erase(id));
      throw notMade(error);
    }
  }

  async #viewOf(row: WorkspaceRow): Promise<Workspace> {
    const [view] = await workspaceViews(this.#needs.store, row.ownerId, [row]);
    return view as Workspace;
  }

  async #changed(row: WorkspaceRow): Promise<Workspace> {
    const workspace = await this.#viewOf(row);
    this.#needs.changes.emit({ type: "changed", ownerId: row.ownerId, workspace });
    return workspace;
  }
}

/** The person's workspace; what is another's, and what went for good, is not there (R9). */
export async function workspaceOf(
  { workspaces }: Pick<Reading, "workspaces">,
  ownerId: UserId,
  id: WorkspaceId,
): Promise<WorkspaceRow> {
  const row = await workspaces.byId(id, ownerId);
  if (row?.purgedAt !== null) throw new Problem("workspace-not-found", { workspaceId: id });
  return row;
}

function usableOf(row: WorkspaceRow): WorkspaceRow {
  if (row.deletedAt === null) return row;
  throw new Problem(
    "workspace-deleted",
    { workspaceId: row.id },
    `The workspace "${row.name}" was deleted. Restore it first, or use another one.`,
  );
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: OWN_MODE }).catch((error: unknown) => {
    throw notMade(error);
  });
}

const notMade = (error: unknown) =>
  new Problem(
    "storage-unavailable",
    {},
    `The workspace's folder cannot be made: ${(error as Error).message}`,
    { cause: error },
  );

/** The first of `name`, `name 2`, `name 3` ... that no workspace of the person has. */
export async function freeName(workspaces: Workspaces, ownerId: UserId, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!(await workspaces.isNameTaken(ownerId, candidate))) return candidate;
  }
}

const nameTaken = (name: string) =>
  new Problem(
    "workspace-name-taken",
    { name },
    `You have a workspace "${name}" already. Choose another name.`,
  );

const isThere = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** A repeated create with the same key finds the workspace the first one made, even across a crash. */
function derivedId(ownerId: UserId, key: string): WorkspaceId {
  const digest = createHash("sha256").update(`workspace\0${ownerId}\0${key}`).digest("hex");
  return `wsp_${digest.slice(0, 20)}` as WorkspaceId;
}
