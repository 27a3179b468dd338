import type { Budget, BudgetReport, BudgetState } from "@dispatch/protocol/usage";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import type { BudgetWish, UsageApi } from "#lib/api/usage-api.ts";

export type Held = { readonly budget: Budget; readonly state: BudgetState | undefined };

/** The server's budgets and one's own, and what is left of them. */
export class BudgetList {
  readonly #api: Pick<UsageApi, "budgets" | "putBudgets">;
  report = $state.raw<BudgetReport>();
  failure = $state.raw<Failure>();
  readonly own = $derived(this.#held(this.report?.own, "user"));
  readonly server = $derived(this.#held(this.report?.server, "server"));

  constructor(api: Pick<UsageApi, "budgets" | "putBudgets">) {
    this.#api = api;
  }

  load = async () => {
    try {
      this.report = await this.#api.budgets();
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
    }
  };

  put = async (level: "server" | "user", budgets: readonly BudgetWish[]) => {
    this.report = await this.#api.putBudgets(level, budgets);
  };

  #held(budgets: readonly Budget[] | undefined, level: BudgetState["level"]): readonly Held[] {
    return (budgets ?? []).map((budget) => ({
      budget,
      state: this.report?.states.find((state) => state.level === level && isSame(state, budget)),
    }));
  }
}

/** Of each window and measure there is one. */
const isSame = (a: Pick<Budget, "window" | "measure">, b: Pick<Budget, "window" | "measure">): boolean =>
  a.window === b.window && a.measure === b.measure;

/** With this one in the place of the one that it replaces. */
export const withBudget = (budgets: readonly BudgetWish[], one: BudgetWish): readonly BudgetWish[] =>
  budgets.some((other) => isSame(other, one))
    ? budgets.map((other) => (isSame(other, one) ? one : other))
    : [...budgets, one];
export const withoutBudget = (budgets: readonly BudgetWish[], one: BudgetWish) =>
  budgets.filter((other) => !isSame(other, one));
