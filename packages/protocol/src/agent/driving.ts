import { z } from "zod";
import { AnswerApproval, AskType, Decision, Question } from "./approval.ts";
import {
  AgentAbilities,
  AgentChoice,
  AgentCommand,
  MessageId,
  TurnOutcome,
  agentPayloads,
} from "./events.ts";
import { ToolUse } from "./tools.ts";

/**
 * What is said to and by a **driver**: the program of ours that runs beside an agent, on its session's side of the isolation, and speaks
 * its language. One JSON value per line each way. What a driver says is an item of its session's outbox; it is believed as far as
 * its shape goes: whoever can tamper with an agent can tamper with its driver.
 */

/** So long may one line be. */
export const DRIVER_LINE_LIMIT_BYTES = 6 * 1024 * 1024;
/** Of what a tool printed, so much is kept. */
export const TOOL_OUTPUT_LIMIT_CHARACTERS = 64 * 1024;

export const AdapterName = z.enum(["claude", "opencode", "acp"]);
export type AdapterName = z.infer<typeof AdapterName>;

/** How an agent is begun: all that its driver needs. */
export const DriverWish = z.object({
  adapter: AdapterName,
  /** Where the agent's package lies, for adapters that load or start something of it. */
  folder: z.string().optional(),
  /** What is run, with its arguments. */
  command: z.array(z.string()).min(1),
  /** Given to the agent over what its person's programs get: keys of the provider among it. */
  env: z.record(z.string(), z.string()),
  model: z.string().optional(),
  mode: z.string().optional(),
  /** The agent's own name of the conversation to go on with. */
  conversationId: z.string().optional(),
  /** Go on in a copy of it, which ends before this message where one is named. */
  fork: z.object({ beforeMessageId: MessageId.optional() }).optional(),
  /** Every use of a tool is shown before it runs, also those the agent would not ask for. */
  watchEveryTool: z.boolean().default(true),
});
export type DriverWish = z.infer<typeof DriverWish>;

export const PromptImage = z.object({ mimeType: z.string(), data: z.base64(), name: z.string().optional() });
export type PromptImage = z.infer<typeof PromptImage>;

/** An answer as the agent's driver gets it. */
export const AskAnswer = z.object({
  decision: z
    .enum([...Decision.options, "pass"])
    .describe("`pass`: no rule speaks of a routine use; the agent goes on as it would have."),
  message: z.string().optional(),
  input: AnswerApproval.shape.input,
  answers: AnswerApproval.shape.answers,
});
export type AskAnswer = z.infer<typeof AskAnswer>;

/** To the driver. Each is handed over once. */
export const DriverCommand = z.discriminatedUnion("type", [
  /** The first line, and only that one. */
  DriverWish.extend({ type: z.literal("begin"), cwd: z.string() }),
  z.object({
    type: z.literal("prompt"),
    messageId: MessageId,
    text: z.string(),
    images: z.array(PromptImage).optional(),
    /** The agent is at work and should hear it at once. */
    isSteering: z.boolean().optional(),
  }),
  AskAnswer.extend({ type: z.literal("answer"), askId: z.string() }),
  z.object({ type: z.literal("interrupt") }),
  z.object({ type: z.literal("set-model"), model: z.string() }),
  z.object({ type: z.literal("set-mode"), mode: z.string() }),
]);
export type DriverCommand = z.infer<typeof DriverCommand>;

/** Why a turn or an agent failed: decides what a person is told to do. */
export const AgentFaultCode = z.enum([
  "signed-out",
  "rate-limited",
  "overloaded",
  "unreachable",
  "context-full",
  "refused",
  "out-of-credit",
  "model-unknown",
  "conversation-lost",
  "agent-missing",
  "agent-died",
  "agent-failed",
]);
export type AgentFaultCode = z.infer<typeof AgentFaultCode>;

export const AgentFault = z.object({
  code: AgentFaultCode,
  detail: z.string().max(4000).describe("What the agent or its provider said, without secrets."),
  retryAfterMs: z.int().min(0).optional(),
});
export type AgentFault = z.infer<typeof AgentFault>;

/** By the driver, besides what goes into the log as it is. */
export const driverPayloads = {
  /** The agent can be prompted. */
  "driver:ready": z.object({
    version: z.string().optional(),
    models: z.array(AgentChoice),
    modes: z.array(AgentChoice),
    commands: z.array(AgentCommand),
    model: z.string().optional(),
    mode: z.string().optional(),
    abilities: AgentAbilities,
  }),
  /** Said the moment it is known, and again if it changes. */
  "driver:conversation": z.object({ conversationId: z.string() }),
  /** The agent began to work: at once after a prompt, and by itself. */
  "driver:turn-began": z.object({ messageIds: z.array(MessageId) }),
  /** It rests. The messages are those it has answered: there may be several, and none. */
  "driver:turn-ended": z.object({
    messageIds: z.array(MessageId),
    outcome: TurnOutcome,
    summary: z.string().describe("The last thing it said."),
    fault: AgentFault.optional(),
  }),
  "driver:ask": z.object({
    askId: z.string().min(1).max(200),
    ask: AskType,
    prompt: z.string(),
    call: ToolUse.optional(),
    questions: z.array(Question).optional(),
    plan: z.string().optional(),
    /** Without a rule the agent would not have asked: it goes on unless one objects. */
    isRoutine: z.boolean().optional(),
  }),
  /** It does not want to know any more: its turn was interrupted. */
  "driver:withdrawn": z.object({ askId: z.string() }),
  /** The agent cannot go on; the driver ends. */
  "driver:failed": AgentFault,
} as const;
export type DriverChannel = keyof typeof driverPayloads;

const item = <C extends string, P extends z.ZodType>(channel: C, payload: P) =>
  z.object({ channel: z.literal(channel), payload });

export const DriverItem = z.discriminatedUnion("channel", [
  // What a person said is logged by the server, and by nobody else.
  item("agent:message", agentPayloads["agent:message"].extend({ role: z.literal("agent") })),
  item("agent:output", agentPayloads["agent:output"]),
  item("agent:tool_use", agentPayloads["agent:tool_use"]),
  item("agent:tool_output", agentPayloads["agent:tool_output"]),
  item("agent:tool_result", agentPayloads["agent:tool_result"]),
  item("agent:plan", agentPayloads["agent:plan"]),
  item("agent:usage", agentPayloads["agent:usage"]),
  item("agent:commands", agentPayloads["agent:commands"]),
  item("agent:mode", agentPayloads["agent:mode"]),
  item("agent:notice", agentPayloads["agent:notice"]),
  item("driver:ready", driverPayloads["driver:ready"]),
  item("driver:conversation", driverPayloads["driver:conversation"]),
  item("driver:turn-began", driverPayloads["driver:turn-began"]),
  item("driver:turn-ended", driverPayloads["driver:turn-ended"]),
  item("driver:ask", driverPayloads["driver:ask"]),
  item("driver:withdrawn", driverPayloads["driver:withdrawn"]),
  item("driver:failed", driverPayloads["driver:failed"]),
]);
export type DriverItem = z.infer<typeof DriverItem>;

const plain = [
  "agent:message",
  "agent:output",
  "agent:tool_use",
  "agent:tool_output",
  "agent:tool_result",
  "agent:plan",
  "agent:notice",
] as const;
/** An item that goes into the log as it is and changes nothing else. */
export type PlainItem = Extract<DriverItem, { channel: (typeof plain)[number] }>;
export const isPlain = (item: { channel: string }): item is PlainItem =>
  (plain as readonly string[]).includes(item.channel);
