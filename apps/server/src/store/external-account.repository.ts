import type { Kysely, Selectable } from "kysely";
import type { ExternalAccountRow, ExternalAccounts } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["external_accounts"]>) =>
  ({
    id: row.id,
    userId: row.user_id,
    kind: row.kind,
    issuer: row.issuer,
    subject: row.subject,
    label: row.label,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }) as ExternalAccountRow;

export const externalAccountRepository = (sql: Kysely<Tables>): ExternalAccounts => ({
  async find({ kind, issuer, subject }) {
    const row = await sql
      .selectFrom("external_accounts")
      .selectAll()
      .where("kind", "=", kind)
      .where("issuer", "=", issuer)
      .where("subject", "=", subject)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(userId) {
    const rows = await sql
      .selectFrom("external_accounts")
      .selectAll()
      .where("user_id", "=", userId)
      .orderBy("created_at")
      .execute();
    return rows.map(toRow);
  },
  async insert({ id, userId, kind, issuer, subject, label, createdAt, lastUsedAt }) {
    const values = {
      id,
      user_id: userId,
      kind,
      issuer,
      subject,
      label,
      created_at: createdAt,
      last_used_at: lastUsedAt,
    };
    await sql.insertInto("external_accounts").values(values).execute();
  },
  async touch(id, at, label) {
    await sql
      .updateTable("external_accounts")
      .set({ last_used_at: at, label })
      .where("id", "=", id)
      .execute();
  },
  async delete(id, userId) {
    const { numDeletedRows } = await sql
      .deleteFrom("external_accounts")
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
});
