import type { Kysely, Selectable } from "kysely";
import type { WorkspaceRow, Workspaces } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["workspaces"]>) =>
  ({
    id: row.id,
    ownerId: row.owner_id,
    kind: row.kind,
    name: row.name,
    path: row.path,
    status: row.status,
    createdAt: row.created_at,
  }) as WorkspaceRow;

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
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(ownerId) {
    const rows = await sql
      .selectFrom("workspaces")
      .selectAll()
      .where("owner_id", "=", ownerId)
      .orderBy("created_at")
      .execute();
    return rows.map(toRow);
  },
  async insertDefault({ id, ownerId, kind, name, path, status, createdAt }) {
    await sql
      .insertInto("workspaces")
      .values({ id, owner_id: ownerId, kind, name, path, status, is_default: 1, created_at: createdAt })
      .execute();
  },
});
