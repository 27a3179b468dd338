import { z } from "zod";

/**
 * What of the Agent Client Protocol, version 1, is read here. Agents differ in what they send beside it, and newer ones send more:
 * what is not understood is left out, and never a reason to drop the rest.
 */
export const ACP_VERSION = 1;

/** Missing where it is null, or not understood. */
const lenient = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined)
    .optional();
/** The elements that are understood. */
const some = <T extends z.ZodType>(schema: T) =>
  z.array(z.unknown()).transform((all) =>
    all.flatMap((one) => {
      const parsed = schema.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  );
const meta = lenient(z.record(z.string(), z.unknown()));
const text = lenient(z.string());
const flag = lenient(z.boolean());
const count = lenient(z.number().min(0));
/** Declared by being there. */
const ability = lenient(z.looseObject({}));

export const InitializeAnswer = z.object({
  protocolVersion: z.number(),
  agentInfo: lenient(z.object({ name: z.string(), version: text })),
  agentCapabilities: lenient(
    z.object({
      loadSession: flag,
      promptCapabilities: lenient(z.object({ image: flag })),
      sessionCapabilities: lenient(z.object({ resume: ability })),
    }),
  ),
  _meta: lenient(z.object({ steering: lenient(z.object({ supported: flag })) })),
});
export type InitializeAnswer = z.infer<typeof InitializeAnswer>;

const ModeState = z.object({
  currentModeId: z.string(),
  availableModes: some(z.object({ id: z.string(), name: z.string(), description: text })),
});

/** How models were told before there were configuration options. */
const ModelState = z.object({
  currentModelId: z.string(),
  availableModels: some(z.object({ modelId: z.string(), name: z.string(), description: text })),
});

const OptionValue = z.object({ value: z.string(), name: z.string(), description: text });
const OptionGroup = z.object({ options: some(OptionValue) });

/** One that is chosen from a list. Others are the agent's own affair. */
const ConfigOption = z.object({
  id: z.string(),
  category: text,
  type: z.literal("select"),
  currentValue: z.string(),
  options: z.array(z.unknown()).transform((all) =>
    all.flatMap((one) => {
      const group = OptionGroup.safeParse(one);
      if (group.success) return group.data.options;
      const value = OptionValue.safeParse(one);
      return value.success ? [value.data] : [];
    }),
  ),
});
export type ConfigOption = z.infer<typeof ConfigOption>;

export const SessionAnswer = z.object({
  sessionId: text,
  modes: lenient(ModeState),
  models: lenient(ModelState),
  configOptions: lenient(some(ConfigOption)),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

const TokenCount = z.object({
  inputTokens: z.number().min(0),
  outputTokens: z.number().min(0),
  cachedReadTokens: count,
  cachedWriteTokens: count,
});
export type TokenCount = z.infer<typeof TokenCount>;

/** Some tell what was used beside the answer. */
const Quota = z.object({
  token_count: z
    .object({ input_tokens: z.number().min(0), output_tokens: z.number().min(0) })
    .transform((told): TokenCount => ({ inputTokens: told.input_tokens, outputTokens: told.output_tokens })),
});

export const PromptAnswer = z
  .object({
    stopReason: z.string(),
    usage: lenient(TokenCount),
    _meta: lenient(z.object({ quota: lenient(Quota) })),
  })
  .transform(({ stopReason, usage, _meta }) => ({ stopReason, usage: usage ?? _meta?.quota?.token_count }));

export const SteeringAnswer = z.object({ outcome: z.string() });

const ContentBlock = z.looseObject({ type: z.string(), text });

const ToolContent = z.union([
  z.object({ type: z.literal("content"), content: ContentBlock }),
  z.object({ type: z.literal("diff"), path: z.string(), oldText: text, newText: z.string() }),
]);

const ToolReport = z.object({
  toolCallId: z.string().min(1),
  title: text,
  name: text,
  kind: text,
  status: text,
  content: lenient(some(ToolContent)),
  locations: lenient(some(z.object({ path: z.string(), line: count }))),
  rawInput: z.unknown().optional(),
  rawOutput: z.unknown().optional(),
  _meta: meta,
});

const update = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.object({ sessionUpdate: z.literal(name), _meta: meta, ...shape });
const chunk = { content: ContentBlock, messageId: text };

export const Update = z.discriminatedUnion("sessionUpdate", [
  update("agent_message_chunk", chunk),
  update("agent_thought_chunk", chunk),
  ToolReport.extend({ sessionUpdate: z.literal("tool_call") }),
  ToolReport.extend({ sessionUpdate: z.literal("tool_call_update") }),
  update("plan", {
    entries: some(
      z.object({
        content: z.string(),
        status: z.enum(["pending", "in_progress", "completed"]),
        priority: lenient(z.enum(["high", "medium", "low"])),
      }),
    ),
  }),
  update("available_commands_update", {
    availableCommands: some(
      z.object({ name: z.string(), description: text, input: lenient(z.object({ hint: text })) }),
    ),
  }),
  update("current_mode_update", { currentModeId: z.string() }),
  update("config_option_update", { configOptions: some(ConfigOption) }),
  update("usage_update", {
    used: count,
    size: count,
    cost: lenient(z.object({ amount: z.number(), currency: z.string() })),
  }),
  update("notice", { title: z.string(), description: text }),
]);
export type Update = z.infer<typeof Update>;

export const UpdateNotice = z.object({ sessionId: z.string(), update: z.unknown() });

export const PermissionRequest = z.object({
  toolCall: ToolReport,
  options: some(z.object({ optionId: z.string(), name: z.string(), kind: z.string() })),
});
export type PermissionRequest = z.infer<typeof PermissionRequest>;

const choices = some(z.object({ const: z.string(), title: text, description: text }));
const FormField = z.object({
  type: z.enum(["string", "number", "integer", "boolean", "array"]),
  title: text,
  description: text,
  enum: lenient(z.array(z.string())),
  oneOf: lenient(choices),
  items: lenient(z.object({ enum: lenient(z.array(z.string())), anyOf: lenient(choices) })),
});
export type FormField = z.infer<typeof FormField>;

export const FormRequest = z.object({
  mode: z.literal("form"),
  message: z.string(),
  toolCallId: text,
  requestedSchema: z.object({ properties: z.record(z.string(), FormField).default({}) }),
});
export type FormRequest = z.infer<typeof FormRequest>;

export const ReadRequest = z.object({ path: z.string(), line: count, limit: count });
export const WriteRequest = z.object({ path: z.string(), content: z.string() });
