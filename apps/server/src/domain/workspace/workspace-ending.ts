import { basename, dirname } from "node:path";
import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Workspace } from "@dispatch/protocol/workspace";
import { WORKSPACE_KEPT_DAYS } from "@dispatch/protocol/workspace-kept";
import type { Attendants } from "../attendants.ts";
import type { Logger } from "../logger.ts";
import type { Store, WorkspaceRow } from "../store.ts";
import { Turns } from "../turns.ts";
import { PersonFolder } from "./person-folder.ts";
import type { SetUpService } from "./set-up.service.ts";
import type { WorkspaceNewsroom } from "./workspace-newsroom.ts";
import type { WorkspacePreparation } from "./workspace-preparation.ts";
import { type WorkspaceService, freeName, workspaceOf } from "./workspace.service.ts";

type Needs = {
  readonly store: Store;
  readonly newsroom: WorkspaceNewsroom;
  readonly attendants: Attendants;
  readonly workspaces: WorkspaceService;
  readonly preparation: WorkspacePreparation;
  readonly setUps: SetUpService;
  readonly logger: Logger;
  readonly now: () => number;
};

const DAY_MS = 24 * 3_600_000;

/**
 * How workspaces are deleted, taken back and cleared away (R11). The row says what is wanted, the folder follows by one
 * rename, and `settle` finishes what was cut short. Of one person's workspaces one thing is done at a time.
 */
