import type { ApprovalRule } from "@dispatch/protocol/approval-rules";
import { newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ApprovalRow } from "../agents/agent-store.ts";
import type { SessionStep } from "../session/session-step.ts";
import { type RuleRow, ruleOf } from "./rule-store.ts";
import { insertRule } from "./rule.service.ts";

export type Remembered = {
  readonly row: ApprovalRow;
  readonly decision: "allow" | "deny";
  readonly scope: "session" | "always";
  readonly at: number;
};

/** Makes the rule that was offered with what was asked, in the transaction of the answer. */
export async function remember(
  { writing, session }: SessionStep,
  { row, decision, scope, at }: Remembered,
): Promise<ApprovalRule> {
  const { suggestion, rule: asking } = row.detail;
  const refuse = (why: string) => new Problem("answer-refused", { approvalId: row.id }, why);
  if (!suggestion)
    throw refuse(
      "No rule would be narrow enough for this. Answer it once, and write a rule yourself if you want one.",
    );
  if (decision === "allow" && asking)
    throw refuse(
      "A rule has this asked each time, and it goes before one that allows. Change that one first.",
    );
  const wished: RuleRow = {
    id: newId("rul"),
    level: scope === "session" ? "session" : "user",
    ownerId: session.ownerId,
    workspaceId: null,
    session: scope === "session" ? session.number : null,
    sessionId: scope === "session" ? session.id : null,
    effect: decision,
    tool: suggestion.tool,
    pattern: suggestion.pattern ?? null,
    note: null,
    createdAt: at,
    createdBy: session.ownerId,
  };
  const { rules } = writing;
  const there = (
    await rules.holdingIn({
      ownerId: session.ownerId,
      workspaceId: session.workspaceId,
      session: session.number,
    })
  ).find((other) => saysTheSame(other, wished));
  if (there) return ruleOf(there);
  await insertRule(writing, wished);
  return ruleOf(wished);
}

const saysTheSame = (one: RuleRow, other: RuleRow) =>
  one.level === other.level &&
  one.effect === other.effect &&
  one.tool === other.tool &&
  one.pattern === other.pattern;
