import type { BudgetLevel, BudgetMeasure, BudgetWindow, SpentBudget } from "@dispatch/protocol/usage";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** An amount with its unit, as people read it. */
export const amountText: Readonly<Record<BudgetMeasure, (amount: number) => string>> = {
  cost: (amount) => `${amount.toFixed(2)} USD`,
  tokens: (amount) => `${whole.format(amount)} tokens`,
  minutes: (amount) => `${whole.format(amount)} minutes of work`,
  toolCalls: (amount) => `${whole.format(amount)} uses of tools`,
};

const whose: Readonly<Record<BudgetLevel, (window: string) => string>> = {
  server: (window) => `The server's budget for ${window}`,
  user: (window) => `Your budget for ${window}`,
  session: (window) => `The budget for ${window}`,
};
const windows: Readonly<Record<BudgetWindow, string>> = {
  session: "this session",
  day: "today",
  month: "this month",
};

/** "Your budget for today of 5.00 USD is spent: 5.12 USD." */
export function spentText({ level, window, measure, limit, used }: Omit<SpentBudget, "raiseTo">): string {
  const text = amountText[measure];
  return `${whose[level](windows[window])} of ${text(limit)} is spent: ${text(used)}.`;
}

export const askingText = (spent: SpentBudget): string =>
  `${spentText(spent)} Allow to raise it to ${amountText[spent.measure](spent.raiseTo)} for ${windows[spent.window]}; deny to withdraw what waits.`;