export class WorkspaceEnding {
  readonly #needs: Needs;
  readonly #turns = new Turns<UserId>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /**
   * Refused while a session is alive in it, and while something in it is nowhere else, unless that is to be overlooked.
   * `now` leaves nothing to restore.
   */
  delete(ownerId: UserId, id: WorkspaceId, wish: { now: boolean; force: boolean }): Promise<void> {
    return this.#turns.take(ownerId, async () => {
      await this.#needs.preparation.cancel(id);
      const wished = await workspaceOf(this.#needs.store.read, ownerId, id);
      if (!wish.force) await this.#refuseUnsaved(wished);
      if (!wish.force) await this.#tearDown(wished);
      const at = this.#needs.now();
      const goneAt = wish.now ? at : at + WORKSPACE_KEPT_DAYS * DAY_MS;
      const { before, row } = await this.#needs.store.write(async ({ workspaces, sessions, portBlocks }) => {
        const before = await workspaceOf({ workspaces }, ownerId, id);
        if (before.deletedAt !== null && !wish.now)
          throw new Problem("workspace-deleted", { workspaceId: id }, "It was deleted already.");
        const live = (await sessions.listLiveIn(id)).map((session) => ({
          id: session.id,
          title: session.title,
        }));
        if (live.length > 0) throw inUse(id, live);
        const change = { deletedAt: before.deletedAt ?? at, goneAt };
        await workspaces.update(id, change);
        await portBlocks.release(id);
        return { before, row: { ...before, ...change } };
      });
      try {
        await this.#needs.attendants.leave(row.path);
        await this.#clearAway(row);
      } catch (error) {
        const { deletedAt, goneAt: wasGoneAt } = before;
        await this.#needs.store.write(({ workspaces }) =>
          workspaces.update(id, { deletedAt, goneAt: wasGoneAt }),
        );
        throw stuck("moved to the trash", error);
      }
      if (wish.now) await this.#purge(row);
      else await this.#needs.newsroom.changed(row);
    });
  }

  restore(ownerId: UserId, id: WorkspaceId): Promise<Workspace> {
    return this.#turns.take(ownerId, async () => {
      const { store, now } = this.#needs;
      const row = await workspaceOf(store.read, ownerId, id);
      const refused = (detail: string) => new Problem("workspace-refused", { workspaceId: id }, detail);
      if (row.deletedAt === null) throw refused("It is not deleted.");
      if (row.goneAt !== null && row.goneAt <= now())
        throw refused("Its time to be restored is over, and what it held is being cleared away.");
      if (!row.isMade && (await store.read.workspaces.isPathTaken(row.path)))
        throw refused("Another workspace uses its folder now.");
      if (row.isMade) await this.#takeBack(row, refused);
      const restored = await store.write(async ({ workspaces }) => {
        const change = {
          name: await freeName(workspaces, ownerId, row.name),
          isDefault: row.isDefault && (await workspaces.defaultOf(ownerId)) === undefined,
          deletedAt: null,
          goneAt: null,
        };
        await workspaces.update(id, change);
        return { ...row, ...change };
      });
      // What was cut short by the delete begins anew.
      if (restored.status === "preparing") this.#needs.preparation.begin(restored);
      return this.#needs.newsroom.changed(restored);
    });
  }

  /** Clears away what cannot be restored any more. */
  async clearExpired(): Promise<void> {
    const { store, now } = this.#needs;
    for (const { goneAt, ownerId, id } of await store.read.workspaces.listAll()) {
      if (goneAt === null || goneAt > now()) continue;
      await this.#turns
        .take(ownerId, async () => {
          const row = await workspaceOf(store.read, ownerId, id);
          if (row.goneAt === null || row.goneAt > now()) return;
          await this.#clearAway(row);
          await this.#purge(row);
        })
        .catch((error: unknown) =>
          this.#needs.logger.warn(
            { err: error, workspaceId: id },
            "a deleted workspace cannot be cleared away",
          ),
        );
    }
  }

  /** After a start: folders lie where the rows say, whatever was cut short. */
  async settle(): Promise<void> {
    for (const row of await this.#needs.store.read.workspaces.listAll()) {
      await this.#turns
        .take(row.ownerId, () => this.#settleOne(row))
        .catch((error: unknown) =>
          this.#needs.logger.warn(
            { err: error, workspaceId: row.id },
            "a workspace's folder is not as it should be",
          ),
        );
    }
  }

  async #settleOne(row: WorkspaceRow): Promise<void> {
    if (row.deletedAt !== null) return this.#clearAway(row);
    // What is being made makes its own, and what could not be made has none.
    if (!row.isMade || row.status !== "ready") return;
    await using folder = await this.#open(row);
    await folder.make(basename(row.path));
  }

  /** Moves the folder of a deleted workspace out of the way; done twice it is done once. */
  async #clearAway(row: WorkspaceRow): Promise<void> {
    if (!row.isMade) return;
    await using folder = await this.#open(row);
    if (!(await folder.hasTrash(row.id))) await folder.toTrash(basename(row.path), row.id);
  }

  async #takeBack(row: WorkspaceRow, refused: (detail: string) => Problem): Promise<void> {
    await using folder = await this.#open(row);
    const name = basename(row.path);
    if (!(await folder.hasTrash(row.id))) return folder.make(name); // it had no folder when it was deleted
    if (await folder.has(name)) throw refused(`Something else lies at ${row.path} now. Move it away first.`);
    await folder.fromTrash(row.id, name).catch((error: unknown) => {
      throw stuck("taken out of the trash", error);
    });
  }

  async #purge(row: WorkspaceRow): Promise<void> {
    if (row.isMade) {
      await using folder = await this.#open(row);
      await folder.clearTrash(row.id);
    }
    await this.#needs.store.write(async ({ workspaces, reviews }) => {
      await workspaces.update(row.id, { purgedAt: this.#needs.now() });
      await reviews.clear(row.id);
    });
    this.#needs.newsroom.removed(row);
  }

  #open = ({ path }: WorkspaceRow) => PersonFolder.open(dirname(path));

  async #tearDown(row: WorkspaceRow): Promise<void> {
    // What is alive in it refuses the deletion anyway.
    if ((await this.#needs.store.read.sessions.listLiveIn(row.id)).length > 0) return;
    await this.#needs.setUps.tearDown(row);
  }

  /** A folder that somebody named stays where it is. */
  async #refuseUnsaved(row: WorkspaceRow): Promise<void> {
    if (row.status !== "ready" || row.deletedAt !== null || !row.isMade || row.repoId === null) return;
    const { workspaces, attendants, store } = this.#needs;
    // What is alive in it is said first: it may still be changing things.
    if ((await store.read.sessions.listLiveIn(row.id)).length > 0) return;
    const { place } = await workspaces.attended(row.ownerId, row.id);
    const { changes, commits } = await attendants.ask(place, "git.unsaved", {});
    if (changes === 0 && commits === 0) return;
    const parts = [
      ...(changes > 0 ? [`${changes} changed ${changes === 1 ? "file" : "files"}`] : []),
      ...(commits > 0
        ? [`${commits} ${commits === 1 ? "commit that is" : "commits that are"} not pushed`]
        : []),
    ];
    throw new Problem(
      "workspace-unsaved",
      { workspaceId: row.id, changes, commits },
      `There is nowhere else what this workspace holds: ${parts.join(" and ")}. Push it, or delete it all the same.`,
    );
  }
}

const stuck = (what: string, error: unknown) =>
  new Problem(
    "storage-unavailable",
    {},
    `The workspace's folder cannot be ${what}: ${error instanceof Error ? error.message : String(error)}`,
    { cause: error },
  );

function inUse(workspaceId: WorkspaceId, sessions: { id: string; title: string }[]) {
  const titles = sessions.map(({ title }) => `"${title}"`).join(", ");
  return new Problem(
    "workspace-in-use",
    { workspaceId, sessions },
    `Still alive in it: ${titles}. End what runs there first.`,
  );
}
