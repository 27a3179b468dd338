import type { Approval } from "@dispatch/protocol/agent/approval";
import type { GivenAnswer } from "@dispatch/protocol/agent/transcript-item";
import { strings } from "#lib/strings.ts";

/** What became of something that was asked, in a sentence without its full stop. */
export function answeredWords(
  {
    type,
    decision,
    by,
    message,
  }: Pick<GivenAnswer, "decision" | "by" | "message"> & { readonly type: Approval["type"] },
  myId: string | undefined,
): string {
  const { approval } = strings.agent;
  if (by === "ended") return approval.gone;
  const who = approval.by(by, typeof by === "object" && by.userId !== undefined && by.userId === myId);
  const words =
    type === "question" && decision === "allow" ? approval.answered(who) : approval.decided(decision, who);
  return message === undefined || by === "rule" || by === "expiry" ? words : `${words}: ${message}`;
}
