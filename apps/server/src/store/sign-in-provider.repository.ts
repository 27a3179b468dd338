import type { Kysely, Selectable } from "kysely";
import type { SignInProviderRow, SignInProviders } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["sign_in_providers"]>) =>
  ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    enabled: row.enabled === 1,
    createdAt: row.created_at,
  }) as SignInProviderRow;

export const signInProviderRepository = (sql: Kysely<Tables>): SignInProviders => ({
  async byId(id) {
    const row = await sql.selectFrom("sign_in_providers").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toRow(row);
  },
  async list() {
    const rows = await sql.selectFrom("sign_in_providers").selectAll().orderBy("created_at").execute();
    return rows.map(toRow);
  },
  async upsert({ id, kind, name, issuer, clientId, enabled, createdAt }) {
    const changes = { kind, name, issuer, client_id: clientId, enabled: enabled ? 1 : 0 };
    await sql
      .insertInto("sign_in_providers")
      .values({ id, ...changes, created_at: createdAt })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(changes))
      .execute();
  },
  async delete(id) {
    const { numDeletedRows } = await sql
      .deleteFrom("sign_in_providers")
      .where("id", "=", id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
});
