import type { Kysely, Selectable, Updateable } from "kysely";
import type { WorkspaceId } from "@dispatch/protocol/ids";
import type { SessionChange, SessionRow, Sessions, StoredOptions } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["sessions"]>) =>
  ({
    number: row.number,
    id: row.id,
    ownerId: row.owner_id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    status: row.status,
    outcome: row.outcome,
    exitCode: row.exit_code,
    signal: row.signal,
    reason: row.reason,
    title: row.title,
    options: JSON.parse(row.options) as StoredOptions,
    launch: row.launch,
    runnerId: row.runner_id,
    shell: row.shell,
    cwd: row.cwd,
    isolation: row.isolation,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    endedAt: row.ended_at,
    typist: row.typist,
    agent: row.agent === null ? null : (JSON.parse(row.agent) as SessionRow["agent"]),
    terminal: row.terminal === null ? null : (JSON.parse(row.terminal) as SessionRow["terminal"]),
  }) as SessionRow;

/** Column of each field that may change; a field without a row here does not compile. */
const columns: Record<keyof SessionChange, keyof Tables["sessions"]> = {
  workspaceId: "workspace_id",
  status: "status",
  outcome: "outcome",
  exitCode: "exit_code",
  signal: "signal",
  reason: "reason",
  title: "title",
  options: "options",
  launch: "launch",
  runnerId: "runner_id",
  shell: "shell",
  cwd: "cwd",
  isolation: "isolation",
  updatedAt: "updated_at",
  endedAt: "ended_at",
  typist: "typist",
  agent: "agent",
  terminal: "terminal",
};

const isJson = (field: string) => field === "options" || field === "agent" || field === "terminal";

function toColumns(change: SessionChange): Updateable<Tables["sessions"]> {
  return Object.fromEntries(
    Object.entries(change).map(([field, value]) => [
      columns[field as keyof SessionChange],
      isJson(field) && value !== null ? JSON.stringify(value) : value,
    ]),
  );
}

export const sessionRepository = (sql: Kysely<Tables>): Sessions => ({
  async byId(id) {
    const row = await sql
      .selectFrom("sessions")
      .selectAll()
      .where("id", "=", id)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async byNumber(number) {
    const row = await sql
      .selectFrom("sessions")
      .selectAll()
      .where("number", "=", number)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    return row && toRow(row);
  },
  async list({ ownerId, shared, limit, before, status, workspaceId }) {
    let query = sql.selectFrom("sessions").selectAll().where("removed_at", "is", null);
    query =
      shared.length === 0
        ? query.where("owner_id", "=", ownerId)
        : query.where((e) => e.or([e("owner_id", "=", ownerId), e("id", "in", shared)]));
    if (before !== undefined) query = query.where("number", "<", before);
    if (status !== undefined) query = query.where("status", "=", status);
    if (workspaceId !== undefined) query = query.where("workspace_id", "=", workspaceId);
    return (await query.orderBy("number", "desc").limit(limit).execute()).map(toRow);
  },
  async countLive(ownerId) {
    const { n } = await sql
      .selectFrom("sessions")
      .select((e) => e.fn.countAll<number>().as("n"))
      .where("owner_id", "=", ownerId)
      .where("status", "<>", "ended")
      .where("removed_at", "is", null)
      .executeTakeFirstOrThrow();
    return n;
  },
  async listLiveIn(workspaceId) {
    const rows = await sql
      .selectFrom("sessions")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("status", "<>", "ended")
      .where("removed_at", "is", null)
      .orderBy("number")
      .execute();
    return rows.map(toRow);
  },
  async useOf(ownerId) {
    const rows = await sql
      .selectFrom("sessions")
      .select((e) => [
        "workspace_id",
        e.fn.countAll<number>().as("sessions"),
        e.fn.count<number>(e.case().when("status", "<>", "ended").then(1).end()).as("live"),
        e.fn.max("updated_at").as("lastAt"),
      ])
      .where("owner_id", "=", ownerId)
      .where("removed_at", "is", null)
      .groupBy("workspace_id")
      .execute();
    return new Map(rows.map(({ workspace_id: id, ...use }) => [id as WorkspaceId, use]));
  },
  async listUnended(...kinds) {
    return (
      await sql
        .selectFrom("sessions")
        .selectAll()
        .where("kind", "in", kinds)
        .where("status", "<>", "ended")
        .where("removed_at", "is", null)
        .execute()
    ).map(toRow);
  },
  async insert({ id, ownerId, kind, createdAt, ...rest }) {
    const { number } = await sql
      .insertInto("sessions")
      .values({
        id,
        owner_id: ownerId,
        kind,
        created_at: createdAt,
        removed_at: null,
        ...toColumns(rest),
      } as never)
      .returning("number")
      .executeTakeFirstOrThrow();
    return number;
  },
  async update(id, change) {
    await sql.updateTable("sessions").set(toColumns(change)).where("id", "=", id).execute();
  },
  async isTaken(id) {
    return (
      (await sql.selectFrom("sessions").select("number").where("id", "=", id).executeTakeFirst()) !==
      undefined
    );
  },
  async erase(number) {
    await sql.deleteFrom("session_events").where("session", "=", number).execute();
    await sql.deleteFrom("sessions").where("number", "=", number).execute();
  },
  async remove(id, at) {
    await sql.updateTable("sessions").set({ removed_at: at, status: "ended" }).where("id", "=", id).execute();
  },
  async listRemoved() {
    const rows = await sql
      .selectFrom("sessions")
      .select("number")
      .where("removed_at", "is not", null)
      .execute();
    return rows.map((row) => row.number);
  },
  async purge(number, events) {
    const some = sql.selectFrom("session_events").select("id").where("session", "=", number).limit(events);
    const { numDeletedRows } = await sql
      .deleteFrom("session_events")
      .where("id", "in", some)
      .executeTakeFirst();
    if (numDeletedRows > 0n) return false;
    await sql.deleteFrom("session_screens").where("session", "=", number).execute();
    await sql.deleteFrom("session_waypoints").where("session", "=", number).execute();
    await sql.deleteFrom("sessions").where("number", "=", number).execute();
    return true;
  },
});
