import type { ApprovalRule, Verdict } from "@dispatch/protocol/approval-rules";
import { type ToolCall, kindOfTool } from "@dispatch/protocol/tool-call";
import { Budget, compileGlob, matchesText } from "./glob.ts";
import { fitsKind } from "./rule-fit.ts";

/** Inputs of more text than this are not read: what is dangerous could lie behind what was read of them. */
const INPUT_LIMIT_CHARACTERS = 64 * 1024;

const TOO_LARGE = `its input holds more than ${INPUT_LIMIT_CHARACTERS / 1024} KiB, and is not read`;

/** Looks no further than it has to: an input may be of any size. */
export function isTooLarge({ input }: ToolCall): boolean {
  let left = INPUT_LIMIT_CHARACTERS;
  const waiting: unknown[] = [input];
  while (waiting.length > 0 && left >= 0) {
    const value = waiting.pop();
    left -= typeof value === "string" ? value.length : 1;
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      left -= key.length;
      if (left < 0) break;
      waiting.push(inner);
    }
  }
  return left < 0;
}

/** What rules make of a call by its tool alone: no pattern allows it, and one that may forbid it asks a person. */
export function judgeLarge(call: ToolCall, rules: readonly ApprovalRule[]): Verdict {
  const budget = new Budget();
  const considered = rules.map((rule) => ({ rule, ...whatOf(rule, call, budget) }));
  const of = (effect: ApprovalRule["effect"], certainty: "yes" | "maybe") =>
    considered.find(({ rule, fits }) => rule.effect === effect && fits === certainty)?.rule;
  const forbids = of("deny", "yes");
  const asks = of("ask", "yes") ?? of("deny", "maybe") ?? of("ask", "maybe");
  const allows = of("allow", "yes");
  const rule = forbids ?? asks ?? allows;
  const effect = forbids ? "deny" : asks ? "ask" : allows ? "allow" : "none";
  return {
    effect,
    ...(rule && { rule }),
    parts: [{ text: call.tool, effect, ...(rule && { ruleId: rule.id }), why: TOO_LARGE }],
    considered: considered.map(({ rule: each, fits, why }) => ({ rule: each, matches: fits === "yes", why })),
    sentence: sentences[effect](rule ? `“${rule.effect} ${rule.tool}”` : ""),
  };
}

const sentences: Readonly<Record<Verdict["effect"], (rule: string) => string>> = {
  deny: (rule) => `Denied by the rule ${rule}: it is about every call of this tool.`,
  ask: (rule) => `A person has to look: whether the rule ${rule} matches cannot be told, for ${TOO_LARGE}.`,
  allow: (rule) => `Allowed by the rule ${rule}: it is about every call of this tool.`,
  none: () => `No rule decides this: ${TOO_LARGE}.`,
};

type What = { readonly fits: "yes" | "maybe" | "no"; readonly why: string };

function whatOf(rule: ApprovalRule, call: ToolCall, budget: Budget): What {
  const isNamed = !rule.tool.startsWith("kind:") && matchesText(compileGlob(rule.tool), call.tool, budget);
  if (isNamed && rule.pattern === undefined)
    return { fits: "yes", why: "it is about every call of this tool" };
  if (rule.effect === "allow") return { fits: "no", why: TOO_LARGE };
  const mayFit = isNamed || isKindPossible(rule, call, budget);
  return mayFit ? { fits: "maybe", why: TOO_LARGE } : { fits: "no", why: "it is about other tools" };
}

/** What a call does is partly told by its input: only a tool that is known to do one other thing is left out. */
function isKindPossible(rule: ApprovalRule, { tool, kind }: ToolCall, budget: Budget): boolean {
  const is = kind === undefined || kind === "other" ? kindOfTool(tool) : kind;
  // A command may write to files and read them.
  if (is === undefined || is === "execute")
    return rule.tool.startsWith("kind:") || fitsKind(rule, "edit", budget) || fitsKind(rule, "read", budget);
  return rule.tool === `kind:${is}` || rule.tool === "kind:execute";
}
