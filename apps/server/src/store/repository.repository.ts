import type { Kysely, Selectable } from "kysely";
import type { Repositories, RepositoryRow } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["repositories"]>) =>
  ({
    id: row.id,
    ownerId: row.owner_id,
    url: row.url,
    key: row.url_key,
    name: row.name,
    defaultBranch: row.default_branch,
    identityId: row.identity_id,
    isComplete: row.is_complete === 1,
    fetchedAt: row.fetched_at,
    createdAt: row.created_at,
  }) as RepositoryRow;

const toColumns = (row: Omit<RepositoryRow, "id" | "ownerId">) => ({
  url: row.url,
  url_key: row.key,
  name: row.name,
  default_branch: row.defaultBranch,
  identity_id: row.identityId,
  is_complete: Number(row.isComplete),
  fetched_at: row.fetchedAt,
  created_at: row.createdAt,
});

export const repositoryRepository = (sql: Kysely<Tables>): Repositories => ({
  async byId(id, ownerId) {
    const row = await sql
      .selectFrom("repositories")
      .selectAll()
      .where("id", "=", id)
      .where("owner_id", "=", ownerId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async byKey(key, ownerId) {
    const row = await sql
      .selectFrom("repositories")
      .selectAll()
      .where("url_key", "=", key)
      .where("owner_id", "=", ownerId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(ownerId) {
    const rows = await sql
      .selectFrom("repositories")
      .selectAll()
      .where("owner_id", "=", ownerId)
      .orderBy("name")
      .orderBy("id")
      .execute();
    return rows.map(toRow);
  },
  async listAll() {
    return (await sql.selectFrom("repositories").selectAll().execute()).map(toRow);
  },
  async usesIdentity(identityId) {
    const repository = await sql
      .selectFrom("repositories")
      .select("name")
      .where("identity_id", "=", identityId)
      .executeTakeFirst();
    const workspace = await sql
      .selectFrom("workspaces")
      .select("name")
      .where("identity_id", "=", identityId)
      .where("deleted_at", "is", null)
      .executeTakeFirst();
    return repository?.name ?? workspace?.name;
  },
  async insert({ id, ownerId, ...row }) {
    await sql
      .insertInto("repositories")
      .values({ id, owner_id: ownerId, ...toColumns(row) })
      .execute();
  },
  async update({ id, ownerId, ...row }) {
    await sql
      .updateTable("repositories")
      .set(toColumns(row))
      .where("id", "=", id)
      .where("owner_id", "=", ownerId)
      .execute();
  },
  async delete(id) {
    // What is gone for good is remembered for its sessions, and not for its repository.
    await sql.updateTable("workspaces").set({ repo_id: null }).where("repo_id", "=", id).execute();
    await sql.deleteFrom("repositories").where("id", "=", id).execute();
  },
});
