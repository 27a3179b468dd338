import type { Kysely, Selectable } from "kysely";
import type { PromptRow, Prompts } from "../domain/agents/agent-store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["prompts"]>) =>
  ({
    messageId: row.message_id,
    session: row.session,
    state: row.state,
    text: row.text,
    images: row.images === null ? [] : (JSON.parse(row.images) as PromptRow["images"]),
    isSteering: row.is_steering === 1,
    by: row.said_by === null ? null : (JSON.parse(row.said_by) as PromptRow["by"]),
    createdAt: row.created_at,
  }) as PromptRow;

export const promptRepository = (sql: Kysely<Tables>): Prompts => ({
  async insert({ messageId, session, state, text, images, isSteering, by, createdAt }) {
    const { last } = await sql
      .selectFrom("prompts")
      .select((e) => e.fn.max<number | null>("position").as("last"))
      .where("session", "=", session)
      .executeTakeFirstOrThrow();
    await sql
      .insertInto("prompts")
      .values({
        message_id: messageId,
        session,
        position: (last ?? 0) + 1,
        state,
        text,
        images: images.length === 0 ? null : JSON.stringify(images),
        is_steering: Number(isSteering),
        said_by: by && JSON.stringify(by),
        created_at: createdAt,
      })
      .onConflict((conflict) => conflict.column("message_id").doNothing())
      .execute();
  },
  async listOf(session) {
    const query = sql.selectFrom("prompts").selectAll().where("session", "=", session);
    return (await query.orderBy("position").execute()).map(toRow);
  },
  async setState(messageId, state) {
    await sql.updateTable("prompts").set({ state }).where("message_id", "=", messageId).execute();
  },
  async delete(messageId) {
    await sql.deleteFrom("prompts").where("message_id", "=", messageId).execute();
  },
});
