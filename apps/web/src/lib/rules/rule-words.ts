import type { ApprovalRule } from "@dispatch/protocol/approval-rules";
import { strings } from "#lib/strings.ts";
import { choiceOf } from "./tool-choice.ts";

/** What a rule is about, in words: "Commands: git *". */
export function ruleWords({ tool, pattern }: Pick<ApprovalRule, "tool" | "pattern">): string {
  return `${toolWords(tool)}: ${pattern ?? strings.rules.all}`;
}

export function toolWords(tool: string): string {
  const choice = choiceOf(tool);
  return choice === "named" ? tool : strings.rules.tools[choice];
}
