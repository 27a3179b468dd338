import {
  Budgets,
  type Budget,
  type BudgetLevel,
  type BudgetMeasure,
  type BudgetWindow,
} from "@dispatch/protocol/usage";
import type { SessionId, UserId } from "@dispatch/protocol/ids";
import type { AgentFacts } from "../agents/agent-store.ts";
import type { Reading } from "../store.ts";
import { dayOf, monthOf, nextDay, nextMonth } from "./calendar.ts";
import type { Raise, UsageQuery, UsageTotals } from "./usage-store.ts";

/** The name of the server's budgets among the settings. */
export const BUDGETS_SETTING = "budgets";

/** Whose budgets are asked for; without a session, those of the day and the month. */
export type Spender = {
  readonly ownerId: UserId;
  readonly session?: { readonly id: SessionId; readonly agent: AgentFacts };
};
/** One budget as it stands: the limit that holds now, and what has been used of it. */
export type Standing = Budget & {
  readonly level: BudgetLevel;
  readonly since: string;
  /** With what it was raised to. */
  readonly holds: number;
  /** Undefined where nothing is known of it. */
  readonly used: number | undefined;
  readonly resetsAt: number | undefined;
};
/** What has been used and is not written down yet: by the turn under way. */
export type UnderWay = { readonly toolCalls: number; readonly workedMs: number };

type Books = Pick<Reading, "settings" | "budgets" | "usages">;

export const isSpent = ({ used, holds }: Pick<Standing, "used" | "holds">) =>
  used !== undefined && used >= holds;

export async function serverBudgets({ settings }: Pick<Reading, "settings">): Promise<Budget[]> {
  const found = Budgets.safeParse(await settings.read(BUDGETS_SETTING));
  return found.success ? found.data : [];
}

/** Every budget that holds for a person, and in a session for its turns. */
export async function standingsOf(
  books: Books,
  { ownerId, session }: Spender,
  at: number,
  underWay: UnderWay = { toolCalls: 0, workedMs: 0 },
): Promise<Standing[]> {
  const { own, raised } = await books.budgets.of(ownerId);
  const set: (Budget & { level: BudgetLevel })[] = [
    ...(await serverBudgets(books)).map((budget) => ({ ...budget, level: "server" as const })),
    ...own.map((budget) => ({ ...budget, level: "user" as const })),
    ...(session?.agent.budgets ?? []).map((budget) => ({ ...budget, level: "session" as const })),
  ].filter(({ window }) => window !== "session" || session !== undefined);
  const raises = [...raised, ...(session?.agent.raised ?? [])];
  const totals = new Map<BudgetWindow, UsageTotals>();
  const standings: Standing[] = [];
  for (const budget of set) {
    const { window, measure } = budget;
    const total = totals.get(window) ?? (await books.usages.total(queryOf[window]({ ownerId, session }, at)));
    totals.set(window, total);
    const since = sinceOf[window](at);
    standings.push({
      ...budget,
      since,
      holds: raises.find((raise) => isOf(raise, { ...budget, since }))?.to ?? budget.limit,
      used: amounts[measure](total, underWay),
      resetsAt: resets[window](at),
    });
  }
  return standings;
}

/** Whether a raise is of this budget: one that was set anew since is another. */
export const isOf = (
  raise: Pick<Raise, "level" | "window" | "measure" | "since" | "from">,
  budget: Budget & { readonly level: BudgetLevel; readonly since: string },
) =>
  raise.level === budget.level &&
  raise.window === budget.window &&
  raise.measure === budget.measure &&
  raise.since === budget.since &&
  raise.from === budget.limit;

const sinceOf: Readonly<Record<BudgetWindow, (at: number) => string>> = {
  session: () => "",
  day: dayOf,
  month: monthOf,
};
const resets: Readonly<Record<BudgetWindow, (at: number) => number | undefined>> = {
  session: () => undefined,
  day: nextDay,
  month: nextMonth,
};
const queryOf: Readonly<
  Record<
    BudgetWindow,
    (
      spender: Spender | { ownerId: UserId; session: Spender["session"] | undefined },
      at: number,
    ) => UsageQuery
  >
> = {
  session: ({ session }) => ({ sessionId: session?.id }),
  day: ({ ownerId }, at) => ({ ownerId, from: dayOf(at), to: dayOf(at) }),
  month: ({ ownerId }, at) => ({ ownerId, from: `${monthOf(at)}-01`, to: `${monthOf(at)}-31` }),
};
const amounts: Readonly<
  Record<BudgetMeasure, (total: UsageTotals, underWay: UnderWay) => number | undefined>
> = {
  cost: ({ costUsd }) => costUsd ?? undefined,
  tokens: ({ inputTokens, outputTokens, cacheWriteTokens }) => inputTokens + outputTokens + cacheWriteTokens,
  minutes: ({ workedMs }, underWay) => (workedMs + underWay.workedMs) / 60_000,
  toolCalls: ({ toolCalls }, underWay) => toolCalls + underWay.toolCalls,
};
