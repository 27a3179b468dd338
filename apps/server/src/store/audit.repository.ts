import type { Kysely, Selectable } from "kysely";
import type { AuditRepository, AuditRow } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toRow = ({ actor_id, object_id, ...row }: Selectable<Tables["audit_entries"]>): AuditRow => ({
  ...row,
  actorId: actor_id,
  objectId: object_id,
});

/** Entries are added and read. There is no statement that changes or removes one. */
export const auditRepository = (sql: Kysely<Tables>): AuditRepository => ({
  async last() {
    return sql
      .selectFrom("audit_entries")
      .select(["number", "hash"])
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
  },
  async insert({ actorId, objectId, ...row }) {
    await sql
      .insertInto("audit_entries")
      .values({ ...row, actor_id: actorId, object_id: objectId })
      .execute();
  },
  async after(number, limit) {
    const rows = await sql
      .selectFrom("audit_entries")
      .selectAll()
      .where("number", ">", number)
      .orderBy("number")
      .limit(limit)
      .execute();
    return rows.map(toRow);
  },
  async newest({ before, act, actorId, limit }) {
    let query = sql.selectFrom("audit_entries").selectAll();
    if (before !== undefined) query = query.where("number", "<", before);
    if (act !== undefined) query = query.where("act", "=", act);
    if (actorId !== undefined) query = query.where("actor_id", "=", actorId);
    return (await query.orderBy("number", "desc").limit(limit).execute()).map(toRow);
  },
});
