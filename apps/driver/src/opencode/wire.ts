import { z } from "zod";

/** What of OpenCode's server is read here. It says much more, and other versions more still: that is left out. */
const Tokens = z.object({
  input: z.number().default(0),
  output: z.number().default(0),
  reasoning: z.number().default(0),
  cache: z
    .object({ read: z.number().default(0), write: z.number().default(0) })
    .default({ read: 0, write: 0 }),
});

export const Failure = z.object({
  name: z.string(),
  data: z
    .object({
      message: z.string().optional(),
      statusCode: z.number().optional(),
      responseHeaders: z.record(z.string(), z.string()).optional(),
    })
    .catch({}),
});
export type Failure = z.infer<typeof Failure>;

export const MessageInfo = z.object({
  id: z.string(),
  sessionID: z.string(),
  role: z.string(),
  parentID: z.string().optional(),
  modelID: z.string().optional(),
  providerID: z.string().optional(),
  cost: z.number().optional(),
  tokens: Tokens.optional().catch(undefined),
  error: Failure.optional().catch(undefined),
  finish: z.string().optional().catch(undefined),
});
export type MessageInfo = z.infer<typeof MessageInfo>;

const record = z.record(z.string(), z.unknown());
const partBase = {
  id: z.string(),
  sessionID: z.string(),
  messageID: z.string(),
  metadata: record.optional().catch(undefined),
};
const spoken = {
  text: z.string(),
  time: z.object({ end: z.number().optional() }).optional().catch(undefined),
};

const ToolState = z.object({
  status: z.enum(["pending", "running", "completed", "error"]),
  input: record.catch({}),
  title: z.string().optional(),
  output: z.string().optional(),
  error: z.string().optional(),
  metadata: record.optional().catch(undefined),
});
export type ToolState = z.infer<typeof ToolState>;

export const Part = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), ...partBase, ...spoken, synthetic: z.boolean().optional() }),
  z.object({ type: z.literal("reasoning"), ...partBase, ...spoken }),
  z.object({ type: z.literal("tool"), ...partBase, callID: z.string(), tool: z.string(), state: ToolState }),
]);
export type Part = z.infer<typeof Part>;
export type ToolPart = Extract<Part, { type: "tool" }>;

const session = { sessionID: z.string() };
const tool = z.object({ callID: z.string() }).optional().catch(undefined);

export const PermissionAsk = z.object({
  id: z.string(),
  ...session,
  permission: z.string(),
  patterns: z.array(z.string()).default([]),
  tool,
});
export type PermissionAsk = z.infer<typeof PermissionAsk>;

export const QuestionAsk = z.object({
  id: z.string(),
  ...session,
  questions: z.array(
    z.object({
      question: z.string(),
      header: z.string().optional(),
      options: z.array(z.object({ label: z.string(), description: z.string().optional() })),
      multiple: z.boolean().optional(),
    }),
  ),
  tool,
});
export type QuestionAsk = z.infer<typeof QuestionAsk>;

export const Status = z.object({
  type: z.enum(["idle", "busy", "retry"]),
  attempt: z.number().optional(),
  message: z.string().optional(),
  next: z.number().optional(),
});
export type Status = z.infer<typeof Status>;

const event = <N extends string, S extends z.ZodRawShape>(type: N, shape: S) =>
  z.object({ type: z.literal(type), properties: z.object(shape) });

export const ServerEvent = z.discriminatedUnion("type", [
  event("session.created", { info: z.object({ id: z.string(), parentID: z.string().optional() }) }),
  event("message.updated", { info: MessageInfo }),
  event("message.part.updated", { part: Part }),
  event("message.part.delta", { ...session, partID: z.string(), field: z.string(), delta: z.string() }),
  event("permission.asked", PermissionAsk.shape),
  event("question.asked", QuestionAsk.shape),
  event("permission.replied", { ...session, requestID: z.string() }),
  event("question.rejected", { ...session, requestID: z.string() }),
  event("todo.updated", {
    ...session,
    todos: z.array(z.object({ content: z.string(), status: z.string(), priority: z.string().optional() })),
  }),
  event("session.status", { ...session, status: Status }),
  event("session.error", { sessionID: z.string().optional(), error: Failure.optional().catch(undefined) }),
]);
export type ServerEvent = z.infer<typeof ServerEvent>;

export const Session = z.object({ id: z.string() });
export const Messages = z.array(z.object({ info: z.unknown(), parts: z.array(z.unknown()).default([]) }));
export const Agents = z.array(
  z.object({
    name: z.string(),
    description: z.string().optional(),
    mode: z.string(),
    hidden: z.boolean().optional(),
  }),
);
export const Commands = z.array(
  z.object({ name: z.string(), description: z.string().optional(), hints: z.array(z.string()).default([]) }),
);
export const Providers = z.object({
  providers: z.array(
    z.object({
      id: z.string(),
      name: z.string().optional(),
      models: z.record(
        z.string(),
        z.object({
          name: z.string().optional(),
          limit: z.object({ context: z.number().optional() }).optional().catch(undefined),
        }),
      ),
    }),
  ),
  default: z.record(z.string(), z.string()).default({}),
});
export type Providers = z.infer<typeof Providers>;
export const Config = z.object({ model: z.string().optional(), default_agent: z.string().optional() });
