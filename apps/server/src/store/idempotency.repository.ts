import type { Kysely } from "kysely";
import type { Idempotency, IdempotencyRow } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

export const idempotencyRepository = (sql: Kysely<Tables>): Idempotency => ({
  async find(userId, key) {
    const row = await sql
      .selectFrom("idempotency_keys")
      .selectAll()
      .where("user_id", "=", userId)
      .where("key", "=", key)
      .executeTakeFirst();
    return (
      row &&
      ({
        userId: row.user_id,
        key: row.key,
        request: row.request,
        status: row.status,
        body: row.body,
        at: row.at,
      } as IdempotencyRow)
    );
  },
  async insert({ userId, key, request, status, body, at }) {
    await sql
      .insertInto("idempotency_keys")
      .values({ user_id: userId, key, request, status, body, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  async deleteBefore(at) {
    await sql.deleteFrom("idempotency_keys").where("at", "<", at).execute();
  },
});
