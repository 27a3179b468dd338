import { type Kysely, type SelectQueryBuilder, sql as text } from "kysely";
import type { Budgeting, UsageQuery, Usages } from "../domain/usage/usage-store.ts";
import type { Tables } from "./tables.ts";

const nothing = {
  turns: 0,
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  cost_usd: null,
  tool_calls: 0,
  worked_ms: 0,
};

const sums = [
  text<number>`coalesce(sum(usage.turns), 0)`.as("turns"),
  text<number>`coalesce(sum(usage.input_tokens), 0)`.as("inputTokens"),
  text<number>`coalesce(sum(usage.output_tokens), 0)`.as("outputTokens"),
  text<number>`coalesce(sum(usage.cache_read_tokens), 0)`.as("cacheReadTokens"),
  text<number>`coalesce(sum(usage.cache_write_tokens), 0)`.as("cacheWriteTokens"),
  // Of nothing but unknown costs the sum is null: unknown, and not nothing.
  text<number | null>`sum(usage.cost_usd)`.as("costUsd"),
  text<number>`coalesce(sum(case when usage.cost_usd is null then usage.turns end), 0)`.as(
    "turnsWithoutCost",
  ),
  text<number>`coalesce(sum(usage.tool_calls), 0)`.as("toolCalls"),
  text<number>`coalesce(sum(usage.worked_ms), 0)`.as("workedMs"),
] as const;

const columns = {
  day: "day",
  session: "session_id",
  user: "owner_id",
  provider: "provider",
  model: "model",
} as const;

function within<O>(
  query: SelectQueryBuilder<Tables, "usage", O>,
  { ownerId, sessionId, from, to }: UsageQuery,
) {
  let found = query;
  if (ownerId !== undefined) found = found.where("usage.owner_id", "=", ownerId);
  if (sessionId !== undefined) found = found.where("usage.session_id", "=", sessionId);
  if (from !== undefined) found = found.where("usage.day", ">=", from);
  if (to !== undefined) found = found.where("usage.day", "<=", to);
  return found;
}

export const usageRepository = (sql: Kysely<Tables>): Usages => ({
  async add({ sessionId, turn, model, ownerId, provider, day }, usage) {
    const cost = usage.costUsd ?? null;
    const values = {
      ...nothing,
      session_id: sessionId,
      turn,
      model,
      owner_id: ownerId,
      provider,
      day,
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      cache_read_tokens: usage.cacheReadTokens,
      cache_write_tokens: usage.cacheWriteTokens,
      cost_usd: cost,
    };
    await sql
      .insertInto("usage")
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(["session_id", "turn", "model"]).doUpdateSet((e) => ({
          input_tokens: e("usage.input_tokens", "+", usage.inputTokens),
          output_tokens: e("usage.output_tokens", "+", usage.outputTokens),
          cache_read_tokens: e("usage.cache_read_tokens", "+", usage.cacheReadTokens),
          cache_write_tokens: e("usage.cache_write_tokens", "+", usage.cacheWriteTokens),
          ...(cost !== null && { cost_usd: text<number>`coalesce(usage.cost_usd, 0) + ${cost}` }),
        })),
      )
      .execute();
  },
  async endTurn({ sessionId, turn, model, ownerId, provider, day }, { toolCalls, workedMs }) {
    const known = await sql
      .selectFrom("usage")
      .select("model")
      .where("session_id", "=", sessionId)
      .where("turn", "=", turn)
      .orderBy("output_tokens", "desc")
      .executeTakeFirst();
    const key = { session_id: sessionId, turn, model: known?.model ?? model };
    const work = { turns: 1, tool_calls: toolCalls, worked_ms: workedMs };
    await sql
      .insertInto("usage")
      .values({ ...nothing, ...key, owner_id: ownerId, provider, day, ...work })
      .onConflict((conflict) => conflict.columns(["session_id", "turn", "model"]).doUpdateSet(work))
      .execute();
  },
  async total(query) {
    return await within(sql.selectFrom("usage").select(sums), query).executeTakeFirstOrThrow();
  },
  async by(key, query, limit) {
    const column = `usage.${columns[key]}` as const;
    const rows = await within(sql.selectFrom("usage").select(sums), query)
      .leftJoin("sessions", (join) =>
        join.onRef("sessions.id", "=", "usage.session_id").on("sessions.removed_at", "is", null),
      )
      .leftJoin("users", "users.id", "usage.owner_id")
      .select(text<string>`${text.ref(column)}`.as("key"))
      .select(
        key === "session"
          ? text<string | null>`max(sessions.title)`.as("name")
          : key === "user"
            ? text<string | null>`max(users.name)`.as("name")
            : text<null>`null`.as("name"),
      )
      .groupBy(column)
      .orderBy(text`max(usage.day) desc, max(usage.rowid) desc`)
      .limit(limit)
      .execute();
    return rows;
  },
  async toolCallsAfter(session, seq) {
    const { calls } = await sql
      .selectFrom("session_events")
      .select(text<number>`count(distinct json_extract(payload, '$.toolUseId'))`.as("calls"))
      .where("session", "=", session)
      .where("seq", ">", seq)
      .where("channel", "=", "agent:tool_use")
      .executeTakeFirstOrThrow();
    return calls;
  },
  async lastSeq(session) {
    const { last } = await sql
      .selectFrom("session_events")
      .select((e) => e.fn.max<number | null>("seq").as("last"))
      .where("session", "=", session)
      .executeTakeFirstOrThrow();
    return last ?? 0;
  },
});

export const budgetRepository = (sql: Kysely<Tables>): Budgeting => ({
  async of(ownerId) {
    const row = await sql
      .selectFrom("budgets")
      .selectAll()
      .where("owner_id", "=", ownerId)
      .executeTakeFirst();
    const parsed = <T>(json: string | undefined) => (json === undefined ? [] : (JSON.parse(json) as T[]));
    return { own: parsed(row?.own), raised: parsed(row?.raised) };
  },
  async save(ownerId, budgets) {
    const values = { own: JSON.stringify(budgets.own), raised: JSON.stringify(budgets.raised) };
    await sql
      .insertInto("budgets")
      .values({ owner_id: ownerId, ...values })
      .onConflict((conflict) => conflict.column("owner_id").doUpdateSet(values))
      .execute();
  },
});
