import { z } from "zod";
import { SnapshotId, UserId } from "../ids.ts";
import { ToolUse } from "./tools.ts";

export const MessageId = z.string().min(1).max(100);
export type MessageId = z.infer<typeof MessageId>;

/** Whose sub-agent speaks, where it is not the agent itself. */
const parentToolUseId = z.string().optional();

/** A person who said or decided something. */
export const Person = z.object({ userId: UserId.optional(), name: z.string() });
export type Person = z.infer<typeof Person>;

/** What the log keeps of an attachment; its bytes go to the agent only. */
export const AttachmentNote = z.object({ mimeType: z.string(), name: z.string().optional(), bytes: z.int() });

export const PlanEntry = z.object({
  content: z.string(),
  status: z.enum(["pending", "in_progress", "completed"]),
  priority: z.enum(["high", "medium", "low"]).optional(),
});
export type PlanEntry = z.infer<typeof PlanEntry>;

export const AgentCommand = z.object({
  name: z.string(),
  description: z.string().default(""),
  hint: z.string().optional().describe("What may follow it."),
});
export type AgentCommand = z.infer<typeof AgentCommand>;

export const AgentChoice = z.object({ id: z.string(), name: z.string(), description: z.string().optional() });
export type AgentChoice = z.infer<typeof AgentChoice>;

/** What the agent that is in a session can do: its own word, once it has run. */
export const AgentAbilities = z.object({
  steer: z.boolean().describe("It hears what is said while it works."),
  resume: z.boolean(),
  fork: z.boolean(),
  images: z.boolean(),
  denyWithReason: z.boolean(),
  changeInput: z.boolean(),
  watchEveryTool: z.boolean().describe("Rules see every use of a tool, not only what it would ask for."),
});
export type AgentAbilities = z.infer<typeof AgentAbilities>;

export const AgentUsage = z.object({
  inputTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  cacheReadTokens: z.int().min(0).default(0),
  cacheWriteTokens: z.int().min(0).default(0),
  costUsd: z.number().min(0).optional().describe("Missing where the agent does not say what it costs."),
});
export type AgentUsage = z.infer<typeof AgentUsage>;

/** How full the agent's context is, where it says so. */
export const AgentContext = z.object({
  contextTokens: z.int().min(0).optional().describe("So much of its context is filled."),
  contextWindow: z.int().min(0).optional(),
});

export const TurnOutcome = z
  .enum(["completed", "interrupted", "failed", "refused", "cut_short"])
  .describe("`cut_short`: the agent stopped at a limit of length or steps and can be told to go on.");
export type TurnOutcome = z.infer<typeof TurnOutcome>;

/** Payloads of an agent's channels that say what happened. */
export const agentPayloads = {
  "agent:message": z.object({
    role: z.enum(["user", "agent"]),
    text: z.string(),
    messageId: MessageId,
    by: Person.optional(),
    attachments: z.array(AttachmentNote).optional(),
    isSteering: z.boolean().optional().describe("Said while the agent worked, for it to hear at once."),
    parentToolUseId,
  }),
  "agent:output": z.object({
    text: z.string(),
    type: z.enum(["text", "thinking"]),
    messageId: MessageId,
    parentToolUseId,
  }),
  "agent:tool_use": ToolUse,
  "agent:tool_output": z
    .object({ toolUseId: z.string(), text: z.string() })
    .describe("What a tool that still runs has printed since the last one."),
  "agent:tool_result": z.object({
    toolUseId: z.string(),
    tool: z.string(),
    output: z.string(),
    isError: z.boolean(),
    isCut: z.boolean().optional().describe("The output was longer than what is kept of it."),
    diff: ToolUse.shape.diff,
    parentToolUseId,
  }),
  "agent:plan": z.object({ entries: z.array(PlanEntry) }),
  "agent:usage": AgentUsage.extend({ model: z.string().optional(), ...AgentContext.shape }).describe(
    "What the turn that ends has used.",
  ),
  "agent:commands": z.object({ commands: z.array(AgentCommand) }),
  "agent:mode": z.object({
    mode: z.string().optional(),
    model: z.string().optional(),
    modes: z.array(AgentChoice).optional(),
    models: z.array(AgentChoice).optional(),
  }),
  /** A turn begins. One that no message began is the agent's own: something it had left in the background has ended. */
  "agent:turn": z.object({ turn: z.int().min(1), messageIds: z.array(MessageId) }),
  /** How the files of the workspace were before the message was given: they can be had back. */
  "agent:snapshot": z.object({ messageId: MessageId, snapshotId: SnapshotId }),
  "agent:notice": z.object({
    code: z.string(),
    text: z.string(),
    retryInMs: z.int().min(0).optional(),
  }),
  /** Waits for the turn to end; it becomes a message when it is its turn. */
  "agent:queued": z.object({ messageId: MessageId, text: z.string(), by: Person.optional() }),
  "agent:unqueued": z.object({ messageId: MessageId, by: Person.optional() }),
} as const;
