import type { Kysely, Selectable } from "kysely";
import type { HostTokenRow, HostTokens } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["host_tokens"]>) =>
  ({
    id: row.id,
    userId: row.user_id,
    host: row.host,
    kind: row.kind,
    apiUrl: row.api_url,
    user: row.user_name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  }) as HostTokenRow;

export const hostTokenRepository = (sql: Kysely<Tables>): HostTokens => ({
  async byId(id, userId) {
    const row = await sql
      .selectFrom("host_tokens")
      .selectAll()
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(userId) {
    const rows = await sql
      .selectFrom("host_tokens")
      .selectAll()
      .where("user_id", "=", userId)
      .orderBy("host")
      .execute();
    return rows.map(toRow);
  },
  async insert({ id, userId, host, kind, apiUrl, user, createdAt, lastUsedAt, expiresAt }) {
    const values = {
      id,
      user_id: userId,
      host,
      kind,
      api_url: apiUrl,
      user_name: user,
      created_at: createdAt,
      last_used_at: lastUsedAt,
      expires_at: expiresAt,
    };
    await sql.insertInto("host_tokens").values(values).execute();
  },
  async update(id, { host, kind, apiUrl, user, expiresAt }) {
    const change = { host, kind, api_url: apiUrl, user_name: user, expires_at: expiresAt };
    await sql.updateTable("host_tokens").set(change).where("id", "=", id).execute();
  },
  async touch(id, at) {
    await sql.updateTable("host_tokens").set({ last_used_at: at }).where("id", "=", id).execute();
  },
  async setEnd(id, at) {
    await sql.updateTable("host_tokens").set({ expires_at: at }).where("id", "=", id).execute();
  },
  async delete(id) {
    await sql.deleteFrom("host_tokens").where("id", "=", id).execute();
  },
});
