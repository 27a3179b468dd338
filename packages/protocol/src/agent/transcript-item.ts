import { z } from "zod";
import { ApprovalId, SnapshotId } from "../ids.ts";
import { SessionOutcome } from "../session-status.ts";
import { approvalPayloads } from "./approval.ts";
import {
  AgentChoice,
  AgentCommand,
  AgentContext,
  AgentUsage,
  agentPayloads,
  MessageId,
  PlanEntry,
  TurnOutcome,
} from "./events.ts";
import { ToolUse } from "./tools.ts";

/** Where an item stands in its session's log. Its first event names it. */
const placed = {
  seq: z.int().min(1).describe("Of the event it began with: its name in the transcript."),
  lastSeq: z.int().min(1).describe("Of the newest event that changed it."),
  at: z.number(),
  parent: z.int().optional().describe("The item of the tool whose sub-agent this is of."),
};

const SpokenState = z
  .enum(["streaming", "complete", "cut"])
  .describe("`cut`: it ended before it was whole; what there is of it is kept.");

export const GivenAnswer = approvalPayloads["session:answered"].omit({ approvalId: true, toolUseId: true });
export type GivenAnswer = z.infer<typeof GivenAnswer>;

const { prompt, questions, plan, tool, input, expiresAt, type } =
  approvalPayloads["session:waiting_for_input"].shape;

const TurnUsage = AgentUsage.extend(AgentContext.shape);

export const TranscriptItem = z.discriminatedUnion("type", [
  agentPayloads["agent:message"].omit({ parentToolUseId: true }).extend({
    ...placed,
    type: z.literal("message"),
    state: SpokenState,
    snapshotId: SnapshotId.optional().describe("How the files were before the agent was given it."),
  }),
  z.object({
    ...placed,
    type: z.literal("thinking"),
    text: z.string(),
    messageId: MessageId,
    state: SpokenState,
  }),
  ToolUse.omit({ parentToolUseId: true }).extend({
    ...placed,
    type: z.literal("tool"),
    state: z
      .enum(["running", "waiting", "done", "failed", "denied", "unfinished"])
      .describe("`unfinished`: its turn ended, and it has given no result."),
    output: z.string().describe("What it gave, or has printed so far."),
    isCut: z.boolean().optional(),
    approval: z
      .object({
        approvalId: ApprovalId,
        prompt: z.string().optional(),
        expiresAt: z.number().optional(),
        answer: GivenAnswer.optional(),
      })
      .optional(),
  }),
  z.object({
    ...placed,
    type: z.literal("approval"),
    approvalId: ApprovalId,
    ask: type,
    prompt,
    questions,
    plan,
    tool,
    input,
    expiresAt,
    answer: GivenAnswer.optional(),
  }),
  z.object({ ...placed, type: z.literal("plan"), entries: z.array(PlanEntry) }),
  z.object({
    ...placed,
    type: z.literal("mode"),
    model: z.string().optional(),
    mode: z.string().optional(),
  }),
  agentPayloads["agent:notice"].extend({ ...placed, type: z.literal("notice") }),
  z.object({ ...placed, type: z.literal("error"), code: z.string(), text: z.string() }),
  agentPayloads["agent:turn"].extend({
    ...placed,
    type: z.literal("turn"),
    usage: TurnUsage.optional(),
  }),
  z.object({
    ...placed,
    type: z.literal("turn-end"),
    turn: z.int().optional(),
    outcome: TurnOutcome,
    summary: z.string(),
    ms: z.number().optional().describe("How long the turn took."),
    usage: TurnUsage.optional(),
  }),
  z.object({
    ...placed,
    type: z.literal("ended"),
    outcome: SessionOutcome.optional(),
    reason: z.string().optional(),
  }),
  z.object({ ...placed, type: z.literal("resumed") }),
]);
export type TranscriptItem = z.infer<typeof TranscriptItem>;
export type ItemOf<T extends TranscriptItem["type"]> = Extract<TranscriptItem, { type: T }>;

export const QueuedText = agentPayloads["agent:queued"];
export type QueuedText = z.infer<typeof QueuedText>;

/** A transcript as far as it is known: enough to go on with the events behind `lastSeq`. */
export const TranscriptState = z.object({
  items: z.array(TranscriptItem),
  queued: z.array(QueuedText).describe("Said, and not yet given to the agent."),
  lastSeq: z.int().min(0).describe("Everything up to this event is in it."),
});
export type TranscriptState = z.infer<typeof TranscriptState>;

/** A part of a transcript: whole turns, so that parts put together are the whole. */
export const TranscriptPage = TranscriptState.extend({
  nextCursor: z.string().nullable().describe("The `before` of the page that comes before this one."),
  offers: z
    .object({
      models: z.array(AgentChoice),
      modes: z.array(AgentChoice),
      commands: z.array(AgentCommand),
    })
    .describe("What the agent can be given: its models, modes and commands."),
});
export type TranscriptPage = z.infer<typeof TranscriptPage>;

/** An item with those of its sub-agent. */
export type TranscriptNode = { readonly item: TranscriptItem; readonly children: TranscriptNode[] };

/** Items below the tools whose sub-agents they are of; those of a tool that is not there stand for themselves. */
export function nest(items: readonly TranscriptItem[]): TranscriptNode[] {
  const roots: TranscriptNode[] = [];
  const bySeq = new Map<number, TranscriptNode>();
  for (const item of items) {
    const node = { item, children: [] };
    bySeq.set(item.seq, node);
    const parent = item.parent === undefined ? undefined : bySeq.get(item.parent);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/** Whether what is yet to come may change it. */
export function isSettled(item: TranscriptItem): boolean {
  if (item.type === "tool") return !["running", "waiting", "unfinished"].includes(item.state);
  if (item.type === "approval") return item.answer !== undefined;
  if (item.type === "message" || item.type === "thinking") return item.state !== "streaming";
  return true;
}
