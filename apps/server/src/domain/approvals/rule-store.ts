import type { ApprovalRule } from "@dispatch/protocol/approval-rules";
import type { RuleId, SessionId, UserId, WorkspaceId } from "@dispatch/protocol/ids";
import type { SessionNumber } from "../log/event-log.ts";

export type RuleRow = Pick<ApprovalRule, "id" | "level" | "effect" | "tool"> & {
  /** Whose it is; null for the server's. */
  ownerId: UserId | null;
  workspaceId: WorkspaceId | null;
  session: SessionNumber | null;
  sessionId: SessionId | null;
  pattern: string | null;
  note: string | null;
  createdAt: number;
  createdBy: UserId | null;
};
export type RuleChange = Partial<Pick<RuleRow, "effect" | "pattern" | "note">>;

/** Where a use of a tool happens: whose, and in what. */
export type RulePlace = {
  readonly ownerId: UserId;
  readonly workspaceId?: WorkspaceId | undefined;
  readonly session?: SessionNumber | undefined;
};

export type Rules = {
  byId(id: RuleId): Promise<RuleRow | undefined>;
  /** The server's, the person's, the workspace's and the session's, the oldest first. */
  holdingIn(place: RulePlace): Promise<RuleRow[]>;
  /** The server's and all of a person's, the oldest first. */
  listFor(ownerId: UserId): Promise<RuleRow[]>;
  insert(rule: RuleRow): Promise<void>;
  update(id: RuleId, change: RuleChange): Promise<void>;
  delete(id: RuleId): Promise<void>;
};

/** The one way a row becomes what is judged by and what people see. */
export function ruleOf(row: RuleRow): ApprovalRule {
  const { id, level, effect, tool, workspaceId, sessionId, pattern, note, createdAt, createdBy } = row;
  return {
    id,
    level,
    ...(workspaceId !== null && { workspaceId }),
    ...(sessionId !== null && { sessionId }),
    effect,
    tool,
    ...(pattern !== null && { pattern }),
    ...(note !== null && { note }),
    createdAt: new Date(createdAt).toISOString(),
    ...(createdBy !== null && { createdBy }),
  };
}
