import type { Kysely, Selectable } from "kysely";
import type { SetUpRow, SetUps } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["set_ups"]>) =>
  ({
    workspaceId: row.workspace_id,
    state: row.state,
    isTreeMade: row.is_tree_made === 1,
    carryFromId: row.carry_from_id,
    runs: row.runs,
    sessionId: row.session_id,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as unknown),
    notes: JSON.parse(row.notes) as unknown,
    file: row.file === null ? null : (JSON.parse(row.file) as unknown),
    services: JSON.parse(row.services) as unknown,
  }) as SetUpRow;

const toColumns = (row: Omit<SetUpRow, "workspaceId">) => ({
  state: row.state,
  is_tree_made: Number(row.isTreeMade),
  carry_from_id: row.carryFromId,
  runs: row.runs,
  session_id: row.sessionId,
  failure: row.failure && JSON.stringify(row.failure),
  notes: JSON.stringify(row.notes),
  file: row.file && JSON.stringify(row.file),
  services: JSON.stringify(row.services),
});

export const setUpRepository = (sql: Kysely<Tables>): SetUps => ({
  async of(workspaceId) {
    const row = await sql
      .selectFrom("set_ups")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(ownerId) {
    const rows = await sql
      .selectFrom("set_ups")
      .innerJoin("workspaces", "workspaces.id", "set_ups.workspace_id")
      .selectAll("set_ups")
      .where("workspaces.owner_id", "=", ownerId)
      .where("workspaces.purged_at", "is", null)
      .execute();
    return new Map(rows.map(toRow).map((row) => [row.workspaceId, row]));
  },
  async save({ workspaceId, ...row }) {
    await sql
      .insertInto("set_ups")
      .values({ workspace_id: workspaceId, ...toColumns(row) })
      .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(toColumns(row)))
      .execute();
  },
});
