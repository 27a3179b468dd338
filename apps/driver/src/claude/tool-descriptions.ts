import { isAbsolute, relative } from "node:path";
import type { ToolDiff, ToolInput, ToolKind, ToolUse } from "@dispatch/protocol/agent/tools";

/** A change of a larger file is shown by its path alone. */
const DIFF_LIMIT_CHARACTERS = 512 * 1024;
const TITLE_LIMIT_CHARACTERS = 2000;

const kinds: Readonly<Record<string, ToolKind>> = {
  Read: "read",
  Edit: "edit",
  MultiEdit: "edit",
  Write: "edit",
  NotebookEdit: "edit",
  Glob: "search",
  Grep: "search",
  ToolSearch: "search",
  Bash: "execute",
  Monitor: "execute",
  WebFetch: "fetch",
  WebSearch: "fetch",
  Agent: "agent",
  Task: "agent",
  SendMessage: "agent",
  EnterPlanMode: "switch_mode",
  ExitPlanMode: "switch_mode",
  TodoWrite: "think",
  TaskCreate: "think",
  TaskUpdate: "think",
  TaskList: "think",
};

type Surroundings = {
  readonly cwd: string;
  /** What a file holds now. */
  readonly read: (path: string) => string | undefined;
};

/** What a use of a tool is about, for people: nothing of it is a rule. */
export function describeTool(tool: string, input: ToolInput, { cwd, read }: Surroundings) {
  const path = text(input["file_path"]) ?? text(input["notebook_path"]) ?? text(input["path"]);
  const line =
    typeof input["offset"] === "number" && input["offset"] >= 0 ? Math.floor(input["offset"]) : undefined;
  const diff = path === undefined ? undefined : diffOf(tool, path, input, read);
  return {
    title: titleOf(tool, input, path === undefined ? undefined : shown(path, cwd)).slice(
      0,
      TITLE_LIMIT_CHARACTERS,
    ),
    kind: kinds[tool] ?? "other",
    ...(path !== undefined &&
      path.length <= 4096 && { locations: [{ path, ...(line !== undefined && { line }) }] }),
    ...(diff && { diff: [diff] }),
  } satisfies Partial<ToolUse>;
}

function titleOf(tool: string, input: ToolInput, path: string | undefined): string {
  const said = (name: string) => text(input[name]) ?? "";
  switch (tool) {
    case "Bash":
    case "Monitor":
      return text(input["description"]) ?? said("command");
    case "Read":
      return `Read ${path ?? "a file"}`;
    case "Edit":
    case "MultiEdit":
    case "NotebookEdit":
      return `Edit ${path ?? "a file"}`;
    case "Write":
      return `Write ${path ?? "a file"}`;
    case "Glob":
    case "Grep":
      return `Search for ${said("pattern")}${path === undefined ? "" : ` in ${path}`}`;
    case "WebFetch":
      return `Fetch ${said("url")}`;
    case "WebSearch":
      return `Search the web for ${said("query")}`;
    case "Agent":
    case "Task":
      return text(input["description"]) ?? "Hand a part of the work to a sub-agent";
    case "AskUserQuestion":
      return "Ask a question";
    case "EnterPlanMode":
      return "Plan before changing anything";
    case "ExitPlanMode":
      return "Show the plan";
    case "TaskCreate":
      return `Add to the list: ${said("subject")}`;
    case "TodoWrite":
    case "TaskUpdate":
      return "Update the list";
    default:
      return titleOfOther(tool);
  }
}

/** Tools of servers are called `mcp__server__tool`. */
function titleOfOther(tool: string): string {
  const [, server, name] = /^mcp__(.+?)__(.+)$/.exec(tool) ?? [];
  return server && name ? `${name} (${server})` : tool;
}

function diffOf(
  tool: string,
  path: string,
  input: ToolInput,
  read: Surroundings["read"],
): ToolDiff | undefined {
  if (path.length > 4096) return undefined;
  const [oldText, newText] =
    tool === "Edit"
      ? [text(input["old_string"]), text(input["new_string"])]
      : tool === "Write"
        ? [read(path), text(input["content"])]
        : [];
  if (newText === undefined || newText.length + (oldText?.length ?? 0) > DIFF_LIMIT_CHARACTERS)
    return undefined;
  return { path, newText, ...(oldText !== undefined && { oldText }) };
}

/** What a tool says that it has changed, where that is not what it was asked for. */
export function diffOfResult(
  result: unknown,
  asked: readonly ToolDiff[] | undefined,
): ToolDiff[] | undefined {
  const { filePath, oldString, newString, content, originalFile } = (result ?? {}) as Record<string, unknown>;
  const path = text(filePath);
  const newText = text(newString) ?? text(content);
  const oldText = text(oldString) ?? text(originalFile);
  const [known] = asked ?? [];
  if (path === undefined || newText === undefined || !known) return undefined;
  if (newText === known.newText && path === known.path) return undefined;
  if (newText.length + (oldText?.length ?? 0) > DIFF_LIMIT_CHARACTERS) return undefined;
  return [{ path, newText, ...(oldText !== undefined && { oldText }) }];
}

function shown(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return isAbsolute(path) && below !== "" && !below.startsWith("..") ? below : path;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
