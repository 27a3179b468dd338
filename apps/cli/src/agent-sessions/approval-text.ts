import type { Approval } from "@dispatch/protocol/agent/approval";
import { ago, oneLine, table } from "../output/table.ts";
import { answerText } from "./item-text.ts";

export function approvalTable(approvals: readonly Approval[], width?: number, now = Date.now()): string {
  if (approvals.length === 0) return "Nothing is waiting.";
  const rows = approvals.map(({ id, type, createdAt, sessionTitle, prompt }) => [
    id,
    type,
    ago(createdAt, now),
    sessionTitle,
    prompt,
  ]);
  return table(["ID", "WHAT", "SINCE", "SESSION", "PROMPT"], rows, width);
}

/** One line for what waits, and for what became of it. */
export function approvalLine({
  id,
  type,
  state,
  sessionTitle,
  prompt,
  decision,
  by,
  message,
}: Approval): string {
  const told =
    state === "open" || !decision || !by
      ? type
      : answerText({ decision, by, at: 0, ...(message !== undefined && { message }) });
  return `${id}  ${oneLine(told)}  ${oneLine(sessionTitle)}  ${oneLine(prompt)}`;
}
