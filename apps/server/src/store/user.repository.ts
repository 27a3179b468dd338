import type { Kysely, Selectable } from "kysely";
import type { UserRow, Users } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

/** In the column of somebody who has no password: no hash is empty. */
const NO_PASSWORD = "";

const toRow = (row: Selectable<Tables["users"]>) =>
  ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    number: row.number,
    passwordHash: row.password_hash === NO_PASSWORD ? null : row.password_hash,
    disabledAt: row.disabled_at,
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
  async list() {
    return (await sql.selectFrom("users").selectAll().orderBy("created_at").execute()).map(toRow);
  },
  async nextNumber() {
    const { last } = await sql
      .selectFrom("users")
      .select((e) => e.fn.max<number | null>("number").as("last"))
      .executeTakeFirstOrThrow();
    return (last ?? 0) + 1;
  },
  async insert({ id, email, name, role, number, passwordHash, disabledAt, createdAt }) {
    const values = {
      id,
      email,
      name,
      role,
      number,
      password_hash: passwordHash ?? NO_PASSWORD,
      disabled_at: disabledAt,
      created_at: createdAt,
    };
    await sql.insertInto("users").values(values).execute();
  },
  async update(id, { name, role, passwordHash, disabledAt }) {
    const values = {
      ...(name === undefined ? {} : { name }),
      ...(role === undefined ? {} : { role }),
      ...(passwordHash === undefined ? {} : { password_hash: passwordHash ?? NO_PASSWORD }),
      ...(disabledAt === undefined ? {} : { disabled_at: disabledAt }),
    };
    await sql.updateTable("users").set(values).where("id", "=", id).execute();
  },
});
