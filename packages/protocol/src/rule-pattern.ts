import type { RuleEffect } from "./approval-rules.ts";
import type { ToolKind } from "./agent/tools.ts";
import { kindOfTool } from "./tool-call.ts";

export const PATTERN_LIMIT = 4000;
const WILDCARD_LIMIT = 20;

type Wish = { readonly effect: RuleEffect; readonly tool: string; readonly pattern: string };

/** Why a pattern would not do what its author means by it, and what to write instead. */
export function patternTrouble(rule: Wish): string | undefined {
  const { pattern, tool } = rule;
  if (pattern.trim() === "") return "must not be empty: leave it out for all calls of the tool";
  if (pattern.length > PATTERN_LIMIT) return `must not be longer than ${PATTERN_LIMIT} characters: use \`*\``;
  if (/[^\P{Cc}\n\t]/u.test(pattern)) return "must not hold control characters: take them out";
  const wildcards = pattern.replace(/\\[*?\\]/g, "").match(/[*?]/g)?.length ?? 0;
  if (wildcards > WILDCARD_LIMIT)
    return `must not hold more than ${WILDCARD_LIMIT} \`*\`: make several rules of it`;
  if (rule.effect === "allow" && /^\*+$/.test(tool))
    return "needs a tool: a pattern means one thing for commands and another for files; name the tool or a kind such as `kind:edit`";
  const kind = tool.startsWith("kind:") ? (tool.slice(5) as ToolKind) : kindOfTool(tool);
  switch (kind) {
    case "execute":
      return commandTrouble(rule, wildcards > 0);
    case "read":
    case "edit":
    case "delete":
    case "move":
    case "search":
      return pathTrouble(pattern);
    case "fetch":
      return hostTrouble(pattern);
    default:
      return undefined;
  }
}

function commandTrouble({ effect, pattern }: Wish, hasWildcards: boolean): string | undefined {
  const colon = /^([\w./-]+):\*$/.exec(pattern);
  if (colon?.[1] !== undefined) return `must have a space before the \`*\`: write \`${colon[1]} *\``;
  if (effect === "allow" && hasWildcards && /[;&|`\n<>]|\$[({]/.test(pattern))
    return "is for one command where it has a `*`: make a rule for each command, or write the whole text without `*`";
  return undefined;
}

function pathTrouble(pattern: string): string | undefined {
  const segments = pattern.split("/");
  if (pattern.startsWith("!")) return "cannot be turned around with `!`: make a rule with another effect";
  if (pattern.startsWith("~")) return "must not begin with `~`: write the folder out, from `/`";
  if (segments.includes("..")) return "must not hold `..`: write the path from the workspace, or from `/`";
  if (/(^|[^\\])\{[^}]*,/.test(pattern))
    return "knows no choices in `{…}`: make a rule for each (`\\{` is a brace)";
  if (segments.some((segment) => segment.includes("**") && segment !== "**"))
    return "must have `**` alone between slashes: write `**/*.ts` for `**.ts`";
  return undefined;
}

function hostTrouble(pattern: string): string | undefined {
  if (/[/\s]/.test(pattern)) return "must be a host alone, such as `example.com` or `*.example.com`";
  return undefined;
}
