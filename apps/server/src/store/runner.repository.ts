import type { Kysely, Selectable } from "kysely";
import type { RunnerRow, Runners } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["runners"]>) =>
  ({
    id: row.id,
    pid: row.pid,
    build: row.build,
    hostname: row.hostname,
    startedAt: row.started_at,
    seenAt: row.seen_at,
  }) as RunnerRow;

export const runnerRepository = (sql: Kysely<Tables>): Runners => ({
  async upsert({ id, pid, build, hostname, startedAt, seenAt }) {
    const values = { id, pid, build, hostname, started_at: startedAt, seen_at: seenAt };
    await sql
      .insertInto("runners")
      .values(values)
      .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
      .execute();
  },
  async list() {
    return (await sql.selectFrom("runners").selectAll().orderBy("started_at").execute()).map(toRow);
  },
  async delete(id) {
    await sql.deleteFrom("runners").where("id", "=", id).execute();
  },
});
