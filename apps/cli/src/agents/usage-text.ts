import {
  type Budget,
  BudgetMeasure,
  type BudgetReport,
  type BudgetState,
  BudgetWindow,
  type UsageReport,
  type UsageSum,
} from "@dispatch/protocol/usage";
import { usageFailure } from "../failure.ts";
import { table } from "../output/table.ts";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** What is not known is not nothing. */
export function costText({
  costUsd,
  turnsWithoutCost,
}: Pick<UsageSum, "costUsd" | "turnsWithoutCost">): string {
  if (costUsd === undefined) return "unknown";
  return `${costUsd.toFixed(2)} USD${turnsWithoutCost > 0 ? " + unknown" : ""}`;
}

export function workText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes === 0) return `${Math.round(ms / 1000)}s`;
  return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}

const rowOf = (name: string, sum: UsageSum) => [
  name,
  whole.format(sum.turns),
  whole.format(sum.inputTokens + sum.cacheReadTokens + sum.cacheWriteTokens),
  whole.format(sum.outputTokens),
  whole.format(sum.toolCalls),
  workText(sum.workedMs),
  costText(sum),
];

export function usageText({ by, items, total }: UsageReport): string {
  if (items.length === 0) return "Nothing was used.";
  const rows = items.map(({ key, name, ...sum }) => rowOf(name ?? (key === "" ? "unknown" : key), sum));
  const head = [by.toUpperCase(), "TURNS", "TOKENS IN", "OUT", "TOOLS", "WORKED", "COST"];
  return table(head, [...rows, rowOf("total", total)]);
}

const units: Readonly<Record<BudgetMeasure, (amount: number) => string>> = {
  cost: (amount) => `${amount.toFixed(2)} USD`,
  tokens: (amount) => `${whole.format(amount)} tokens`,
  minutes: (amount) => `${whole.format(amount)} minutes`,
  toolCalls: (amount) => `${whole.format(amount)} tools`,
};

export function budgetText({ server, own, states }: BudgetReport): string {
  const rows = [
    ...server.map((budget) => ({ ...budget, whose: "everybody", level: "server" })),
    ...own.map((budget) => ({ ...budget, whose: "you", level: "user" })),
  ].map(({ whose, level, ...budget }) => {
    const state = states.find(
      (each) => each.level === level && each.window === budget.window && each.measure === budget.measure,
    );
    return [
      whose,
      budget.window,
      limitText(budget, state),
      usedText(budget, state),
      extraText(budget, state),
    ];
  });
  if (rows.length === 0) return "No budgets. `dispatch budget set day cost 5` sets one of yours.";
  return table(["WHOSE", "FOR EACH", "LIMIT", "USED", ""], rows);
}

function limitText({ measure, limit }: Budget, state: BudgetState | undefined): string {
  const raised = state?.raisedTo;
  return raised === undefined
    ? units[measure](limit)
    : `${units[measure](limit)}, now ${units[measure](raised)}`;
}

function usedText({ measure, window }: Budget, state: BudgetState | undefined): string {
  if (window === "session") return "";
  return state?.used === undefined ? "unknown" : units[measure](state.used);
}

const extraText = ({ stopsWithinTurn }: Budget, state: BudgetState | undefined) =>
  [
    stopsWithinTurn ? "stops turns under way" : "",
    state?.resetsAt === undefined ? "" : `begins anew ${state.resetsAt}`,
  ]
    .filter((text) => text !== "")
    .join(", ");

export type BudgetWords = Pick<Budget, "window" | "measure">;

export function readBudget(window: string, measure: string): BudgetWords {
  const [readWindow, readMeasure] = [BudgetWindow.safeParse(window), BudgetMeasure.safeParse(measure)];
  if (!readWindow.success)
    throw usageFailure(`${JSON.stringify(window)} is no window of a budget`, "Say session, day or month");
  if (!readMeasure.success)
    throw usageFailure(
      `${JSON.stringify(measure)} is nothing that a budget measures`,
      "Say cost, tokens, minutes or toolCalls",
    );
  return { window: readWindow.data, measure: readMeasure.data };
}

export function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isFinite(limit) && limit > 0) return limit;
  throw usageFailure(`${JSON.stringify(text)} is no limit`, "Say a number above zero");
}

/** The same list with this one in it, or without it. */
export function withBudget(
  budgets: readonly Budget[],
  words: BudgetWords,
  budget: Budget | undefined,
): Budget[] {
  const others = budgets.filter(
    ({ window, measure }) => window !== words.window || measure !== words.measure,
  );
  return budget ? [...others, budget] : others;
}
