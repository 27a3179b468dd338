import { basename, dirname } from "node:path";
import type { ErrandNote } from "@dispatch/protocol/errands";
import { SnapshotId, type WorkspaceId, newId } from "@dispatch/protocol/ids";
import { branchFor } from "@dispatch/protocol/folder-name";
import { Problem } from "@dispatch/protocol/problems";
import type { Attendants, ShownFolder } from "../attendants.ts";
import type { Logger } from "../logger.ts";
import type { BareClones } from "../repository/bare-clones.ts";
import type { RemoteAccess } from "../repository/remote-access.ts";
import type { RepositoryService } from "../repository/repository.service.ts";
import type { Store, WorkspaceChange, WorkspaceRow } from "../store.ts";
import { PersonFolder } from "./person-folder.ts";
import { Slots } from "./slots.ts";
import { NotWanted, type SetUp } from "./set-up.ts";
import { freshSetUp, setUpOf } from "./set-up-state.ts";
import type { WorkspaceNewsroom } from "./workspace-newsroom.ts";
import { workspaceOf } from "./workspace.service.ts";

/** So many are made at a time: more would only be slower together. */
const AT_ONCE = 4;

const ATTEMPTS = 3;

type Needs = {
  readonly store: Store;
  readonly attendants: Attendants;
  readonly repositories: RepositoryService;
  readonly clones: BareClones;
  readonly access: RemoteAccess;
  readonly newsroom: WorkspaceNewsroom;
  /** What is seen in a workspace besides its own folder. */
  readonly shownIn: (row: WorkspaceRow) => Promise<ShownFolder[]>;
  readonly setUp: () => SetUp;
  readonly logger: Logger;
};

type Running = { readonly end: AbortController; readonly done: Promise<void> };

/**
 * Makes workspaces ready in the background. A row that says `preparing` says what is wanted; whatever cuts the making of
 * its files short, it begins anew from an empty folder, and what fails leaves nothing on the disk. Files that are there
 * stay, whatever becomes of the set-up. The row says why something failed.
 */
