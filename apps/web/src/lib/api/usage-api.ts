import type { Client } from "@dispatch/client";
import type { Session } from "@dispatch/protocol/session";
import type {
  BudgetMeasure,
  BudgetReport,
  BudgetWindow,
  UsageKey,
  UsageReport,
} from "@dispatch/protocol/usage";
import { read } from "./read.ts";

export type UsageWish = { readonly by: UsageKey; readonly from: string; readonly user?: "all" };
export type BudgetWish = {
  readonly window: BudgetWindow;
  readonly measure: BudgetMeasure;
  readonly limit: number;
  readonly stopsWithinTurn?: boolean | undefined;
};

/** What agents have used, and may use. */
export class UsageApi {
  readonly #client: Client;
  constructor(client: Client) {
    this.#client = client;
  }

  report = async (query: UsageWish) =>
    read<UsageReport>(await this.#client.GET("/api/usage", { params: { query } }));
  budgets = async () => read<BudgetReport>(await this.#client.GET("/api/budgets"));
  putBudgets = async (level: "server" | "user", budgets: readonly BudgetWish[]) =>
    read<BudgetReport>(
      await this.#client.PUT("/api/budgets", { body: { level, budgets: budgets.map(given) } }),
    );
  putSessionBudgets = async (id: string, budgets: readonly BudgetWish[]) =>
    read<Session>(
      await this.#client.PUT("/api/sessions/{id}/budget", {
        params: { path: { id } },
        body: { budgets: budgets.map(given).map(({ window: _, ...budget }) => budget) },
      }),
    );
}

const given = ({ stopsWithinTurn, ...budget }: BudgetWish) => ({
  ...budget,
  ...(stopsWithinTurn && { stopsWithinTurn }),
});
