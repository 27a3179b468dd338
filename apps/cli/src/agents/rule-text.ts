import { type ApprovalRule, RuleEffect, type Verdict } from "@dispatch/protocol/approval-rules";
import { kindOfTool } from "@dispatch/protocol/tool-call";
import { usageFailure } from "../failure.ts";
import { oneLine } from "../output/table.ts";

export type RuleOptions = {
  readonly session?: string;
  readonly workspace?: string;
  readonly everybody?: true;
  readonly note?: string;
};

export function readEffect(word: string): RuleEffect {
  const parsed = RuleEffect.safeParse(word);
  if (parsed.success) return parsed.data;
  throw usageFailure(`${JSON.stringify(word)} is no effect of a rule`, "Say allow, ask or deny");
}

/** For whom, or where. */
export function placeText({ level, workspaceId, sessionId }: ApprovalRule): string {
  if (level === "server") return "everybody";
  return sessionId ?? workspaceId ?? "you";
}

/** What tools commonly call what they are about. */
const keys = {
  execute: "command",
  read: "file_path",
  edit: "file_path",
  search: "path",
  fetch: "url",
} as const;

/** The input of a use that is only tried out. */
export function inputOf(
  tool: string,
  about: string | undefined,
  json: string | undefined,
): Record<string, unknown> {
  if (json !== undefined) return readInput(json);
  const key = keys[(kindOfTool(tool) ?? "") as keyof typeof keys] as string | undefined;
  if (about === undefined) return {};
  if (key === undefined)
    throw usageFailure(
      `What ${JSON.stringify(tool)} is about has no known name in its input`,
      "Give the whole input instead, such as --input '{\"id\":7}'",
    );
  return { [key]: about };
}

function readInput(json: string): Record<string, unknown> {
  try {
    const value = JSON.parse(json) as unknown;
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // said below, like all that is no object
  }
  throw usageFailure("The input is no JSON object", 'Write it like --input \'{"command":"ls"}\'');
}

/** The verdict, then what each part of the call and each rule had to do with it. */
export function verdictText({ effect, sentence, parts, considered }: Verdict): string {
  return [
    `${effect}  ${oneLine(sentence)}`,
    ...parts.map(({ text, effect: says, why }) =>
      oneLine(`  ${says.padEnd(5)}  ${text}${why === undefined ? "" : `  (${why})`}`),
    ),
    ...considered.map(({ rule, matches, why }) =>
      oneLine(
        `  ${matches ? "*" : "-"} ${rule.id}  ${rule.effect} ${rule.tool} ${rule.pattern ?? "(all)"}: ${why}`,
      ),
    ),
  ].join("\n");
}
