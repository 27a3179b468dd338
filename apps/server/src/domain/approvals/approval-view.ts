import type { Approval, AttentionType } from "@dispatch/protocol/agent/approval";
import type { UserId } from "@dispatch/protocol/ids";
import type { ApprovalRow } from "../agents/agent-store.ts";
import type { SessionNumber } from "../log/event-log.ts";
import { Listeners } from "../listeners.ts";

/** What holds an agent up comes before what keeps it from beginning, and that before what has ended. */
const ranks: Record<AttentionType, number> = {
  permission: 1,
  plan: 1,
  question: 1,
  "sign-in": 2,
  budget: 2,
  failure: 3,
};

const iso = (at: number) => new Date(at).toISOString();

/** The one way a row becomes what clients see. */
export function approvalOf(row: ApprovalRow): Approval {
  const { id, type, state, sessionId, sessionTitle, workspaceId, ownerId, prompt, detail } = row;
  const { isRoutine: _, questions, ...shown } = detail;
  return {
    id,
    type,
    state,
    rank: ranks[type],
    sessionId,
    sessionTitle,
    workspaceId,
    ownerId,
    prompt,
    ...shown,
    ...(questions && { questions: [...questions] }),
    answers: {
      message: row.askId !== null,
      input: (type === "permission" && detail.call !== undefined) || type === "budget",
    },
    createdAt: iso(row.createdAt),
    ...(row.expiresAt !== null && { expiresAt: iso(row.expiresAt) }),
    ...(row.answeredAt !== null && { answeredAt: iso(row.answeredAt) }),
    ...(row.decision && { decision: row.decision }),
    ...(row.by !== null && { by: row.by }),
    ...(row.message !== null && { message: row.message }),
  };
}

/** News of approvals, for their owner: asked, answered, gone. */
export class ApprovalChanges extends Listeners<{
  readonly ownerId: UserId;
  readonly session: SessionNumber;
  readonly approval: Approval;
}> {}
