import type { ApprovalRule, Verdict } from "@dispatch/protocol/approval-rules";
import type { ToolUse } from "@dispatch/protocol/agent/tools";
import type { ToolCall } from "@dispatch/protocol/tool-call";
import type { ApprovalDetail } from "../agents/agent-store.ts";
import type { SessionRow, Writing } from "../store.ts";
import type { Judge, Judgement } from "./judging.ts";
import { ruleOf } from "./rule-store.ts";
import { judge } from "./rules/judge.ts";
import { isTooLarge, judgeLarge } from "./rules/judge-large.ts";
import { suggestRule } from "./rules/suggest-rule.ts";

/** Judges uses of tools by the rules that hold where they happen, as they are in the same transaction. */
export class RuleJudge implements Judge {
  async judge({ rules }: Pick<Writing, "rules">, session: SessionRow, use: ToolUse): Promise<Judgement> {
    const { ownerId, workspaceId, number } = session;
    const rows = await rules.holdingIn({ ownerId, workspaceId, session: number });
    if (rows.length === 0) return { effect: "none", sentence: "No rule decides this." };
    const { effect, rule, sentence } = verdictOf(callOf(session, use), rows.map(ruleOf));
    return { effect, sentence, ...(rule && { rule: shownOf(rule) }) };
  }

  suggestion(session: SessionRow, use: ToolUse): ApprovalDetail["suggestion"] {
    const call = callOf(session, use);
    return isTooLarge(call) ? undefined : suggestRule(call);
  }
}

export const verdictOf = (call: ToolCall, rules: readonly ApprovalRule[]): Verdict =>
  isTooLarge(call) ? judgeLarge(call, rules) : judge(call, rules);

/** What it would change in files counts like what it says it is about. */
function callOf({ cwd }: Pick<SessionRow, "cwd">, use: ToolUse): ToolCall {
  const { tool, kind, input, locations = [], diff = [] } = use;
  const places = [...locations, ...diff.map(({ path }) => ({ path }))];
  return {
    tool,
    input,
    ...(kind && { kind }),
    ...(places.length > 0 && { locations: places }),
    ...(cwd !== null && { cwd }),
  };
}

const shownOf = ({ id, note }: ApprovalRule) => ({ id, ...(note !== undefined && { note }) });
