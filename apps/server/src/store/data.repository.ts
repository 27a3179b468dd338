import { type Kysely, sql as text } from "kysely";
import type { EndedSession, StoredData } from "../domain/data/data-store.ts";
import type { UserId } from "@dispatch/protocol/ids";
import type { SessionKind } from "@dispatch/protocol/session";
import type { Tables } from "./tables.ts";

export const dataRepository = (sql: Kysely<Tables>): StoredData => ({
  async sessions(ownerId) {
    let query = sql
      .selectFrom("sessions")
      .select(["number", "owner_id", "kind", "status", "ended_at"])
      .where("removed_at", "is", null);
    if (ownerId !== undefined) query = query.where("owner_id", "=", ownerId);
    const rows = await query.orderBy("number").execute();
    return rows.map(({ number, owner_id, kind, status, ended_at }) => ({
      number,
      ownerId: owner_id as UserId,
      kind: kind as SessionKind,
      endedAt: status === "ended" ? (ended_at ?? 0) : undefined,
    }));
  },
  async ended({ ownerId, endedBefore, after, limit }) {
    let query = sql
      .selectFrom("sessions")
      .select(["number", "id", "owner_id as ownerId", "kind", "title", "ended_at as endedAt"])
      .where("status", "=", "ended")
      .where("removed_at", "is", null)
      .where("ended_at", "<", endedBefore);
    if (ownerId !== undefined) query = query.where("owner_id", "=", ownerId);
    if (after)
      query = query.where((e) =>
        e.or([
          e("ended_at", ">", after.endedAt),
          e.and([e("ended_at", "=", after.endedAt), e("number", ">", after.number)]),
        ]),
      );
    return (await query.orderBy("ended_at").orderBy("number").limit(limit).execute()) as EndedSession[];
  },
  async weigh(session, after, events) {
    // `octet_length` of a column reads no payload: SQLite knows it from the row's head.
    const some = sql
      .selectFrom("session_events")
      .select(["seq", text<number>`octet_length(payload)`.as("bytes")])
      .where("session", "=", session)
      .where("seq", ">", after)
      .orderBy("seq")
      .limit(events);
    return sql
      .selectFrom(some.as("some"))
      .select((e) => [
        e.fn.countAll<number>().as("events"),
        text<number>`coalesce(sum(some.bytes), 0)`.as("bytes"),
        text<number>`coalesce(max(some.seq), 0)`.as("lastSeq"),
      ])
      .executeTakeFirstOrThrow();
  },
  async file() {
    const { rows } = await text<{ size: number; pages: number; free: number; vacuum: number }>`
      select page_size as size, page_count as pages, freelist_count as free, auto_vacuum as vacuum
      from pragma_page_size, pragma_page_count, pragma_freelist_count, pragma_auto_vacuum`.execute(sql);
    const { size = 0, pages = 0, free = 0, vacuum = 0 } = rows[0] ?? {};
    return { fileBytes: size * pages, freeBytes: size * free, isShrinking: vacuum !== 0 };
  },
});
