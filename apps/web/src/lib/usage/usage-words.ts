import type { Budget, BudgetMeasure, UsageSum } from "@dispatch/protocol/usage";
import { amount } from "#lib/agent/amounts.ts";
import { numberText } from "#lib/language/formats.ts";
import { strings } from "#lib/strings.ts";
import { tokensOf, type Measure } from "./usage-ledger.svelte.ts";

/** What is not known is not nothing. */
export function costText({ costUsd, turnsWithoutCost }: UsageSum): string {
  const { usd, unknown, atLeast } = strings.usage;
  if (costUsd === undefined) return unknown;
  const known = usd(numberText(costUsd, costUsd > 0 && costUsd < 1 ? 3 : 2));
  return turnsWithoutCost > 0 ? atLeast(known) : known;
}

export const measureText = (sum: UsageSum, measure: Measure): string =>
  measure === "cost" ? costText(sum) : amount(tokensOf(sum));

/** An amount that a budget measures, with its unit. */
export const limitText = (measure: BudgetMeasure, limit: number): string =>
  strings.usage.limits.text[measure](
    numberText(limit, measure === "cost" ? 2 : Number.isInteger(limit) ? 0 : 1),
  );

/** "$5.00 a day" */
export const budgetText = ({ measure, limit, window }: Budget): string =>
  `${limitText(measure, limit)} ${strings.usage.limits.windows[window]}`;