export class WorkspacePreparation {
  readonly #needs: Needs;
  readonly #running = new Map<WorkspaceId, Running>();
  readonly #slots = new Slots(AT_ONCE);
  #isClosed = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Begins, or goes on after a start of the server. */
  begin(row: WorkspaceRow): void {
    if (this.#running.has(row.id) || this.#isClosed) return;
    const end = new AbortController();
    const done = this.#prepare(row, end.signal)
      .catch((error: unknown) => this.#failed(row, error, end.signal))
      .catch((error: unknown) =>
        this.#needs.logger.error({ err: error, workspaceId: row.id }, "a workspace's state is not written"),
      )
      .finally(() => {
        this.#running.delete(row.id);
        this.#needs.newsroom.progress(row.id, undefined);
      });
    this.#running.set(row.id, { end, done });
  }

  /** Those that the last server was at. */
  async resume(): Promise<void> {
    for (const row of await this.#needs.store.read.workspaces.listAll())
      if (row.status === "preparing" && row.deletedAt === null) this.begin(row);
  }

  /** Resolves when nothing is being made there any more, or right away. */
  async settled(id: WorkspaceId): Promise<void> {
    await this.#running.get(id)?.done;
  }

  /** Ends what is being made; resolves when nothing of it is at work any more. */
  async cancel(id: WorkspaceId): Promise<void> {
    const running = this.#running.get(id);
    running?.end.abort(new NotWanted());
    await running?.done;
  }

  async [Symbol.asyncDispose]() {
    this.#isClosed = true;
    const all = [...this.#running.values()];
    for (const { end } of all) end.abort();
    await Promise.all(all.map(({ done }) => done));
  }

  /** A runner that dies takes what worked in the workspace with it, and is replaced: what it was at is begun anew. */
  async #insist(row: WorkspaceRow, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#slots.use(() => this.#make(row, signal));
      } catch (error) {
        const isAway = error instanceof Problem && (error as Problem).code === "runner-unavailable";
        if (!isAway || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async #prepare(row: WorkspaceRow, signal: AbortSignal): Promise<void> {
    const { store, setUp } = this.#needs;
    if (!(await setUpOf(store, row.id)).isTreeMade) await this.#insist(row, signal);
    const made = await workspaceOf(store.read, row.ownerId, row.id);
    await setUp().run(made, signal);
    await this.#settle(row, { status: "ready", reason: null });
  }

  async #make(row: WorkspaceRow, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.#emptyFolder(row);
    const change = await (row.kind === "copy" ? this.#copy(row, signal) : this.#checkOut(row, signal));
    await this.#needs.store.write(async ({ workspaces, setUps }) => {
      const setUp = (await setUps.of(row.id)) ?? freshSetUp(row.id);
      await workspaces.update(row.id, change);
      await setUps.save({ ...setUp, isTreeMade: true });
    });
  }

  async #checkOut(row: WorkspaceRow, signal: AbortSignal): Promise<WorkspaceChange> {
    const { repositories, clones, attendants, access, newsroom } = this.#needs;
    if (row.repoId === null) throw new Error(`workspace ${row.id} has no repository`);
    const repository = await repositories.get(row.ownerId, row.repoId);
    const onProgress = (progress: ErrandNote<"repo.find">) => newsroom.progress(row.id, progress);
    const options = { identityId: row.identityId, signal, onProgress };
    const found = await clones.find(repository, row.ref, options);
    const isBorrowing = row.kind === "worktree";
    if (!isBorrowing) await clones.complete(repository, options);
    const bare = repositories.folderOf(repository);
    const place = { ownerId: row.ownerId, folder: row.path, shown: [{ path: bare, isWritable: false }] };
    const identity = await access.identityOf(row.ownerId, row.identityId ?? repository.identityId);
    const made = await attendants.ask(
      place,
      "workspace.check-out",
      {
        bare,
        url: repository.url,
        commit: found.commit,
        branch: row.branch ?? branchFor(basename(row.path)),
        isBorrowing,
        ...(identity && { author: { name: identity.authorName, email: identity.authorEmail } }),
      },
      { signal, onNote: onProgress },
    );
    return { branch: made.branch, baseCommit: found.commit };
  }

  async #copy(row: WorkspaceRow, signal: AbortSignal): Promise<WorkspaceChange> {
    const { store, attendants } = this.#needs;
    if (row.fromId === null) throw new Error(`workspace ${row.id} is a copy of nothing`);
    const from = await workspaceOf(store.read, row.ownerId, row.fromId);
    const shown = [{ path: from.path, isWritable: false }];
    const place = { ownerId: row.ownerId, folder: row.path, shown };
    await attendants.ask(place, "workspace.copy", { from: from.path }, { signal });
    const snapshot = SnapshotId.safeParse(row.ref);
    if (!snapshot.success) return {};
    // Its snapshots came with it; how it was before is none that anybody asked for.
    const beforeId = newId("snp");
    const borrowed = { ...place, shown: [...shown, ...(await this.#needs.shownIn(row))] };
    const wish = { id: snapshot.data, beforeId, keep: Number.MAX_SAFE_INTEGER };
    await attendants.ask(borrowed, "git.revert", wish, { signal });
    await attendants.ask(borrowed, "git.snapshot-delete", { id: beforeId }, { signal });
    return { ref: from.ref };
  }

  /** Its folder is there and empty. */
  async #emptyFolder(row: WorkspaceRow): Promise<void> {
    await this.#needs.attendants.leave(row.path);
    await using folder = await PersonFolder.open(dirname(row.path));
    await folder.clear(basename(row.path));
    await folder.make(basename(row.path));
  }

  async #failed(row: WorkspaceRow, error: unknown, signal: AbortSignal): Promise<void> {
    await this.#needs.attendants.leave(row.path);
    // Who ended it decides what becomes of it: it is deleted, or the next start makes it.
    if (signal.aborted) return;
    if (!(error instanceof Problem))
      this.#needs.logger.error({ err: error, workspaceId: row.id }, "a workspace cannot be made");
    if (!(await setUpOf(this.#needs.store, row.id)).isTreeMade) {
      await using folder = await PersonFolder.open(dirname(row.path));
      await folder.clear(basename(row.path));
    }
    const reason =
      error instanceof Problem
        ? { code: (error as Problem).code, detail: error.message }
        : { code: "internal", detail: "Something went wrong inside Dispatch; the server's log says what." };
    await this.#settle(row, { status: "failed", reason: JSON.stringify(reason) });
  }

  async #settle(row: WorkspaceRow, change: WorkspaceChange): Promise<void> {
    this.#needs.newsroom.progress(row.id, undefined);
    const changed = await this.#needs.store.write(async ({ workspaces }) => {
      const current = await workspaces.byId(row.id, row.ownerId);
      if (current?.status !== "preparing" || current.deletedAt !== null) return undefined;
      await workspaces.update(row.id, change);
      return { ...current, ...change };
    });
    if (changed) await this.#needs.newsroom.changed(changed);
  }
}
