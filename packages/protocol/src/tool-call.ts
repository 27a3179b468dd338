import { z } from "zod";
import { ToolKind } from "./agent/tools.ts";

/** A tool that an agent wants to use. */
export const ToolCall = z.object({
  tool: z.string().min(1).max(200).describe("Its name, as the agent calls it."),
  kind: ToolKind.optional(),
  input: z.unknown(),
  locations: z
    .array(z.object({ path: z.string(), line: z.int().nullish() }))
    .optional()
    .describe("Files that the agent says it is about."),
  cwd: z.string().optional().describe("The folder of the workspace: what paths are relative to."),
});
export type ToolCall = z.infer<typeof ToolCall>;

const NAMES: Readonly<Partial<Record<ToolKind, string>>> = {
  execute: "Bash bash shell local_shell exec_command run_shell_command run_terminal_cmd",
  read: "Read read read_file read_many_files NotebookRead",
  edit: "Edit Write MultiEdit NotebookEdit edit write write_file replace apply_patch patch",
  search: "Grep Glob LS grep glob list list_directory search_file_content",
  fetch: "WebFetch webfetch web_fetch fetch",
};
const kinds = new Map<string, ToolKind>(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    names.split(" ").map((name) => [name, ToolKind.parse(kind)] as const),
  ),
);

/** What a tool of this name does, where agents commonly have one of that name. */
export const kindOfTool = (tool: string): ToolKind | undefined => kinds.get(tool);
/** Names that tools of a kind commonly have. */
export const toolsOfKind = (kind: ToolKind): string[] => NAMES[kind]?.split(" ") ?? [];
