import type { Kysely, Selectable, Updateable } from "kysely";
import type { WorkspaceChange, WorkspaceRow, Workspaces } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["workspaces"]>) =>
  ({
    id: row.id,
    ownerId: row.owner_id,
    kind: row.kind,
    name: row.name,
    path: row.path,
    status: row.status,
    repoId: row.repo_id,
    ref: row.ref,
    branch: row.branch,
    baseCommit: row.base_commit,
    identityId: row.identity_id,
    fromId: row.from_id,
    reason: row.reason,
    isDefault: row.is_default === 1,
    isMade: row.is_made === 1,
    isTemplate: row.is_template === 1,
    createdAt: row.created_at,
    deletedAt: row.deleted_at,
    goneAt: row.gone_at,
    purgedAt: row.purged_at,
  }) as WorkspaceRow;

const toColumns = ({
  isDefault,
  isTemplate,
  deletedAt,
  goneAt,
  purgedAt,
  baseCommit,
  identityId,
  ...same
}: WorkspaceChange) => {
  const columns: Updateable<Tables["workspaces"]> = {
    ...same,
    is_default: isDefault === undefined ? undefined : Number(isDefault),
    is_template: isTemplate === undefined ? undefined : Number(isTemplate),
    deleted_at: deletedAt,
    gone_at: goneAt,
    purged_at: purgedAt,
    base_commit: baseCommit,
    identity_id: identityId,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
};

export const workspaceRepository = (sql: Kysely<Tables>): Workspaces => ({
  async byId(id, ownerId) {
    const row = await sql
      .selectFrom("workspaces")
      .selectAll()
      .where("id", "=", id)
      .where("owner_id", "=", ownerId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async defaultOf(ownerId) {
    const row = await sql
      .selectFrom("workspaces")
      .selectAll()
      .where("owner_id", "=", ownerId)
      .where("is_default", "=", 1)
      .where("deleted_at", "is", null)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(ownerId, { deleted }) {
    const rows = await sql
      .selectFrom("workspaces")
      .selectAll()
      .where("owner_id", "=", ownerId)
      .where("purged_at", "is", null)
      .where("deleted_at", deleted ? "is not" : "is", null)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    return rows.map(toRow);
  },
  async listOf(repoId) {
    const rows = await sql
      .selectFrom("workspaces")
      .selectAll()
      .where("repo_id", "=", repoId)
      .where("purged_at", "is", null)
      .execute();
    return rows.map(toRow);
  },
  async listAll() {
    const rows = await sql.selectFrom("workspaces").selectAll().where("purged_at", "is", null).execute();
    return rows.map(toRow);
  },
  async isNameTaken(ownerId, name, except) {
    let query = sql
      .selectFrom("workspaces")
      .select("id")
      .where("owner_id", "=", ownerId)
      .where("deleted_at", "is", null)
      .where((e) => e(e.fn("lower", ["name"]), "=", e.fn("lower", [e.val(name)])));
    if (except !== undefined) query = query.where("id", "<>", except);
    return (await query.executeTakeFirst()) !== undefined;
  },
  async isPathTaken(path) {
    const row = await sql
      .selectFrom("workspaces")
      .select("id")
      .where("path", "=", path)
      .where("purged_at", "is", null)
      // What was only forgotten lies where it lay, and may be named again.
      .where((e) => e.or([e("deleted_at", "is", null), e("is_made", "=", 1)]))
      .executeTakeFirst();
    return row !== undefined;
  },
  async insert({ id, ownerId, isDefault, isMade, isTemplate, createdAt, ...row }) {
    const { kind, name, path, status, ref, branch, reason } = row;
    await sql
      .insertInto("workspaces")
      .values({
        id,
        owner_id: ownerId,
        kind,
        name,
        path,
        status,
        ref,
        branch,
        reason,
        repo_id: row.repoId,
        base_commit: row.baseCommit,
        identity_id: row.identityId,
        from_id: row.fromId,
        is_default: Number(isDefault),
        is_made: Number(isMade),
        is_template: Number(isTemplate),
        created_at: createdAt,
        deleted_at: null,
        gone_at: null,
        purged_at: null,
      })
      .execute();
  },
  async update(id, change) {
    const columns = toColumns(change);
    if (Object.keys(columns).length === 0) return;
    await sql.updateTable("workspaces").set(columns).where("id", "=", id).execute();
  },
  async erase(id) {
    await sql.deleteFrom("workspaces").where("id", "=", id).execute();
  },
});
