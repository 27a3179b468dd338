import type { AgentFault } from "@dispatch/protocol/agent/driving";
import type { TurnOutcome } from "@dispatch/protocol/agent/events";
import type { Reply } from "./connection.ts";
import { faultOf, isCutShort } from "./faults.ts";
import { PromptAnswer, type TokenCount } from "./wire.ts";

export type TurnEnd = {
  readonly outcome: TurnOutcome;
  readonly fault?: AgentFault;
  readonly tokens?: TokenCount | undefined;
};

const outcomes: Readonly<Record<string, TurnOutcome>> = {
  end_turn: "completed",
  max_tokens: "cut_short",
  max_turn_requests: "cut_short",
  refusal: "refused",
  cancelled: "interrupted",
};

/** How a turn has ended, by the answer to its prompt. A reason of a later version is no failure. */
export function turnEndOf(reply: Reply, isInterrupted: boolean): TurnEnd {
  if ("error" in reply) {
    if (isInterrupted) return { outcome: "interrupted" };
    if (isCutShort(reply.error)) return { outcome: "cut_short" };
    return { outcome: "failed", fault: faultOf(reply.error) };
  }
  const answer = PromptAnswer.safeParse(reply.result).data;
  const outcome = isInterrupted ? "interrupted" : (outcomes[answer?.stopReason ?? ""] ?? "completed");
  const refused = { code: "refused", detail: "The model refused to answer." } as const;
  return { outcome, tokens: answer?.usage, ...(outcome === "refused" ? { fault: refused } : {}) };
}
