import type { Kysely, Selectable } from "kysely";
import type { RuleRow, Rules } from "../domain/approvals/rule-store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["approval_rules"]> & { session_id: string | null }) =>
  ({
    id: row.id,
    level: row.level,
    ownerId: row.owner_id,
    workspaceId: row.workspace_id,
    session: row.session,
    sessionId: row.session_id,
    effect: row.effect,
    tool: row.tool,
    pattern: row.pattern,
    note: row.note,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }) as RuleRow;

export const ruleRepository = (sql: Kysely<Tables>): Rules => {
  // Those of a removed session are gone with it, although its row is still being cleared away.
  const found = () =>
    sql
      .selectFrom("approval_rules as rule")
      .leftJoin("sessions", "sessions.number", "rule.session")
      .selectAll("rule")
      .select("sessions.id as session_id")
      .where("sessions.removed_at", "is", null)
      .orderBy("rule.created_at");
  return {
    async byId(id) {
      const row = await found().where("rule.id", "=", id).executeTakeFirst();
      return row && toRow(row);
    },
    async holdingIn({ ownerId, workspaceId, session }) {
      const rows = await found()
        .where((e) =>
          e.or([
            e("rule.owner_id", "is", null),
            e.and([
              e("rule.owner_id", "=", ownerId),
              e.or([
                e("rule.level", "=", "user"),
                ...(workspaceId === undefined ? [] : [e("rule.workspace_id", "=", workspaceId)]),
                ...(session === undefined ? [] : [e("rule.session", "=", session)]),
              ]),
            ]),
          ]),
        )
        .execute();
      return rows.map(toRow);
    },
    async listFor(ownerId) {
      const query = found().where((e) =>
        e.or([e("rule.owner_id", "is", null), e("rule.owner_id", "=", ownerId)]),
      );
      return (await query.execute()).map(toRow);
    },
    async insert({ ownerId, workspaceId, sessionId: _, createdAt, createdBy, ...same }) {
      await sql
        .insertInto("approval_rules")
        .values({
          ...same,
          owner_id: ownerId,
          workspace_id: workspaceId,
          created_at: createdAt,
          created_by: createdBy,
        })
        .execute();
    },
    async update(id, change) {
      await sql.updateTable("approval_rules").set(change).where("id", "=", id).execute();
    },
    async delete(id) {
      await sql.deleteFrom("approval_rules").where("id", "=", id).execute();
    },
  };
};
