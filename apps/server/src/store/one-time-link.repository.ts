import type { Kysely, Selectable } from "kysely";
import type { OneTimeLinkRow, OneTimeLinks } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["one_time_links"]>) =>
  ({
    id: row.id,
    purpose: row.purpose,
    hash: row.hash,
    role: row.role,
    userId: row.user_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }) as OneTimeLinkRow;

export const oneTimeLinkRepository = (sql: Kysely<Tables>): OneTimeLinks => {
  const open = (purpose: OneTimeLinkRow["purpose"], at: number) =>
    sql
      .selectFrom("one_time_links")
      .selectAll()
      .where("purpose", "=", purpose)
      .where("used_at", "is", null)
      .where("expires_at", ">", at);
  return {
    async byHash(hash, purpose, at) {
      const row = await open(purpose, at).where("hash", "=", hash).executeTakeFirst();
      return row && toRow(row);
    },
    async listOpen(purpose, at) {
      return (await open(purpose, at).orderBy("created_at", "desc").execute()).map(toRow);
    },
    async insert({ id, purpose, hash, role, userId, createdBy, createdAt, expiresAt }) {
      const values = {
        id,
        purpose,
        hash,
        role,
        user_id: userId,
        created_by: createdBy,
        created_at: createdAt,
        expires_at: expiresAt,
      };
      await sql.insertInto("one_time_links").values(values).execute();
    },
    async use(id, at) {
      await sql.updateTable("one_time_links").set({ used_at: at }).where("id", "=", id).execute();
    },
    async delete(id, purpose) {
      const { numDeletedRows } = await sql
        .deleteFrom("one_time_links")
        .where("id", "=", id)
        .where("purpose", "=", purpose)
        .where("used_at", "is", null)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
};
