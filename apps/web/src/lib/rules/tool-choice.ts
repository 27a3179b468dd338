import { ToolKind } from "@dispatch/protocol/agent/tools";
import { kindOfTool } from "@dispatch/protocol/tool-call";

/** What people make rules about: what tools do, every tool, or one by its name. */
export const toolChoices = [
  "execute",
  "edit",
  "read",
  "delete",
  "move",
  "search",
  "fetch",
  "all",
  "named",
] as const;
export type ToolChoice = (typeof toolChoices)[number];

/** How a pattern is read, and so what to write there. */
export type PatternSort = "command" | "file" | "host" | "text" | "none";

export const toolOf = (choice: ToolChoice, name: string): string =>
  choice === "named" ? name.trim() : choice === "all" ? "*" : `kind:${choice}`;

export function choiceOf(tool: string): ToolChoice {
  if (tool === "*") return "all";
  const kind = tool.startsWith("kind:") ? tool.slice("kind:".length) : undefined;
  return toolChoices.find((choice) => choice === kind) ?? "named";
}

export function patternSortOf(tool: string): PatternSort {
  if (/^\*+$/.test(tool)) return "none";
  const kind = tool.startsWith("kind:")
    ? ToolKind.safeParse(tool.slice("kind:".length)).data
    : kindOfTool(tool);
  switch (kind) {
    case "execute":
      return "command";
    case "read":
    case "edit":
    case "delete":
    case "move":
    case "search":
      return "file";
    case "fetch":
      return "host";
    default:
      return "text";
  }
}

/** Names of tools as most agents have them, for trying the rules out. */
export const trials = {
  command: { tool: "Bash", kind: "execute", field: "command" },
  edit: { tool: "Edit", kind: "edit", field: "file_path" },
  read: { tool: "Read", kind: "read", field: "file_path" },
  fetch: { tool: "WebFetch", kind: "fetch", field: "url" },
} as const;
export type Trial = keyof typeof trials;
