import { lstat, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { folderName } from "@dispatch/protocol/folder-name";
import { type UserId, type WorkspaceId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type {
  CreateWorkspace,
  PatchWorkspace,
  Workspace,
  WorkspaceUsage,
} from "@dispatch/protocol/workspace";
import type { PersonCaller } from "../access/caller.ts";
import type { AttendedPlace, ShownFolder } from "../attendants.ts";
import { type RepositoryService, requireIdentity } from "../repository/repository.service.ts";
import type { Reading, Store, WorkspaceRow, Workspaces, Writing } from "../store.ts";
import type { DiskUse } from "./disk-use.ts";
import { derivedId } from "../derived-id.ts";
import { freshWorkspace } from "./fresh-workspace.ts";
import { namedFolder, stillLies } from "./named-folder.ts";
import { freshSetUp } from "./set-up-state.ts";
import type { WorkspaceNewsroom } from "./workspace-newsroom.ts";
import type { WorkspacePreparation } from "./workspace-preparation.ts";

type Needs = {
  readonly store: Store;
  readonly newsroom: WorkspaceNewsroom;
  readonly repositories: RepositoryService;
  readonly preparation: () => WorkspacePreparation;
  readonly diskUse: DiskUse;
  /** Where everybody's workspaces lie, and all else that Dispatch keeps. */
  readonly root: string;
  readonly home: string;
  readonly now: () => number;
};

const OWN_MODE = 0o700;

/** What somebody wants to do in a workspace: work, for which it has to be ready, or make it ready. */
export type WorkspacePurpose = "work" | "set-up";

/** The folders sessions work in. How they end is `WorkspaceEnding`'s. */
export class WorkspaceService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(ownerId: UserId, which: { deleted: boolean }): Promise<Workspace[]> {
    const { store, newsroom } = this.#needs;
    return newsroom.viewsOf(ownerId, await store.read.workspaces.listFor(ownerId, which));
  }

  /** In use, or deleted and still to be had back. */
  async get(ownerId: UserId, id: WorkspaceId): Promise<WorkspaceRow> {
    return workspaceOf(this.#needs.store.read, ownerId, id);
  }

  async view(ownerId: UserId, id: WorkspaceId): Promise<Workspace> {
    return this.#needs.newsroom.viewOf(await this.get(ownerId, id));
  }

  async usage(ownerId: UserId, id: WorkspaceId): Promise<WorkspaceUsage> {
    const { path, deletedAt, isMade } = await this.get(ownerId, id);
    const folder = deletedAt === null || !isMade ? path : join(dirname(path), ".trash", id);
    return this.#needs.diskUse.of(id, folder);
  }

  /** Where all that a person has lies. */
  folderOf = (userId: UserId) => join(this.#needs.root, userId);

  /**
   * The row first, then its folder: whatever cuts that short leaves a workspace whose folder is made when it is needed.
   * What takes its time is made behind the answer.
   */
  async create(caller: PersonCaller, wish: CreateWorkspace, idempotencyKey?: string): Promise<Workspace> {
    const { store, newsroom } = this.#needs;
    const ownerId = caller.userId;
    const id =
      idempotencyKey === undefined
        ? newId("wsp")
        : derivedId<WorkspaceId>("wsp", "workspace", ownerId, idempotencyKey);
    const twin = await store.read.workspaces.byId(id, ownerId);
    if (twin?.deletedAt === null) return newsroom.viewOf(twin);
    if (twin)
      throw new Problem(
        "idempotency-conflict",
        {},
        "The workspace this key made was deleted. Use a new key.",
      );
    const row =
      wish.kind === "plain" ? await this.#plain(caller, id, wish) : await this.#derived(caller, id, wish);
    if (row.status === "ready") await this.#makeOrErase(row);
    else this.#needs.preparation().begin(row);
    return newsroom.changed(row);
  }

  /** Once more, what failed: without its set-up if that is left out. */
  async retry(ownerId: UserId, id: WorkspaceId, wish: { setup: boolean }): Promise<Workspace> {
    const row = await this.#needs.store.write(async ({ workspaces, setUps }) => {
      const current = await workspaceOf({ workspaces }, ownerId, id);
      if (current.status !== "failed" || current.deletedAt !== null)
        throw new Problem("workspace-refused", { workspaceId: id }, "Only what failed can be tried again.");
      const change = { status: "preparing", reason: null } as const;
      await workspaces.update(id, change);
      const setUp = (await setUps.of(id)) ?? freshSetUp(id);
      const isLeftOut = !wish.setup || setUp.state === "left-out";
      const state = isLeftOut ? "left-out" : "waiting";
      await setUps.save({ ...setUp, state, sessionId: null, failure: null, notes: [] });
      return { ...current, ...change };
    });
    this.#needs.preparation().begin(row);
    return this.#needs.newsroom.changed(row);
  }

  async #plain(
    caller: PersonCaller,
    id: WorkspaceId,
    wish: Extract<CreateWorkspace, { kind: "plain" }>,
  ): Promise<WorkspaceRow> {
    const { store, root, home } = this.#needs;
    const ownerId = caller.userId;
    if (wish.path !== undefined && caller.role !== "owner")
      throw new Problem(
        "forbidden",
        {},
        "Only the owner of this installation may name a folder of the machine. Leave the path out: Dispatch makes a folder for you.",
      );
    const named = wish.path === undefined ? undefined : await namedFolder(wish.path, [home, root]);
    return store.write(async ({ workspaces }) => {
      if (await workspaces.isNameTaken(ownerId, wish.name)) throw nameTaken(wish.name);
      if (named !== undefined && (await workspaces.isPathTaken(named)))
        throw new Problem(
          "workspace-path-refused",
          { path: named },
          "Another workspace uses this folder. Use that one, or name another folder.",
        );
      const made: WorkspaceRow = {
        ...freshWorkspace(id, ownerId, this.#needs.now()),
        name: wish.name,
        path: named ?? (await this.#freePath(workspaces, ownerId, wish.name)),
        isMade: named === undefined,
      };
      await workspaces.insert(made);
      return made;
    });
  }

  /** One that is made from a repository, or from another workspace. */
  #derived(
    caller: PersonCaller,
    id: WorkspaceId,
    wish: Exclude<CreateWorkspace, { kind: "plain" }>,
  ): Promise<WorkspaceRow> {
    const ownerId = caller.userId;
    return this.#needs.store.write(async (writing) => {
      const { workspaces } = writing;
      if (wish.name !== undefined && (await workspaces.isNameTaken(ownerId, wish.name)))
        throw nameTaken(wish.name);
      const origin = await this.#originOf(writing, caller, wish);
      const name = wish.name ?? (await freeName(workspaces, ownerId, origin.called));
      const made: WorkspaceRow = {
        ...freshWorkspace(id, ownerId, this.#needs.now()),
        ...origin.row,
        kind: wish.kind,
        status: "preparing",
        name,
        path: await this.#freePath(workspaces, ownerId, name),
      };
      await workspaces.insert(made);
      const carryFromId = await carriedFrom(writing, made, wish);
      const state = wish.setup === false ? "left-out" : "waiting";
      await writing.setUps.save({ ...freshSetUp(id), state, carryFromId });
      return made;
    });
  }

  async #originOf(
    writing: Writing,
    caller: PersonCaller,
    wish: Exclude<CreateWorkspace, { kind: "plain" }>,
  ): Promise<{ called: string; row: Partial<WorkspaceRow> }> {
    if (wish.kind === "copy") {
      const from = usableOf(await workspaceOf(writing, caller.userId, wish.from));
      const { repoId, ref, branch, baseCommit, identityId } = from;
      const origin = { repoId, ref: wish.snapshot ?? ref, branch, baseCommit, identityId };
      return { called: from.name, row: { fromId: from.id, ...origin } };
    }
    const { identityId = null, ref = null } = wish.repo;
    await requireIdentity(writing, caller.userId, identityId ?? undefined);
    const repository = await this.#needs.repositories.ofWish(writing, caller, wish.repo);
    return {
      called: repository.name,
      row: { repoId: repository.id, ref, branch: wish.branch ?? null, identityId },
    };
  }

  async patch(ownerId: UserId, id: WorkspaceId, wish: PatchWorkspace): Promise<Workspace> {
    const row = await this.#needs.store.write(async (writing) => {
      const { workspaces } = writing;
      const current = await workspaceOf(writing, ownerId, id);
      if (current.deletedAt !== null) throw deleted(current);
      const { name = current.name, isTemplate = current.isTemplate, identityId = current.identityId } = wish;
      if (await workspaces.isNameTaken(ownerId, name, id)) throw nameTaken(name);
      await requireIdentity(writing, ownerId, wish.identityId ?? undefined);
      const change = { name, isTemplate, identityId };
      await workspaces.update(id, change);
      return { ...current, ...change };
    });
    return this.#needs.newsroom.changed(row);
  }

  /** The folder that errands work in, for what is ready; with what its repository borrows. */
  async attended(ownerId: UserId, id: WorkspaceId): Promise<{ row: WorkspaceRow; place: AttendedPlace }> {
    const row = await this.forSession(ownerId, id);
    return { row, place: await this.placeOf(row) };
  }

  async placeOf(row: WorkspaceRow): Promise<AttendedPlace> {
    return { ownerId: row.ownerId, folder: row.path, shown: await this.shownIn(row) };
  }

  /** What is seen in it besides its own folder: the clone that it borrows objects from. */
  async shownIn({ ownerId, kind, repoId }: WorkspaceRow): Promise<ShownFolder[]> {
    const { repositories } = this.#needs;
    if (repoId === null || kind === "clone") return [];
    const repository = await repositories.get(ownerId, repoId);
    return [{ path: repositories.folderOf(repository), isWritable: false }];
  }

  /** The workspace a session is to start in, with its folder: the default one, made with the first session, if none is named. */
  async forSession(
    ownerId: UserId,
    id: WorkspaceId | undefined,
    purpose: WorkspacePurpose = "work",
  ): Promise<WorkspaceRow> {
    const row =
      id === undefined ? await this.#ensureDefault(ownerId) : usableOf(await this.get(ownerId, id), purpose);
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
  async admit(
    { workspaces }: Pick<Reading, "workspaces">,
    ownerId: UserId,
    id: WorkspaceId,
    purpose: WorkspacePurpose = "work",
  ): Promise<void> {
    usableOf(await workspaceOf({ workspaces }, ownerId, id), purpose);
  }

  async #ensureDefault(ownerId: UserId): Promise<WorkspaceRow> {
    const { store } = this.#needs;
    const found = await store.read.workspaces.defaultOf(ownerId);
    if (found) return found;
    let isNew = false;
    const row = await store.write(async ({ workspaces }) => {
      const other = await workspaces.defaultOf(ownerId);
      if (other) return other;
      isNew = true;
      const made: WorkspaceRow = {
        ...freshWorkspace(newId("wsp"), ownerId, this.#needs.now()),
        name: await freeName(workspaces, ownerId, "default"),
        path: await this.#freePath(workspaces, ownerId, "default"),
        isDefault: true,
      };
      await workspaces.insert(made);
      return made;
    });
    // Its folder is made by whoever needs it first: of several sessions that start at once, any may.
    if (isNew) await this.#needs.newsroom.changed(row);
    return row;
  }

  async #freePath(workspaces: Workspaces, ownerId: UserId, name: string): Promise<string> {
    const folder = this.folderOf(ownerId);
    for (let number = 1; ; number++) {
      const path = join(folder, folderName(name, number));
      if (!(await workspaces.isPathTaken(path)) && !(await isThere(path))) return path;
    }
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
}

