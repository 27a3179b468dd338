import type { Kysely, Selectable } from "kysely";
import type { UserId } from "@dispatch/protocol/ids";
import type { AgentOffers } from "@dispatch/protocol/providers";
import type { AgentOffersKept, AgentOffersRow, ProviderKeyRow, ProviderKeys } from "../domain/store.ts";
import type { Tables } from "./tables.ts";

const toKey = (row: Selectable<Tables["provider_keys"]>): ProviderKeyRow => ({
  userId: row.user_id as UserId,
  provider: row.provider,
  kind: row.kind as ProviderKeyRow["kind"],
  baseUrl: row.base_url,
  variables: JSON.parse(row.variables) as string[],
  updatedAt: row.updated_at,
});

export const providerKeyRepository = (sql: Kysely<Tables>): ProviderKeys => ({
  async of(userId, provider) {
    const row = await sql
      .selectFrom("provider_keys")
      .selectAll()
      .where("user_id", "=", userId)
      .where("provider", "=", provider)
      .executeTakeFirst();
    return row && toKey(row);
  },
  async listFor(userId) {
    const rows = sql.selectFrom("provider_keys").selectAll().where("user_id", "=", userId);
    return (await rows.orderBy("provider").execute()).map(toKey);
  },
  async put({ userId, provider, kind, baseUrl, variables, updatedAt }) {
    const change = {
      kind,
      base_url: baseUrl,
      variables: JSON.stringify(variables),
      updated_at: updatedAt,
    };
    const insert = sql.insertInto("provider_keys").values({ user_id: userId, provider, ...change });
    await insert
      .onConflict((conflict) => conflict.columns(["user_id", "provider"]).doUpdateSet(change))
      .execute();
  },
  async delete(userId, provider) {
    const rows = sql.deleteFrom("provider_keys").where("user_id", "=", userId);
    await rows.where("provider", "=", provider).execute();
  },
});

const toOffers = (row: Selectable<Tables["agent_offers"]>): AgentOffersRow => ({
  provider: row.provider,
  userId: row.user_id as UserId,
  offers: JSON.parse(row.offers) as AgentOffers,
  learnedAt: row.learned_at,
});

export const agentOffersRepository = (sql: Kysely<Tables>): AgentOffersKept => ({
  async of(provider, userId) {
    const row = await sql
      .selectFrom("agent_offers")
      .selectAll()
      .where("user_id", "=", userId)
      .where("provider", "=", provider)
      .executeTakeFirst();
    return row && toOffers(row);
  },
  async listFor(userId, learnedAfter) {
    const rows = await sql
      .selectFrom("agent_offers")
      .selectAll()
      .where("user_id", "=", userId)
      .where("learned_at", ">", learnedAfter)
      .orderBy("provider")
      .execute();
    return rows.map(toOffers);
  },
  async put({ provider, userId, offers, learnedAt }) {
    const change = { offers: JSON.stringify(offers), learned_at: learnedAt };
    const insert = sql.insertInto("agent_offers").values({ provider, user_id: userId, ...change });
    await insert
      .onConflict((conflict) => conflict.columns(["user_id", "provider"]).doUpdateSet(change))
      .execute();
  },
});
