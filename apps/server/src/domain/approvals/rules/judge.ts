import type { ApprovalRule, RuleEffect, Verdict } from "@dispatch/protocol/approval-rules";
import { RuleLevel } from "@dispatch/protocol/approval-rules";
import type { ToolCall } from "@dispatch/protocol/tool-call";
import { allowanceOf } from "./allow-rules.ts";
import { aspectsOf } from "./call-aspects.ts";
import { Budget } from "./glob.ts";
import type { Judged } from "./rule-fit.ts";
import { concernOf, shortened } from "./strict-rules.ts";

type Considered = {
  readonly rule: ApprovalRule;
  readonly matches: boolean | "unknown";
  readonly why: string;
};

/**
 * What the rules that hold for a call make of it: deny before ask before allow, whatever level they are of. The caller
 * hands in those of the server, the user, the workspace and the session. Where a rule that forbids may match and nobody
 * can say, a person is asked.
 */
export function judge(call: ToolCall, rules: readonly ApprovalRule[]): Verdict {
  const judged: Judged = { call, aspects: aspectsOf(call), budget: new Budget() };
  const strict = [...ofEffect(rules, "deny"), ...ofEffect(rules, "ask")].map((rule): Considered => ({
    rule,
    ...concernOf(rule, judged),
  }));
  const allowing = ofEffect(rules, "allow");
  const allowance = allowanceOf(allowing, judged);
  const missing = allowance.parts.find(({ effect }) => effect !== "allow");
  const considered: Considered[] = [
    ...strict,
    ...allowing.map((rule) => {
      const isUsed = allowance.used.has(rule);
      if (!isUsed)
        return { rule, matches: false, why: "it is about something else, or another rule allows it already" };
      if (allowance.holds) return { rule, matches: true, why: "it allows this" };
      return {
        rule,
        matches: false,
        why: `it allows a part, and nothing allows \`${missing?.text ?? call.tool}\``,
      };
    }),
  ];
  const decided =
    strict.find(({ rule, matches }) => matches === true && rule.effect === "deny") ??
    strict.find(({ matches }) => matches !== false) ??
    (allowance.holds ? considered.find(({ matches }) => matches === true) : undefined);
  const effect = decided ? (decided.matches === "unknown" ? "ask" : decided.rule.effect) : "none";
  return {
    effect,
    ...(decided ? { rule: decided.rule } : {}),
    parts: [...allowance.parts],
    considered: considered.map(({ rule, matches, why }) => ({ rule, matches: matches === true, why })),
    sentence: sentenceOf(decided, missing),
  };
}

function sentenceOf(decided: Considered | undefined, missing: Verdict["parts"][number] | undefined): string {
  if (!decided) {
    if (missing?.why !== undefined) return `No rule decides this: ${missing.why}.`;
    return missing ? `No rule decides this: nothing speaks of \`${missing.text}\`.` : "No rule decides this.";
  }
  const { rule, matches, why } = decided;
  if (matches === "unknown")
    return `A person has to look: whether ${nameOf(rule)} matches cannot be told, for ${why}.`;
  return `${SAYS[rule.effect]} ${nameOf(rule)}: ${why}.`;
}

const SAYS: Readonly<Record<RuleEffect, string>> = {
  allow: "Allowed by",
  ask: "To be asked, by",
  deny: "Denied by",
};
const WHOSE: Readonly<Record<RuleLevel, string>> = {
  server: "the rule of this server",
  user: "your rule",
  workspace: "the rule of this workspace",
  session: "the rule of this session",
};

function nameOf({ level, effect, tool, pattern }: ApprovalRule): string {
  const what = pattern === undefined ? tool : `${tool}: ${shortened(pattern)}`;
  return `${WHOSE[level]} “${effect} ${what}”`;
}

/** From the server's down to the session's, so that a verdict names the one that nobody below can change. */
function ofEffect(rules: readonly ApprovalRule[], effect: RuleEffect): ApprovalRule[] {
  const rank = (rule: ApprovalRule) => RuleLevel.options.indexOf(rule.level);
  return rules.filter((rule) => rule.effect === effect).sort((one, other) => rank(one) - rank(other));
}
