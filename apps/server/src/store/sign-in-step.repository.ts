import type { Kysely } from "kysely";
import type { SignInStepRow, SignInSteps } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

/** Anybody can begin to sign in, so what was begun must not fill the disk. */
const STEPS_LIMIT = 5_000;

export const signInStepRepository = (sql: Kysely<Tables>): SignInSteps => ({
  async insert({ hash, purpose, facts, createdAt, expiresAt }) {
    await sql.deleteFrom("sign_in_steps").where("expires_at", "<=", createdAt).execute();
    const kept = sql
      .selectFrom("sign_in_steps")
      .select("hash")
      .orderBy("expires_at", "desc")
      .limit(STEPS_LIMIT - 1);
    const { n } = await sql
      .selectFrom("sign_in_steps")
      .select((e) => e.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    if (n >= STEPS_LIMIT) await sql.deleteFrom("sign_in_steps").where("hash", "not in", kept).execute();
    await sql
      .insertInto("sign_in_steps")
      .values({ hash, purpose, facts, created_at: createdAt, expires_at: expiresAt })
      .execute();
  },
  async take(hash, purpose, at) {
    const row = await sql
      .deleteFrom("sign_in_steps")
      .where("hash", "=", hash)
      .where("purpose", "=", purpose)
      .returningAll()
      .executeTakeFirst();
    if (!row || row.expires_at <= at) return undefined;
    return {
      hash: row.hash,
      purpose,
      facts: row.facts,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    } satisfies SignInStepRow;
  },
});
