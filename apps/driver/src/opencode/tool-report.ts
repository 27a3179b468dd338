import { readFileSync, statSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { ToolReport } from "../tool-shape.ts";
import type { ToolPart, ToolState } from "./wire.ts";

const kinds: Readonly<Record<string, string>> = {
  bash: "execute",
  edit: "edit",
  write: "edit",
  multiedit: "edit",
  patch: "edit",
  apply_patch: "edit",
  read: "read",
  list: "read",
  glob: "search",
  grep: "search",
  codesearch: "search",
  webfetch: "fetch",
  websearch: "fetch",
  task: "agent",
  todowrite: "think",
  todoread: "think",
  plan_exit: "switch_mode",
};

const statuses = {
  pending: "pending",
  running: "in_progress",
  completed: "completed",
  error: "failed",
} as const;
/** A larger file is shown as it becomes, not as it was. */
const OLD_TEXT_LIMIT_BYTES = 1024 * 1024;

/** What is told of a tool, in the words that all adapters share. */
export function reportOf(
  { callID, tool, state }: ToolPart,
  place: { cwd: string; parentToolUseId: string | undefined },
): ToolReport {
  const { input, metadata } = state;
  const path = pathIn(input, place.cwd);
  const printed =
    state.status === "running" && typeof metadata?.["output"] === "string" ? metadata["output"] : "";
  const diff = state.status === "completed" || state.status === "error" ? [] : diffOf(tool, input, path);
  return {
    toolCallId: callID,
    name: tool,
    kind: kinds[tool] ?? "other",
    title: state.title || titleOf(tool, input),
    status: statuses[state.status],
    rawInput: input,
    ...(path === undefined ? {} : { locations: [{ path }] }),
    // What was shown of the change when it was begun stays.
    ...(diff.length > 0 ? { content: diff } : {}),
    ...(printed === "" ? {} : { content: [{ type: "content", content: { text: printed } }] }),
    ...resultOf(state),
    ...(place.parentToolUseId === undefined
      ? {}
      : { _meta: { driver: { parentToolUseId: place.parentToolUseId } } }),
  };
}

function resultOf(state: ToolState): Pick<ToolReport, "rawOutput"> {
  if (state.status === "completed") return { rawOutput: state.output ?? "" };
  return state.status === "error" ? { rawOutput: state.error ?? "It failed." } : {};
}

function titleOf(tool: string, input: Record<string, unknown>): string {
  const said = ["description", "command", "filePath", "path", "pattern", "url", "query", "name"]
    .map((name) => input[name])
    .find((value) => typeof value === "string" && value !== "");
  return typeof said === "string" ? said : tool;
}

function pathIn(input: Record<string, unknown>, cwd: string): string | undefined {
  const path = input["filePath"] ?? input["path"];
  if (typeof path !== "string" || path === "") return undefined;
  return isAbsolute(path) ? path : resolve(cwd, path);
}

function diffOf(
  tool: string,
  input: Record<string, unknown>,
  path: string | undefined,
): NonNullable<ToolReport["content"]> {
  if (path === undefined) return [];
  const { oldString, newString, content } = input;
  if (tool === "edit" && typeof newString === "string")
    return [
      {
        type: "diff",
        path,
        newText: newString,
        ...(typeof oldString === "string" ? { oldText: oldString } : {}),
      },
    ];
  if (tool !== "write" || typeof content !== "string") return [];
  const oldText = textAt(path);
  return [{ type: "diff", path, newText: content, ...(oldText === undefined ? {} : { oldText }) }];
}

function textAt(path: string): string | undefined {
  try {
    return statSync(path).size <= OLD_TEXT_LIMIT_BYTES ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
