import { type Kysely, type Selectable, sql as sqlText } from "kysely";
import type { Identities, IdentityRow } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["identities"]>) =>
  ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    authorName: row.author_name,
    authorEmail: row.author_email,
    publicKey: row.public_key,
    isDefault: row.is_default === 1,
    createdAt: row.created_at,
  }) as IdentityRow;

export const identityRepository = (sql: Kysely<Tables>): Identities => ({
  async byId(id, userId) {
    const row = await sql
      .selectFrom("identities")
      .selectAll()
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(userId) {
    const rows = await sql
      .selectFrom("identities")
      .selectAll()
      .where("user_id", "=", userId)
      .orderBy("created_at")
      .orderBy(sqlText`rowid`)
      .execute();
    return rows.map(toRow);
  },
  async insert({ id, userId, name, authorName, authorEmail, publicKey, isDefault, createdAt }) {
    const values = {
      id,
      user_id: userId,
      name,
      author_name: authorName,
      author_email: authorEmail,
      public_key: publicKey,
      is_default: isDefault ? 1 : 0,
      created_at: createdAt,
    };
    await sql.insertInto("identities").values(values).execute();
  },
  async update(id, { name, authorName, authorEmail, publicKey }) {
    const change = { name, author_name: authorName, author_email: authorEmail, public_key: publicKey };
    await sql.updateTable("identities").set(change).where("id", "=", id).execute();
  },
  async makeDefault(id, userId) {
    const others = sql.updateTable("identities").set({ is_default: 0 }).where("user_id", "=", userId);
    await others.execute();
    await sql
      .updateTable("identities")
      .set({ is_default: 1 })
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .execute();
  },
  async delete(id) {
    await sql.deleteFrom("identities").where("id", "=", id).execute();
  },
});
