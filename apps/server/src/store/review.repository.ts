import { type Kysely, type Selectable, sql as sqlText } from "kysely";
import type { ReviewCommentRow, Reviews } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["review_comments"]>) =>
  ({
    id: row.id,
    workspaceId: row.workspace_id,
    path: row.path,
    side: row.side,
    line: row.line,
    context: JSON.parse(row.context) as ReviewCommentRow["context"],
    text: row.text,
    isResolved: row.is_resolved === 1,
    sentAt: row.sent_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }) as ReviewCommentRow;

export const reviewRepository = (sql: Kysely<Tables>): Reviews => ({
  async marksOf(workspaceId) {
    const query = sql.selectFrom("review_marks").select(["path", "hash"]);
    const rows = await query.where("workspace_id", "=", workspaceId).execute();
    return new Map(rows.map(({ path, hash }) => [path, hash]));
  },
  async mark(workspaceId, { path, hash, at }) {
    await sql
      .insertInto("review_marks")
      .values({ workspace_id: workspaceId, path, hash, at })
      .onConflict((on) => on.columns(["workspace_id", "path"]).doUpdateSet({ hash, at }))
      .execute();
  },
  async unmark(workspaceId, path) {
    const marks = sql.deleteFrom("review_marks").where("workspace_id", "=", workspaceId);
    await marks.where("path", "=", path).execute();
  },
  async commentsOf(workspaceId) {
    const query = sql.selectFrom("review_comments").selectAll().where("workspace_id", "=", workspaceId);
    const rows = await query
      .orderBy("created_at")
      .orderBy(sqlText`rowid`)
      .execute();
    return rows.map(toRow);
  },
  async commentBy(workspaceId, id) {
    const query = sql.selectFrom("review_comments").selectAll().where("workspace_id", "=", workspaceId);
    const row = await query.where("id", "=", id).executeTakeFirst();
    return row && toRow(row);
  },
  async insertComment({ workspaceId, isResolved, sentAt, createdAt, updatedAt, context, ...same }) {
    const values = {
      ...same,
      workspace_id: workspaceId,
      context: JSON.stringify(context),
      is_resolved: Number(isResolved),
      sent_at: sentAt,
      created_at: createdAt,
      updated_at: updatedAt,
    };
    await sql.insertInto("review_comments").values(values).execute();
  },
  async updateComment(id, { text, isResolved, updatedAt }) {
    const change = { text, is_resolved: Number(isResolved), updated_at: updatedAt };
    await sql.updateTable("review_comments").set(change).where("id", "=", id).execute();
  },
  async markSent(ids, at) {
    if (ids.length === 0) return;
    await sql.updateTable("review_comments").set({ sent_at: at }).where("id", "in", ids).execute();
  },
  async deleteComment(id) {
    await sql.deleteFrom("review_comments").where("id", "=", id).execute();
  },
  async clear(workspaceId) {
    await sql.deleteFrom("review_marks").where("workspace_id", "=", workspaceId).execute();
    await sql.deleteFrom("review_comments").where("workspace_id", "=", workspaceId).execute();
  },
});
