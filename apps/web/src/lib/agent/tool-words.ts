import type { TranscriptNode } from "@dispatch/protocol/agent/transcript-item";
import type { ToolKind, ToolUse } from "@dispatch/protocol/agent/tools";
import { strings } from "#lib/strings.ts";

/** What a card says of a tool: a verb, what it is about in the tool's own words, and what else is worth a word. */
export type ToolWords = {
  readonly verb: string;
  readonly about: string;
  readonly isCode: boolean;
  readonly note?: string | undefined;
};

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
export function commandOf({ kind, input }: Pick<ToolUse, "kind" | "input">): string | undefined {
  if (kind !== undefined && kind !== "execute") return undefined;
  const named = ["command", "cmd"].map((name) => input[name]).find((value) => value !== undefined);
  return Array.isArray(named) ? named.map(String).join(" ") : typeof named === "string" ? named : undefined;
}

/** In few words what a tool does; paths are told from the workspace on. */
export function toolWords(use: ToolUse, folder?: string): ToolWords {
  const kind = kindOf(use);
  const verb = strings.agent.tool.verbs[kind];
  const command = commandOf(use);
  if (command !== undefined)
    return {
      verb: strings.agent.tool.verbs.execute,
      about: command.split("\n")[0] ?? "",
      isCode: true,
      note: textOf(use, "description"),
    };
  const name = aboutField(use);
  const from = name === undefined ? undefined : (use.input[name] as string);
  const about = from ?? use.locations?.[0]?.path ?? use.diff?.[0]?.path;
  if (about !== undefined)
    return { verb, about: within(about, folder), isCode: kind !== "agent", note: noteOf(use, kind, folder) };
  if (use.title !== undefined && use.title !== "") return { verb: use.title, about: "", isCode: false };
  return { verb: kind === "other" ? use.tool : verb, about: kind === "other" ? "" : use.tool, isCode: false };
}

/** The fields of the input that the words tell already. */
export function toldFields(use: Pick<ToolUse, "kind" | "input">): readonly string[] {
  if (commandOf(use) !== undefined) return ["command", "cmd", "description"];
  const about = aboutField(use);
  return [
    ...(about === undefined ? [] : [about]),
    ...(kindOf(use) === "read" ? ["offset", "limit"] : []),
    ...(kindOf(use) === "search" ? ["path"] : []),
    ...(kindOf(use) === "agent" ? ["subagent_type"] : []),
  ];
}

function aboutField({ kind, input }: Pick<ToolUse, "kind" | "input">): string | undefined {
  return fields[kindOf({ kind })]?.find((name) => typeof input[name] === "string");
}

function noteOf(use: ToolUse, kind: ToolKind, folder: string | undefined): string | undefined {
  const { input } = use;
  if (kind === "agent") return textOf(use, "subagent_type");
  if (kind === "search" && aboutField(use) !== "path") {
    const path = textOf(use, "path");
    return path === undefined ? undefined : within(path, folder);
  }
  if (kind !== "read" || typeof input["offset"] !== "number") return undefined;
  const from = Math.max(1, input["offset"]);
  const to = typeof input["limit"] === "number" ? from + input["limit"] - 1 : undefined;
  return strings.agent.tool.range(from, to);
}

function textOf({ input }: ToolUse, name: string): string | undefined {
  const value = input[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The file that a tool is about, and where in it. */
export function fileOf(
  use: ToolUse,
): { readonly path: string; readonly line?: number | undefined } | undefined {
  const { locations, diff, input } = use;
  const kind = kindOf(use);
  if (!["read", "edit", "search", "other"].includes(kind)) return undefined;
  const [first] = locations ?? [];
  const name = kind === "read" || kind === "edit" ? aboutField(use) : undefined;
  const path = first?.path ?? diff?.[0]?.path ?? (name === undefined ? undefined : (input[name] as string));
  if (path === undefined) return undefined;
  const offset = kind === "read" && typeof input["offset"] === "number" ? input["offset"] : undefined;
  const line = first?.line ?? offset;
  return { path, ...(line !== undefined && line > 0 && { line: Math.floor(line) }) };
}

/** The tools that were used inside, those of sub-agents of sub-agents too. */
export const stepsIn = (nodes: readonly TranscriptNode[]): number =>
  nodes.reduce((sum, { item, children }) => sum + (item.type === "tool" ? 1 : 0) + stepsIn(children), 0);

export function within(path: string, folder: string | undefined): string {
  return folder !== undefined && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
