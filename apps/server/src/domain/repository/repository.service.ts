import { join } from "node:path";
import { type IdentityId, type RepositoryId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { CreateRepository, PatchRepository, Repository } from "@dispatch/protocol/repository";
import type { RepositoryWish } from "@dispatch/protocol/workspace";
import type { PersonCaller } from "../access/caller.ts";
import type { Reading, RepositoryRow, Store, Writing } from "../store.ts";
import { parseRemoteUrl } from "./remote-url.ts";

/** Nobody needs as many; a program that went wrong would make more. */
const REPOSITORIES_LIMIT = 500;
/** In a person's folder, beside their workspaces; the runner gives it to them. */
const FOLDER = ".repositories";

type Needs = { readonly store: Store; readonly root: string; readonly now: () => number };

/** The repositories a person works on: where they are, and as whom one comes there. */
export class RepositoryService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(ownerId: UserId): Promise<Repository[]> {
    const rows = await this.#needs.store.read.repositories.listFor(ownerId);
    return Promise.all(rows.map((row) => this.#viewOf(row)));
  }

  async view(ownerId: UserId, id: RepositoryId): Promise<Repository> {
    return this.#viewOf(await repositoryOf(this.#needs.store.read, ownerId, id));
  }

  get(ownerId: UserId, id: RepositoryId): Promise<RepositoryRow> {
    return repositoryOf(this.#needs.store.read, ownerId, id);
  }

  /** Where its bare clone lies, or will. */
  folderOf = ({ ownerId, id }: Pick<RepositoryRow, "ownerId" | "id">) =>
    join(this.#needs.root, ownerId, FOLDER, `${id}.git`);

  /** The same address is the same repository, however it is written. */
  async create(caller: PersonCaller, wish: CreateRepository): Promise<Repository> {
    const row = await this.#needs.store.write((writing) => this.ensure(writing, caller, wish));
    return this.#viewOf(row);
  }

  /** The repository of a wish for a workspace, remembered from now on. */
  async ofWish(writing: Writing, caller: PersonCaller, wish: RepositoryWish): Promise<RepositoryRow> {
    if (wish.id !== undefined) return repositoryOf(writing, caller.userId, wish.id);
    return this.ensure(writing, caller, { url: wish.url ?? "", identityId: wish.identityId });
  }

  async ensure(
    writing: Writing,
    { userId, role }: PersonCaller,
    wish: { url: string; name?: string | undefined; identityId?: IdentityId | undefined },
  ): Promise<RepositoryRow> {
    const { url, key, name, way } = parseRemoteUrl(wish.url);
    if (way.by === "file" && role !== "owner")
      throw new Problem(
        "forbidden",
        {},
        "Only the owner of this installation may name a repository of the machine itself. Use its SSH or HTTPS address.",
      );
    await requireIdentity(writing, userId, wish.identityId);
    const { repositories } = writing;
    const known = await repositories.byKey(key, userId);
    if (known) return known;
    if ((await repositories.listFor(userId)).length >= REPOSITORIES_LIMIT) {
      const detail = `You have ${REPOSITORIES_LIMIT} repositories, and more are not kept. Delete one you do not use.`;
      throw new Problem("quota-exceeded", { quota: "repositories", limit: REPOSITORIES_LIMIT }, detail);
    }
    const row: RepositoryRow = {
      id: newId("rep"),
      ownerId: userId,
      url,
      key,
      name: wish.name ?? name,
      defaultBranch: null,
      identityId: wish.identityId ?? null,
      isComplete: false,
      fetchedAt: null,
      createdAt: this.#needs.now(),
    };
    await repositories.insert(row);
    return row;
  }

  async patch(ownerId: UserId, id: RepositoryId, wish: PatchRepository): Promise<Repository> {
    const row = await this.#needs.store.write(async (writing) => {
      const current = await repositoryOf(writing, ownerId, id);
      await requireIdentity(writing, ownerId, wish.identityId ?? undefined);
      const changed = {
        ...current,
        name: wish.name ?? current.name,
        identityId: wish.identityId === undefined ? current.identityId : wish.identityId,
      };
      await writing.repositories.update(changed);
      return changed;
    });
    return this.#viewOf(row);
  }

  /** Remembers what was seen of it at its host. */
  async seen(
    row: RepositoryRow,
    change: Partial<Pick<RepositoryRow, "defaultBranch" | "isComplete" | "fetchedAt">>,
  ): Promise<RepositoryRow> {
    return this.#needs.store.write(async (writing) => {
      const changed = { ...(await repositoryOf(writing, row.ownerId, row.id)), ...change };
      await writing.repositories.update(changed);
      return changed;
    });
  }

  /** Forgets it. Refused while workspaces borrow from it, those in the trash too. */
  async forget(ownerId: UserId, id: RepositoryId): Promise<RepositoryRow> {
    return this.#needs.store.write(async (writing) => {
      const row = await repositoryOf(writing, ownerId, id);
      const using = await writing.workspaces.listOf(id);
      if (using.length > 0) {
        const names = using.map(({ name, deletedAt }) => (deletedAt === null ? name : `${name} (deleted)`));
        throw new Problem(
          "repository-in-use",
          { repositoryId: id },
          `Workspaces come from it: ${names.join(", ")}. Delete them for good first.`,
        );
      }
      await writing.repositories.delete(id);
      return row;
    });
  }

  async #viewOf(row: RepositoryRow): Promise<Repository> {
    const using = await this.#needs.store.read.workspaces.listOf(row.id);
    return {
      id: row.id,
      name: row.name,
      url: row.url,
      ...(row.defaultBranch !== null && { defaultBranch: row.defaultBranch }),
      ...(row.identityId !== null && { identityId: row.identityId }),
      isComplete: row.isComplete,
      ...(row.fetchedAt !== null && { fetchedAt: new Date(row.fetchedAt).toISOString() }),
      createdAt: new Date(row.createdAt).toISOString(),
      workspaces: using.filter(({ deletedAt }) => deletedAt === null).length,
    };
  }
}

async function repositoryOf(
  { repositories }: Pick<Reading, "repositories">,
  ownerId: UserId,
  id: RepositoryId,
): Promise<RepositoryRow> {
  const row = await repositories.byId(id, ownerId);
  if (!row) throw new Problem("repository-not-found", { repositoryId: id });
  return row;
}

export async function requireIdentity(
  { identities }: Pick<Reading, "identities">,
  ownerId: UserId,
  identityId: IdentityId | undefined,
): Promise<void> {
  if (identityId !== undefined && !(await identities.byId(identityId, ownerId)))
    throw new Problem("identity-not-found", { identityId });
}
