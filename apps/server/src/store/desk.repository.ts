import type { Kysely } from "kysely";
import type { Layouts, PreferenceStore } from "../domain/desk/desk-store.ts";
import type { Tables } from "./tables.ts";

export const layoutRepository = (sql: Kysely<Tables>): Layouts => ({
  async of(userId, client) {
    const row = await sql
      .selectFrom("layouts")
      .selectAll()
      .where("user_id", "=", userId)
      .where("client", "=", client)
      .executeTakeFirst();
    return row && { layout: JSON.parse(row.layout) as unknown, updatedAt: row.updated_at };
  },
  async put(userId, client, { layout, updatedAt }, limit) {
    const change = { layout: JSON.stringify(layout), updated_at: updatedAt };
    const insert = sql.insertInto("layouts").values({ user_id: userId, client, ...change });
    await insert
      .onConflict((conflict) => conflict.columns(["user_id", "client"]).doUpdateSet(change))
      .execute();
    const others = sql
      .selectFrom("layouts")
      .select("client")
      .where("user_id", "=", userId)
      .where("client", "!=", client)
      .orderBy("updated_at", "desc")
      .orderBy("client");
    const kept = (await others.limit(limit - 1).execute()).map((row) => row.client);
    await sql
      .deleteFrom("layouts")
      .where("user_id", "=", userId)
      .where("client", "not in", [client, ...kept])
      .execute();
  },
});

export const preferenceRepository = (sql: Kysely<Tables>): PreferenceStore => ({
  async of(userId) {
    const row = await sql
      .selectFrom("preferences")
      .select("preferences")
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row && (JSON.parse(row.preferences) as unknown);
  },
  async put(userId, value) {
    const preferences = JSON.stringify(value);
    const insert = sql.insertInto("preferences").values({ user_id: userId, preferences });
    await insert.onConflict((conflict) => conflict.column("user_id").doUpdateSet({ preferences })).execute();
  },
});
