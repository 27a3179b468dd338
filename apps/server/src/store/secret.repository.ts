import type { Kysely } from "kysely";
import type { Secrets, Settings } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

export const secretRepository = (sql: Kysely<Tables>): Secrets => ({
  byName: (name) => sql.selectFrom("secrets").selectAll().where("name", "=", name).executeTakeFirst(),
  list: () => sql.selectFrom("secrets").selectAll().orderBy("name").execute(),
  async put({ name, sealed }) {
    const insert = sql.insertInto("secrets").values({ name, sealed });
    await insert.onConflict((conflict) => conflict.column("name").doUpdateSet({ sealed })).execute();
  },
  async delete(name) {
    await sql.deleteFrom("secrets").where("name", "=", name).execute();
  },
});

export const settingRepository = (sql: Kysely<Tables>): Settings => ({
  async read(name) {
    const row = await sql.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
    return row && (JSON.parse(row.value) as unknown);
  },
  async put(name, setting) {
    const value = JSON.stringify(setting);
    const insert = sql.insertInto("settings").values({ name, value });
    await insert.onConflict((conflict) => conflict.column("name").doUpdateSet({ value })).execute();
  },
});
