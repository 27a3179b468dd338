import type { Kysely } from "kysely";
import type { ShareRow, ShareRepository } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

export const shareRepository = (sql: Kysely<Tables>): ShareRepository => ({
  async list() {
    const rows = await sql
      .selectFrom("session_shares as share")
      .innerJoin("sessions", "sessions.number", "share.session")
      .innerJoin("users", "users.id", "sessions.owner_id")
      .selectAll("share")
      .select(["sessions.id as sessionId", "users.name as ownerName"])
      .where("sessions.removed_at", "is", null)
      .orderBy("share.created_at")
      .execute();
    return rows.map(
      (row) =>
        ({
          id: row.id,
          session: row.session,
          sessionId: row.sessionId,
          ownerName: row.ownerName,
          userId: row.user_id,
          hash: row.hash,
          label: row.label,
          access: row.access,
          createdBy: row.created_by,
          createdAt: row.created_at,
          expiresAt: row.expires_at,
        }) as ShareRow,
    );
  },
  async save({ id, session, userId, hash, label, access, createdBy, createdAt, expiresAt }) {
    const values = {
      id,
      session,
      user_id: userId,
      hash,
      label,
      access,
      created_by: createdBy,
      created_at: createdAt,
      expires_at: expiresAt,
    };
    const insert = sql.insertInto("session_shares").values(values);
    await insert
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ label, access, expires_at: expiresAt }))
      .execute();
  },
  async delete(id) {
    await sql.deleteFrom("session_shares").where("id", "=", id).execute();
  },
});
