import { z } from "zod";

/** What sort of thing a tool does, whatever its maker calls it. */
export const ToolKind = z.enum([
  "read",
  "edit",
  "delete",
  "move",
  "search",
  "execute",
  "think",
  "fetch",
  "switch_mode",
  "agent",
  "other",
]);
export type ToolKind = z.infer<typeof ToolKind>;

export const ToolLocation = z.object({ path: z.string().max(4096), line: z.int().min(0).optional() });
export type ToolLocation = z.infer<typeof ToolLocation>;

/** One file as it is before and after; `oldText` is missing for a file that is new. */
export const ToolDiff = z.object({
  path: z.string().max(4096),
  oldText: z.string().optional(),
  newText: z.string(),
});
export type ToolDiff = z.infer<typeof ToolDiff>;

export const ToolInput = z.record(z.string(), z.unknown());
export type ToolInput = z.infer<typeof ToolInput>;

const name = z.string().min(1).max(300);

/** A tool as an agent wants to use it. */
export const ToolUse = z.object({
  toolUseId: z.string().min(1).max(300),
  tool: name.describe("As its agent calls it."),
  input: ToolInput,
  title: z.string().max(2000).optional().describe("What it does, in words."),
  kind: ToolKind.optional(),
  locations: z.array(ToolLocation).max(200).optional(),
  diff: z.array(ToolDiff).max(200).optional().describe("What it would change in files."),
  parentToolUseId: z.string().optional().describe("The tool whose sub-agent uses it."),
});
export type ToolUse = z.infer<typeof ToolUse>;
