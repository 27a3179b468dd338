import { type Kysely, type Selectable, sql as sqlText } from "kysely";
import type { ApprovalChange, ApprovalRow, Approvals } from "../domain/agents/agent-store.ts";
import type { Tables } from "./tables.ts";

type Found = Selectable<Tables["approvals"]> & { session_id: string; title: string; workspace_id: string };

const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

const toRow = (row: Found) =>
  ({
    id: row.id,
    session: row.session,
    sessionId: row.session_id,
    sessionTitle: row.title,
    workspaceId: row.workspace_id,
    ownerId: row.owner_id,
    type: row.type,
    state: row.state,
    askId: row.ask_id,
    launch: row.launch,
    prompt: row.prompt,
    detail: JSON.parse(row.detail) as ApprovalRow["detail"],
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    answeredAt: row.answered_at,
    decision: row.decision,
    by: parsed(row.decided_by),
    message: row.message,
    answer: parsed(row.answer),
    isDelivered: row.is_delivered === 1,
    rungAt: row.rung_at,
  }) as ApprovalRow;

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

/** Column and value of each field that may change; a field without a row here does not compile. */
const columns: {
  [F in keyof ApprovalChange]-?: (value: NonNullable<ApprovalChange[F]> | null) => object;
} = {
  detail: (detail) => ({ detail: json(detail) }),
  state: (state) => ({ state }),
  answeredAt: (answered_at) => ({ answered_at }),
  decision: (decision) => ({ decision }),
  by: (by) => ({ decided_by: json(by) }),
  message: (message) => ({ message }),
  answer: (answer) => ({ answer: json(answer) }),
  rungAt: (rung_at) => ({ rung_at }),
  isDelivered: (isDelivered) => ({ is_delivered: Number(isDelivered) }),
};

const toColumns = (change: ApprovalChange) =>
  Object.assign(
    {},
    ...Object.entries(columns).map(([field, column]) => {
      const value = change[field as keyof ApprovalChange];
      return value === undefined ? {} : (column as (value: unknown) => object)(value);
    }),
  ) as object;

export const approvalRepository = (sql: Kysely<Tables>): Approvals => {
  const found = () =>
    sql
      .selectFrom("approvals")
      .innerJoin("sessions", "sessions.number", "approvals.session")
      .selectAll("approvals")
      .select(["sessions.id as session_id", "sessions.title", "sessions.workspace_id"])
      .where("sessions.removed_at", "is", null);
  return {
    async byId(id) {
      const row = await found().where("approvals.id", "=", id).executeTakeFirst();
      return row && toRow(row);
    },
    async openOf(session) {
      const query = found().where("session", "=", session).where("state", "=", "open");
      return (await query.orderBy("approvals.created_at").execute()).map(toRow);
    },
    async byAsk(session, launch, askId) {
      const query = found().where("session", "=", session).where("approvals.launch", "=", launch);
      const row = await query.where("ask_id", "=", askId).executeTakeFirst();
      return row && toRow(row);
    },
    async undelivered(session, launch) {
      const query = found()
        .where("session", "=", session)
        .where("approvals.launch", "=", launch)
        .where("ask_id", "is not", null)
        .where("is_delivered", "=", 0)
        .where("state", "in", ["answered", "expired"]);
      return (await query.orderBy("answered_at").execute()).map(toRow);
    },
    async list({ ownerId, state, sessionId, before, limit }) {
      let query = found().where("approvals.owner_id", "=", ownerId);
      if (state !== undefined) query = query.where("state", "=", state);
      if (sessionId !== undefined) query = query.where("sessions.id", "=", sessionId);
      if (before !== undefined) query = query.where("approvals.created_at", "<", before);
      const newestFirst = query
        .orderBy("approvals.created_at", "desc")
        .orderBy(sqlText`approvals.rowid`, "desc");
      return (await newestFirst.limit(limit).execute()).map(toRow);
    },
    async listOpen() {
      return (await found().where("state", "=", "open").execute()).map(toRow);
    },
    async countOpen() {
      const { open } = await sql
        .selectFrom("approvals")
        .innerJoin("sessions", "sessions.number", "approvals.session")
        .select((e) => e.fn.countAll<number>().as("open"))
        .where("approvals.state", "=", "open")
        .where("sessions.removed_at", "is", null)
        .executeTakeFirstOrThrow();
      return open;
    },
    async openPermissions(ownerId) {
      let query = found().where("state", "=", "open").where("type", "=", "permission");
      if (ownerId !== undefined) query = query.where("approvals.owner_id", "=", ownerId);
      return (await query.orderBy("approvals.created_at").execute()).map(toRow);
    },
    async expiring() {
      const query = found().where("state", "=", "open").where("expires_at", "is not", null);
      return (await query.orderBy("expires_at").execute()).map(toRow);
    },
    async insert({ id, session, ownerId, type, askId, launch, prompt, createdAt, expiresAt, ...rest }) {
      await sql
        .insertInto("approvals")
        .values({
          id,
          session,
          owner_id: ownerId,
          type,
          ask_id: askId,
          launch,
          prompt,
          created_at: createdAt,
          expires_at: expiresAt,
          ...toColumns(rest),
        } as never)
        .execute();
    },
    async update(id, change) {
      await sql.updateTable("approvals").set(toColumns(change)).where("id", "=", id).execute();
    },
  };
};
