import type { ToolKind, ToolUse } from "@dispatch/protocol/agent/tools";
import { strings } from "#lib/strings.ts";

/** What a card says of a tool: a verb, and what it is about in the tool's own words. */
export type ToolWords = { readonly verb: string; readonly about: string; readonly isCode: boolean };

/** Where tools of each kind name what they are about, the most telling first. */
const fields: Partial<Record<ToolKind, readonly string[]>> = {
  execute: ["command", "cmd", "script"],
  read: ["file_path", "path", "filePath", "notebook_path"],
  edit: ["file_path", "path", "filePath", "notebook_path"],
  delete: ["file_path", "path"],
  move: ["from", "source", "path"],
  search: ["pattern", "query", "regex", "path"],
  fetch: ["url", "query"],
  agent: ["description", "prompt"],
};

export const kindOf = ({ kind }: Pick<ToolUse, "kind">): ToolKind => kind ?? "other";

/** The command of a tool that runs one. */
export function commandOf({ kind, input }: ToolUse): string | undefined {
  if (kind !== undefined && kind !== "execute") return undefined;
  const named = ["command", "cmd"].map((name) => input[name]).find((value) => value !== undefined);
  return Array.isArray(named) ? named.map(String).join(" ") : typeof named === "string" ? named : undefined;
}

/** In few words what a tool does; paths are told from the workspace on. */
export function toolWords(use: ToolUse, folder?: string): ToolWords {
  const kind = kindOf(use);
  const verb = strings.agent.tool.verbs[kind];
  const command = commandOf(use);
  if (command !== undefined) return { verb: strings.agent.tool.verbs.execute, about: command, isCode: true };
  const from = fields[kind]?.map((name) => use.input[name]).find((value) => typeof value === "string");
  const about = from ?? use.locations?.[0]?.path ?? use.diff?.[0]?.path;
  if (about !== undefined) return { verb, about: within(about, folder), isCode: kind !== "agent" };
  if (use.title !== undefined && use.title !== "") return { verb: use.title, about: "", isCode: false };
  return { verb: kind === "other" ? use.tool : verb, about: kind === "other" ? "" : use.tool, isCode: false };
}

export function within(path: string, folder: string | undefined): string {
  return folder !== undefined && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
