import type { ToolUse } from "@dispatch/protocol/agent/tools";
import type { RuleId } from "@dispatch/protocol/ids";
import type { ApprovalDetail } from "../agents/agent-store.ts";
import type { SessionRow, Writing } from "../store.ts";

/** What the rules say of a use of a tool; `none` where none speaks of it. */
export type Judgement = {
  readonly effect: "allow" | "ask" | "deny" | "none";
  readonly rule?: { readonly id: RuleId; readonly note?: string };
  /** What a person, or the agent, reads. */
  readonly sentence: string;
};

export interface Judge {
  judge(writing: Writing, session: SessionRow, call: ToolUse): Promise<Judgement>;
  /** The rule that "always" would make. */
  suggestion(session: SessionRow, call: ToolUse): ApprovalDetail["suggestion"];
}
