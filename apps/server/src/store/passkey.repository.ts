import type { Kysely, Selectable } from "kysely";
import type { PasskeyRow, Passkeys } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["passkeys"]>) =>
  ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }) as PasskeyRow;

export const passkeyRepository = (sql: Kysely<Tables>): Passkeys => ({
  async byCredentialId(credentialId) {
    const row = await sql
      .selectFrom("passkeys")
      .selectAll()
      .where("credential_id", "=", credentialId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(userId) {
    const rows = await sql
      .selectFrom("passkeys")
      .selectAll()
      .where("user_id", "=", userId)
      .orderBy("created_at")
      .execute();
    return rows.map(toRow);
  },
  async insert({ id, userId, name, credentialId, publicKey, counter, transports, createdAt, lastUsedAt }) {
    const values = {
      id,
      user_id: userId,
      name,
      credential_id: credentialId,
      public_key: publicKey,
      counter,
      transports: JSON.stringify(transports),
      created_at: createdAt,
      last_used_at: lastUsedAt,
    };
    await sql.insertInto("passkeys").values(values).execute();
  },
  async touch(id, at, counter) {
    await sql.updateTable("passkeys").set({ last_used_at: at, counter }).where("id", "=", id).execute();
  },
  async rename(id, userId, name) {
    const { numUpdatedRows } = await sql
      .updateTable("passkeys")
      .set({ name })
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  async delete(id, userId) {
    const { numDeletedRows } = await sql
      .deleteFrom("passkeys")
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
});
