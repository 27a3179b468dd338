import type { Kysely } from "kysely";
import type { Screens, StoredScreen } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

export const screenRepository = (sql: Kysely<Tables>): Screens => ({
  async load(session) {
    const row = await sql
      .selectFrom("session_screens")
      .selectAll()
      .where("session", "=", session)
      .executeTakeFirst();
    if (!row) return undefined;
    const { seq, cols, rows, title, text, restore, cursor_x: x, cursor_y: y, bytes_seen: bytesSeen } = row;
    return { seq, cols, rows, title, text, restore, cursor: { x, y }, bytesSeen };
  },
  async save(session, screen, at) {
    const values = { session, at, ...columns(screen) };
    await sql
      .insertInto("session_screens")
      .values(values)
      .onConflict((conflict) => conflict.column("session").doUpdateSet(values))
      .execute();
  },
  async keepWaypoint(session, screen, at) {
    await sql
      .insertInto("session_waypoints")
      .values({ session, at, ...columns(screen) })
      .onConflict((conflict) => conflict.columns(["session", "seq"]).doNothing())
      .execute();
  },
});

const columns = ({ seq, cols, rows, title, text, restore, cursor, bytesSeen }: StoredScreen) => ({
  seq,
  cols,
  rows,
  title,
  text,
  restore,
  cursor_x: cursor.x,
  cursor_y: cursor.y,
  bytes_seen: bytesSeen,
});
