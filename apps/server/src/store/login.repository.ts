import type { Kysely, Selectable } from "kysely";
import type { LoginRow, Logins, RefreshTokenRow } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["logins"]>) =>
  ({
    id: row.id,
    userId: row.user_id,
    cookieHash: row.cookie_hash,
    device: row.device,
    address: row.address,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }) as LoginRow;

export const loginRepository = (sql: Kysely<Tables>): Logins => ({
  async byId(id) {
    const row = await sql.selectFrom("logins").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toRow(row);
  },
  async byCookieHash(hash) {
    const row = await sql.selectFrom("logins").selectAll().where("cookie_hash", "=", hash).executeTakeFirst();
    return row && toRow(row);
  },
  async listFor(userId, aliveAt) {
    const rows = await sql
      .selectFrom("logins")
      .selectAll()
      .where("user_id", "=", userId)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", aliveAt)
      .orderBy("last_used_at", "desc")
      .execute();
    return rows.map(toRow);
  },
  async insert(login) {
    await sql
      .insertInto("logins")
      .values({
        id: login.id,
        user_id: login.userId,
        cookie_hash: login.cookieHash,
        device: login.device,
        address: login.address,
        created_at: login.createdAt,
        last_used_at: login.lastUsedAt,
        expires_at: login.expiresAt,
        revoked_at: login.revokedAt,
      })
      .execute();
  },
  async touch(id, at, expiresAt) {
    await sql
      .updateTable("logins")
      .set({ last_used_at: at, expires_at: expiresAt })
      .where("id", "=", id)
      .execute();
  },
  async revoke(id, at) {
    await sql
      .updateTable("logins")
      .set({ revoked_at: at })
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .execute();
    await sql.deleteFrom("refresh_tokens").where("login_id", "=", id).execute();
  },
  async refreshToken(hash) {
    const row = await sql
      .selectFrom("refresh_tokens")
      .selectAll()
      .where("hash", "=", hash)
      .executeTakeFirst();
    return (
      row &&
      ({
        hash: row.hash,
        loginId: row.login_id,
        createdAt: row.created_at,
        usedAt: row.used_at,
      } as RefreshTokenRow)
    );
  },
  async addRefreshToken(token) {
    await sql
      .insertInto("refresh_tokens")
      .values({
        hash: token.hash,
        login_id: token.loginId,
        created_at: token.createdAt,
        used_at: token.usedAt,
      })
      .execute();
  },
  async useRefreshToken(hash, at) {
    await sql.updateTable("refresh_tokens").set({ used_at: at }).where("hash", "=", hash).execute();
  },
});
