import { z } from "zod";

export const UsageKey = z.enum(["day", "session", "user", "provider", "model"]);
export type UsageKey = z.infer<typeof UsageKey>;

/** A day as the server's own clock has it. */
export const Day = z.iso.date().describe("A day of the server's time zone.");

export const UsageSum = z.object({
  turns: z.int().min(0),
  inputTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  cacheReadTokens: z.int().min(0),
  cacheWriteTokens: z.int().min(0),
  costUsd: z
    .number()
    .min(0)
    .optional()
    .describe("Of the turns whose cost is known; missing where none is, which is not the same as nothing."),
  turnsWithoutCost: z.int().min(0).describe("Turns of which the agent did not say what they cost."),
  toolCalls: z.int().min(0),
  workedMs: z.int().min(0).describe("How long turns took, without the time they waited for a person."),
});
export type UsageSum = z.infer<typeof UsageSum>;

export const UsageItem = UsageSum.extend({
  key: z.string().describe("The day, or the id of the session, person or provider, or the model."),
  name: z.string().optional().describe("The session's title while it exists, or the person's name."),
});
export type UsageItem = z.infer<typeof UsageItem>;

export const UsageReport = z.object({ by: UsageKey, items: z.array(UsageItem), total: UsageSum });
export type UsageReport = z.infer<typeof UsageReport>;

export const BudgetWindow = z.enum(["session", "day", "month"]);
export type BudgetWindow = z.infer<typeof BudgetWindow>;
export const BudgetMeasure = z
  .enum(["cost", "tokens", "minutes", "toolCalls"])
  .describe("`cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.");
export type BudgetMeasure = z.infer<typeof BudgetMeasure>;

export const Budget = z.strictObject({
  window: BudgetWindow,
  measure: BudgetMeasure,
  limit: z.number().positive().max(1e12),
  stopsWithinTurn: z
    .boolean()
    .optional()
    .describe("It interrupts a turn under way too. Else it keeps the next turn from beginning."),
});
export type Budget = z.infer<typeof Budget>;

const once = (budgets: readonly { window?: string; measure: string }[]) =>
  new Set(budgets.map(({ window, measure }) => `${window} ${measure}`)).size === budgets.length;
const TWICE = "must not hold two budgets of the same window and measure";

export const Budgets = z.array(Budget).max(12).refine(once, TWICE);
export const BudgetLevel = z.enum(["server", "user", "session"]);
export type BudgetLevel = z.infer<typeof BudgetLevel>;

/** A budget, and what is left of it. */
export const BudgetState = Budget.extend({
  level: BudgetLevel.describe("Who set it: the server for everybody, the person, or for one session."),
  raisedTo: z.number().optional().describe("The limit for now, where an answer raised it."),
  used: z
    .number()
    .optional()
    .describe("Missing where nothing is known of it, such as of costs that no agent tells."),
  resetsAt: z.iso.datetime().optional(),
});
export type BudgetState = z.infer<typeof BudgetState>;

export const BudgetReport = z.object({
  server: z.array(Budget).describe("For everybody. Those of a session are for each session."),
  own: z.array(Budget),
  states: z.array(BudgetState).describe("Yours of the day and the month, as they are now."),
});
export type BudgetReport = z.infer<typeof BudgetReport>;

export const PutBudgets = z.strictObject({
  level: z.enum(["server", "user"]).default("user"),
  budgets: Budgets,
});
export type PutBudgets = z.infer<typeof PutBudgets>;

const sessionBudget = Budget.omit({ window: true });
export const PutSessionBudget = z.strictObject({
  budgets: z.array(sessionBudget).max(4).refine(once, TWICE),
});
export type PutSessionBudget = z.infer<typeof PutSessionBudget>;

/** What an approval of type `budget` is about. */
export const SpentBudget = z.object({
  level: BudgetLevel,
  window: BudgetWindow,
  measure: BudgetMeasure,
  limit: z.number(),
  used: z.number(),
  raiseTo: z.number().describe("What `allow` makes of the limit, unless the answer names another."),
});
export type SpentBudget = z.infer<typeof SpentBudget>;
