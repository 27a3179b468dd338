import type { Kysely, Selectable } from "kysely";
import type { UserRow, Users } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = (row: Selectable<Tables["users"]>) =>
  ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
  }) as UserRow;

export const userRepository = (sql: Kysely<Tables>): Users => ({
  async byId(id) {
    const row = await sql.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toRow(row);
  },
  async byEmail(email) {
    const row = await sql.selectFrom("users").selectAll().where("email", "=", email).executeTakeFirst();
    return row && toRow(row);
  },
  async count() {
    const { n } = await sql
      .selectFrom("users")
      .select((e) => e.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    return n;
  },
  async insert({ id, email, name, role, passwordHash, createdAt }) {
    await sql
      .insertInto("users")
      .values({ id, email, name, role, password_hash: passwordHash, created_at: createdAt })
      .execute();
  },
});
