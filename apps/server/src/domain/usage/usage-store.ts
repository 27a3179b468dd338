import type { AgentUsage } from "@dispatch/protocol/agent/events";
import type { SessionId, UserId } from "@dispatch/protocol/ids";
import type { Budget, BudgetLevel, BudgetMeasure, BudgetWindow, UsageKey } from "@dispatch/protocol/usage";
import type { SessionNumber } from "../log/event-log.ts";

/** One turn of one session; a session's number of it is never given twice. */
export type UsageTurn = {
  readonly sessionId: SessionId;
  readonly turn: number;
  readonly model: string;
  readonly ownerId: UserId;
  readonly provider: string;
  readonly day: string;
};
export type UsageTotals = Required<Omit<AgentUsage, "costUsd">> & {
  turns: number;
  /** Null where it is not known of any of them. */
  costUsd: number | null;
  turnsWithoutCost: number;
  toolCalls: number;
  workedMs: number;
};
export type UsageQuery = {
  readonly ownerId?: UserId | undefined;
  readonly sessionId?: SessionId | undefined;
  /** Days, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export type Usages = {
  /** Added to what the turn has used already. */
  add(turn: UsageTurn, usage: AgentUsage): Promise<void>;
  endTurn(turn: UsageTurn, work: { readonly toolCalls: number; readonly workedMs: number }): Promise<void>;
  total(query: UsageQuery): Promise<UsageTotals>;
  /** Days the newest first, the others by what was used last. */
  by(
    key: UsageKey,
    query: UsageQuery,
    limit: number,
  ): Promise<(UsageTotals & { key: string; name: string | null })[]>;
  /** Tools that the session's log says were used after an event. */
  toolCallsAfter(session: SessionNumber, seq: number): Promise<number>;
  /** Where the session's log ends, without what this transaction adds. */
  lastSeq(session: SessionNumber): Promise<number>;
};

/** How far a budget was raised, for as long as it is the same budget and the same day, month or session. */
export type Raise = {
  readonly level: BudgetLevel;
  readonly window: BudgetWindow;
  readonly measure: BudgetMeasure;
  readonly since: string;
  readonly from: number;
  readonly to: number;
};

export type Budgeting = {
  of(ownerId: UserId): Promise<{ own: Budget[]; raised: Raise[] }>;
  save(ownerId: UserId, budgets: { own: readonly Budget[]; raised: readonly Raise[] }): Promise<void>;
};
