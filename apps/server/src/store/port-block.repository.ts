import type { Kysely, Selectable } from "kysely";
import type { PortBlockRow, PortBlocks } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = ({ workspace_id: workspaceId, first, count }: Selectable<Tables["port_blocks"]>) =>
  ({ workspaceId, first, count }) as PortBlockRow;

export const portBlockRepository = (sql: Kysely<Tables>): PortBlocks => ({
  async of(workspaceId) {
    const row = await sql
      .selectFrom("port_blocks")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listAll() {
    return (await sql.selectFrom("port_blocks").selectAll().orderBy("first").execute()).map(toRow);
  },
  async save({ workspaceId, first, count }) {
    await sql
      .insertInto("port_blocks")
      .values({ workspace_id: workspaceId, first, count })
      .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet({ first, count }))
      .execute();
  },
  async release(workspaceId) {
    await sql.deleteFrom("port_blocks").where("workspace_id", "=", workspaceId).execute();
  },
});
