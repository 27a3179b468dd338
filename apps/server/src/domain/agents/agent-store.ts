import type { Approval, AskType, AttentionType, Decider, Question } from "@dispatch/protocol/agent/approval";
import type { AgentFault, AskAnswer, PromptImage } from "@dispatch/protocol/agent/driving";
import type {
  AgentAbilities,
  AgentChoice,
  AgentCommand,
  AgentUsage,
  MessageId,
  Person,
} from "@dispatch/protocol/agent/events";
import type { ToolUse } from "@dispatch/protocol/agent/tools";
import type { ApprovalId, RuleId, SessionId, UserId, WorkspaceId } from "@dispatch/protocol/ids";
import type { Budget, SpentBudget } from "@dispatch/protocol/usage";
import type { Raise } from "../usage/usage-store.ts";
import type { SessionNumber } from "../log/event-log.ts";

/** What is known of the agent in a session, as the log has told it. */
export type AgentFacts = {
  readonly conversationId?: string;
  /** `falling`: its process is being ended to save memory; `asleep`: it has. */
  readonly sleep: "awake" | "falling" | "asleep";
  readonly turns: number;
  /** The agent works. */
  readonly isInTurn: boolean;
  /** The turn under way: since when, behind which event, and how long it has waited for a person. */
  readonly turn?: {
    readonly beganAt: number;
    readonly afterSeq: number;
    readonly waitedMs: number;
    readonly waitingSince?: number;
    /** It was interrupted since a budget is spent. */
    readonly isCut?: boolean;
  };
  readonly usage: AgentUsage;
  /** Of this session alone, and how far they and others of sessions were raised for it. */
  readonly budgets?: readonly Budget[];
  readonly raised?: readonly Raise[];
  /** A budget is spent: what would begin a turn waits. */
  readonly isHeld?: boolean;
  readonly queued: number;
  readonly waiting: number;
  readonly abilities?: AgentAbilities;
  readonly offers: {
    readonly models: readonly AgentChoice[];
    readonly modes: readonly AgentChoice[];
    readonly commands: readonly AgentCommand[];
  };
  /** Why it cannot go on, said before its process ends. */
  readonly fault?: AgentFault;
  /** It goes on in a copy of another conversation. */
  readonly fork?: { readonly conversationId: string; readonly beforeMessageId?: MessageId };
};

export const newAgent: AgentFacts = {
  sleep: "awake",
  turns: 0,
  isInTurn: false,
  usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
  queued: 0,
  waiting: 0,
  offers: { models: [], modes: [], commands: [] },
};

/** Something to tell an agent: `queued` until its turn has come, `due` until its driver has it, `handed` until the agent has begun with it. */
export type PromptRow = {
  messageId: MessageId;
  session: SessionNumber;
  state: "queued" | "due" | "handed";
  text: string;
  images: readonly PromptImage[];
  isSteering: boolean;
  by: Person | null;
  createdAt: number;
};

/** What is asked, as far as only an answer or a screen needs it. */
export type ApprovalDetail = {
  readonly call?: ToolUse;
  readonly questions?: readonly Question[];
  readonly plan?: string;
  readonly rule?: { readonly id: RuleId; readonly note?: string };
  readonly suggestion?: Approval["suggestion"];
  readonly budget?: SpentBudget;
  /** It asked although it would have gone on by itself: a rule wanted that. */
  readonly isRoutine?: boolean;
};

export type ApprovalRow = {
  id: ApprovalId;
  session: SessionNumber;
  sessionId: SessionId;
  sessionTitle: string;
  workspaceId: WorkspaceId;
  ownerId: UserId;
  type: AttentionType;
  state: Approval["state"];
  /** What the driver calls it; null for what no driver waits for. */
  askId: string | null;
  launch: number;
  prompt: string;
  detail: ApprovalDetail;
  createdAt: number;
  expiresAt: number | null;
  answeredAt: number | null;
  decision: Approval["decision"] | null;
  by: Decider | null;
  message: string | null;
  answer: Pick<AskAnswer, "input" | "answers"> | null;
  isDelivered: boolean;
  /** When somebody was called to it. */
  rungAt: number | null;
};
export type NewApproval = Omit<ApprovalRow, "sessionId" | "sessionTitle" | "workspaceId">;
export type ApprovalChange = Partial<
  Pick<
    ApprovalRow,
    "detail" | "state" | "answeredAt" | "decision" | "by" | "message" | "answer" | "isDelivered" | "rungAt"
  >
>;

export type Prompts = {
  /** Behind all others of its session. A message that is there already stays as it is. */
  insert(prompt: PromptRow): Promise<void>;
  /** In their order. */
  listOf(session: SessionNumber): Promise<PromptRow[]>;
  setState(messageId: MessageId, state: PromptRow["state"]): Promise<void>;
  delete(messageId: MessageId): Promise<void>;
};
export type Approvals = {
  byId(id: ApprovalId): Promise<ApprovalRow | undefined>;
  /** The oldest first. */
  openOf(session: SessionNumber): Promise<ApprovalRow[]>;
  byAsk(session: SessionNumber, launch: number, askId: string): Promise<ApprovalRow | undefined>;
  /** Answered, and the driver of this launch has not been told. */
  undelivered(session: SessionNumber, launch: number): Promise<ApprovalRow[]>;
  list(query: {
    ownerId: UserId;
    state?: Approval["state"] | undefined;
    sessionId?: SessionId | undefined;
    before?: number | undefined;
    limit: number;
  }): Promise<ApprovalRow[]>;
  /** Everybody's that is open. */
  listOpen(): Promise<ApprovalRow[]>;
  countOpen(): Promise<number>;
  /** Open permissions: one person's, or everybody's. The oldest first. */
  openPermissions(ownerId?: UserId): Promise<ApprovalRow[]>;
  /** Everybody's that is open and ends at some time. */
  expiring(): Promise<ApprovalRow[]>;
  insert(approval: NewApproval): Promise<void>;
  update(id: ApprovalId, change: ApprovalChange): Promise<void>;
};

/** Whether an agent itself waits for the answer. */
export const isAsk = (type: AttentionType): type is AskType =>
  type === "permission" || type === "question" || type === "plan";
