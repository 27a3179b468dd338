import type { ApprovalRule, RuleLevel } from "@dispatch/protocol/approval-rules";
import { RuleEffect } from "@dispatch/protocol/approval-rules";
import { newId } from "@dispatch/protocol/ids";
import type { ToolCall } from "@dispatch/protocol/tool-call";

/** `deny Bash rm *`: effect, tool and, if there is one, the pattern. */
export function ruleOf(text: string, level: RuleLevel = "user"): ApprovalRule {
  const [effect = "", tool = "", ...words] = text.split(" ");
  return {
    id: newId("rul"),
    level,
    effect: RuleEffect.parse(effect),
    tool,
    ...(words.length > 0 ? { pattern: words.join(" ") } : {}),
    createdAt: "2026-01-01T00:00:00.000Z",
  };
}

export const bash = (command: string, input: object = {}): ToolCall => ({
  tool: "Bash",
  input: { command, description: "what it is for", ...input },
  cwd: "/work/space",
});
