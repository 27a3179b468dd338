import { basename, dirname, join } from "node:path";
import type { ErrandResult } from "@dispatch/protocol/errands";
import type { GitProgress } from "@dispatch/protocol/errands/remote";
import type { IdentityId, RepositoryId } from "@dispatch/protocol/ids";
import type { AttendedPlace, Attendants } from "../attendants.ts";
import type { Logger } from "../logger.ts";
import type { RepositoryRow } from "../store.ts";
import { Turns } from "../turns.ts";
import { removeTree } from "../workspace/person-folder.ts";
import type { RemoteAccess, RemoteWay } from "./remote-access.ts";
import type { RepositoryService } from "./repository.service.ts";

/** What was fetched so lately need not be asked for again, when the ref that is wanted is known. */
const FRESH_MS = 60_000;
const BRANCHES_LIMIT = 1_000;

type Needs = {
  readonly attendants: Attendants;
  readonly repositories: RepositoryService;
  readonly access: RemoteAccess;
  readonly logger: Logger;
  readonly now: () => number;
};

type FindOptions = {
  readonly identityId?: IdentityId | null;
  readonly isFreshEnough?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: GitProgress) => void;
};

/** The bare clones on the disk: for each repository one thing is done to its clone at a time. */
export class BareClones {
  readonly #needs: Needs;
  readonly #turns = new Turns<RepositoryId>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The commit that a ref means, with all that a working tree of it needs. */
  async find(
    row: RepositoryRow,
    ref: string | null,
    options: FindOptions = {},
  ): Promise<ErrandResult<"repo.find">> {
    const { attendants, repositories, now } = this.#needs;
    return this.#turns.take(row.id, async () => {
      options.signal?.throwIfAborted();
      const current = await repositories.get(row.ownerId, row.id);
      const way = await this.#wayTo(current, options.identityId);
      const isFresh =
        options.isFreshEnough ?? (current.fetchedAt !== null && now() - current.fetchedAt < FRESH_MS);
      const found = await attendants.ask(
        this.#placeOf(current, way),
        "repo.find",
        { remote: way.remote, isFresh, ...(ref !== null && { ref }) },
        {
          ...way.options,
          ...(options.signal && { signal: options.signal }),
          onNote: (progress) => options.onProgress?.(progress),
        },
      );
      await repositories.seen(current, {
        defaultBranch: found.defaultBranch ?? null,
        ...(found.hasFetched && { fetchedAt: now() }),
      });
      if (!found.isComplete) this.#completeSoon(current, options.identityId);
      return found;
    });
  }

  /** Sends a commit of a workspace to a branch of the host. Nothing of the workspace but its objects is looked at. */
  async push(
    row: RepositoryRow,
    workspace: { readonly path: string },
    wish: { branch: string; commit: string; isForce: boolean; seen?: string },
    options: FindOptions = {},
  ): Promise<ErrandResult<"repo.push">> {
    return this.#turns.take(row.id, async () => {
      options.signal?.throwIfAborted();
      const way = await this.#wayTo(row, options.identityId);
      const place = this.#placeOf(row, way);
      const shown = [...(place.shown ?? []), { path: workspace.path, isWritable: false }];
      return this.#needs.attendants.ask(
        { ...place, shown },
        "repo.push",
        { remote: way.remote, objects: join(workspace.path, ".git/objects"), ...wish },
        {
          ...way.options,
          ...(options.signal && { signal: options.signal }),
          onNote: (progress) => options.onProgress?.(progress),
        },
      );
    });
  }

  async branches(row: RepositoryRow): Promise<ErrandResult<"repo.branches">> {
    if (row.fetchedAt === null) await this.find(row, null);
    return this.#needs.attendants.ask(this.#placeOf(row), "repo.branches", { limit: BRANCHES_LIMIT });
  }

  /** Fetches all that is missing, so that a copy of its objects needs nothing else. */
  async complete(row: RepositoryRow, options: FindOptions = {}): Promise<void> {
    await this.#turns.take(row.id, async () => {
      const way = await this.#wayTo(row, options.identityId);
      await this.#needs.attendants.ask(
        this.#placeOf(row, way),
        "repo.complete",
        { remote: way.remote },
        {
          ...way.options,
          ...(options.signal && { signal: options.signal }),
          onNote: (progress) => options.onProgress?.(progress),
        },
      );
      await this.#needs.repositories.seen(row, { isComplete: true });
    });
  }

  /** Takes the clone of a forgotten repository away. */
  async remove(row: RepositoryRow): Promise<void> {
    await this.#turns.take(row.id, async () => {
      const folder = this.#needs.repositories.folderOf(row);
      await this.#needs.attendants.leave(folder);
      await removeTree(dirname(folder), basename(folder)).catch(unlessGone);
    });
  }

  /** Old contents come behind everybody's back; what fails is tried again with the next workspace. */
  #completeSoon(row: RepositoryRow, identityId: IdentityId | null | undefined): void {
    void this.complete(row, { identityId: identityId ?? null }).catch((error: unknown) =>
      this.#needs.logger.warn(
        { err: error, repositoryId: row.id },
        "a repository's old contents are not here yet",
      ),
    );
  }

  #wayTo(row: RepositoryRow, identityId: IdentityId | null | undefined): Promise<RemoteWay> {
    const { ownerId, url } = row;
    return this.#needs.access.of(ownerId, { url, identityId: identityId ?? row.identityId });
  }

  #placeOf(row: RepositoryRow, way?: RemoteWay): AttendedPlace {
    const folder = this.#needs.repositories.folderOf(row);
    return { ownerId: row.ownerId, folder, isOnline: true, shown: way?.shown ?? [] };
  }
}

/** A repository that was never cloned has no folder, and perhaps its person none for them. */
const unlessGone = (error: unknown) => {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
};
