import type { Kysely, Selectable } from "kysely";
import type { ApiKeyRow, ApiKeys } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["api_keys"]>) =>
  ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    hash: row.hash,
    scopes: row.scopes.split(" "),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    disabledAt: row.disabled_at,
  }) as ApiKeyRow;

export const apiKeyRepository = (sql: Kysely<Tables>): ApiKeys => ({
  async byHash(hash) {
    const row = await sql.selectFrom("api_keys").selectAll().where("hash", "=", hash).executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(userId) {
    const rows = await sql
      .selectFrom("api_keys")
      .selectAll()
      .where("user_id", "=", userId)
      .orderBy("created_at", "desc")
      .execute();
    return rows.map(toRow);
  },
  async insert(key) {
    await sql
      .insertInto("api_keys")
      .values({
        id: key.id,
        user_id: key.userId,
        name: key.name,
        hash: key.hash,
        scopes: key.scopes.join(" "),
        created_at: key.createdAt,
        expires_at: key.expiresAt,
        last_used_at: key.lastUsedAt,
        disabled_at: key.disabledAt,
      })
      .execute();
  },
  async touch(id, at) {
    await sql.updateTable("api_keys").set({ last_used_at: at }).where("id", "=", id).execute();
  },
  async update(id, userId, { name, disabledAt }) {
    const row = await sql
      .updateTable("api_keys")
      .set({ name, disabled_at: disabledAt })
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .returningAll()
      .executeTakeFirst();
    return row && toRow(row);
  },
  async delete(id, userId) {
    const { numDeletedRows } = await sql
      .deleteFrom("api_keys")
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
});