/** The workspace that files are carried over from, if one was named. */
async function carriedFrom(
  reading: Reading,
  made: WorkspaceRow,
  wish: Exclude<CreateWorkspace, { kind: "plain" }>,
): Promise<WorkspaceId | null> {
  if (wish.kind === "copy" || wish.carryFrom === undefined) return null;
  const from = usableOf(await workspaceOf(reading, made.ownerId, wish.carryFrom));
  if (from.repoId === made.repoId) return from.id;
  throw new Problem(
    "workspace-refused",
    { workspaceId: from.id },
    `The workspace "${from.name}" comes from another repository: nothing can be carried over from it.`,
  );
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

function usableOf(row: WorkspaceRow, purpose: WorkspacePurpose = "work"): WorkspaceRow {
  if (row.deletedAt === null && (row.status === "ready" || purpose === "set-up")) return row;
  if (row.deletedAt === null)
    throw new Problem(
      "workspace-refused",
      { workspaceId: row.id },
      row.status === "preparing"
        ? `The workspace "${row.name}" is still being made. It says when it is ready.`
        : `The workspace "${row.name}" could not be made. Try it again, or delete it.`,
    );
  throw deleted(row);
}

const deleted = (row: WorkspaceRow) =>
  new Problem(
    "workspace-deleted",
    { workspaceId: row.id },
    `The workspace "${row.name}" was deleted. Restore it first, or use another one.`,
  );

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
