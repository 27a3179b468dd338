import type { ApprovalRule, RuleEffect, RuleLevel } from "@dispatch/protocol/approval-rules";
import type { RuleChange, RuleWish } from "#lib/api/rules-api.ts";
import { choiceOf, patternSortOf, toolOf, type ToolChoice } from "./tool-choice.ts";

/** What somebody fills in about a rule. Of one that is there, its level and its tool stay. */
export class RuleDraft {
  effect = $state<RuleEffect>("allow");
  choice = $state<ToolChoice>("execute");
  toolName = $state("");
  pattern = $state("");
  note = $state("");
  level = $state<RuleLevel>("user");
  workspaceId = $state("");
  sessionId = $state("");
  readonly #known: ApprovalRule | undefined;
  readonly tool = $derived(toolOf(this.choice, this.toolName));
  readonly patternSort = $derived(patternSortOf(this.tool));

  constructor(known: ApprovalRule | undefined) {
    this.#known = known;
    if (!known) return;
    this.effect = known.effect;
    this.choice = choiceOf(known.tool);
    this.toolName = this.choice === "named" ? known.tool : "";
    this.pattern = known.pattern ?? "";
    this.note = known.note ?? "";
    this.level = known.level;
  }

  get wish(): RuleWish {
    const { level, effect, tool } = this;
    const [pattern, note] = [this.#pattern, this.note.trim()];
    return {
      level,
      effect,
      tool,
      ...(level === "workspace" && { workspaceId: this.workspaceId }),
      ...(level === "session" && { sessionId: this.sessionId }),
      ...(pattern !== "" && { pattern }),
      ...(note !== "" && { note }),
    };
  }

  /** What is different now; nothing where all is as it was. */
  get change(): RuleChange | undefined {
    const [pattern, note] = [this.#pattern, this.note.trim()];
    const change: RuleChange = {
      ...(this.effect !== this.#known?.effect && { effect: this.effect }),
      ...(pattern !== (this.#known?.pattern ?? "") && { pattern: pattern === "" ? null : pattern }),
      ...(note !== (this.#known?.note ?? "") && { note: note === "" ? null : note }),
    };
    return Object.keys(change).length === 0 ? undefined : change;
  }

  get #pattern() {
    return this.pattern.trim();
  }
}
