import type { Kysely, Selectable } from "kysely";
import type { PairingRow, Pairings } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

/** Any program can ask to be paired, so what was asked must not fill the disk. */
const PAIRINGS_LIMIT = 2_000;

const toRow = (row: Selectable<Tables["pairings"]>) =>
  ({
    hash: row.hash,
    userCodeHash: row.user_code_hash,
    status: row.status,
    userId: row.user_id,
    device: row.device,
    address: row.address,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }) as PairingRow;

export const pairingRepository = (sql: Kysely<Tables>): Pairings => {
  const open = (at: number) => sql.selectFrom("pairings").selectAll().where("expires_at", ">", at);
  return {
    async byHash(hash, at) {
      const row = await open(at).where("hash", "=", hash).executeTakeFirst();
      return row && toRow(row);
    },
    async byUserCodeHash(hash, at) {
      const row = await open(at).where("user_code_hash", "=", hash).executeTakeFirst();
      return row && toRow(row);
    },
    async insert({ hash, userCodeHash, status, userId, device, address, createdAt, expiresAt }) {
      await sql.deleteFrom("pairings").where("expires_at", "<=", createdAt).execute();
      const { n } = await sql
        .selectFrom("pairings")
        .select((e) => e.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow();
      if (n >= PAIRINGS_LIMIT) {
        const kept = sql
          .selectFrom("pairings")
          .select("hash")
          .orderBy("expires_at", "desc")
          .limit(PAIRINGS_LIMIT - 1);
        await sql.deleteFrom("pairings").where("hash", "not in", kept).execute();
      }
      const values = {
        hash,
        user_code_hash: userCodeHash,
        status,
        user_id: userId,
        device,
        address,
        created_at: createdAt,
        expires_at: expiresAt,
      };
      await sql.insertInto("pairings").values(values).execute();
    },
    async answer(hash, { status, userId }) {
      await sql.updateTable("pairings").set({ status, user_id: userId }).where("hash", "=", hash).execute();
    },
    async delete(hash) {
      const { numDeletedRows } = await sql.deleteFrom("pairings").where("hash", "=", hash).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async deleteFor(userId) {
      await sql.deleteFrom("pairings").where("user_id", "=", userId).execute();
    },
  };
};
