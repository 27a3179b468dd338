import type { Kysely, Selectable } from "kysely";
import type { PullRequestRow, PullRequests } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["pull_requests"]>) =>
  ({
    workspaceId: row.workspace_id,
    host: row.host,
    kind: row.kind,
    project: row.project,
    number: row.number,
    url: row.url,
  }) as PullRequestRow;

export const pullRequestRepository = (sql: Kysely<Tables>): PullRequests => ({
  async of(workspaceId) {
    const row = await sql
      .selectFrom("pull_requests")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(ownerId) {
    const rows = await sql
      .selectFrom("pull_requests")
      .innerJoin("workspaces", "workspaces.id", "pull_requests.workspace_id")
      .selectAll("pull_requests")
      .where("workspaces.owner_id", "=", ownerId)
      .execute();
    return rows.map(toRow);
  },
  async put({ workspaceId, ...link }) {
    await sql
      .insertInto("pull_requests")
      .values({ workspace_id: workspaceId, ...link })
      .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(link))
      .execute();
  },
});
