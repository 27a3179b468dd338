import { isAbsolute, join } from "node:path";
import type { Asked, Tool } from "./conversation.ts";
import type { Action } from "./script.ts";

export type Call = { readonly name: string; readonly input: Record<string, unknown> | string };

/** Calls that are made together, one list for each answer of the model; or what to say where there is no such tool. */
export type Calls = { readonly rounds: readonly (readonly Call[])[] } | { readonly missing: string };

/** Tools by what they are for, as the agents name them. */
const names = {
  run: ["Bash", "bash", "exec_command", "run_shell_command", "shell_command"],
  read: ["Read", "read", "read_file"],
  write: ["Write", "write", "write_file", "apply_patch"],
  edit: ["Edit", "edit", "replace", "apply_patch"],
  ask: ["AskUserQuestion", "question", "request_user_input", "ask_user"],
  todo: ["TodoWrite", "TaskCreate", "todowrite", "update_plan", "write_todos"],
  plan: ["ExitPlanMode", "plan_exit", "exit_plan_mode"],
  subagent: ["Agent", "Task", "task", "invoke_agent"],
} as const;

/** Claude Code offers these only after a search, and takes direct calls all the same. */
const DEFERS = "ToolSearch";
const deferred: readonly string[] = ["ask", "plan", "subagent"];

export function callsFor(action: Action, asked: Asked): Calls {
  const offered = new Offer(asked);
  try {
    return { rounds: roundsOf(action, offered) };
  } catch (error) {
    if (error instanceof NotOffered) return { missing: error.message };
    throw error;
  }
}

class NotOffered extends Error {}

/** The tools of a request, and where its agent works. */
class Offer {
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #offered: readonly string[];
  readonly #folder: string;
  readonly plansFolder: string;

  constructor(asked: Asked) {
    // Agents take tools away between two answers, such as that which ends planning.
    const called = asked.entries.flatMap((entry) => (entry.from === "model" ? entry.calls : []));
    const known = [...called.map((name) => ({ name, schema: {} })), ...asked.tools];
    this.#tools = new Map(known.map((tool) => [tool.name, tool]));
    this.#offered = asked.tools.map((tool) => tool.name);
    this.#folder = workingFolder(asked);
    this.plansFolder = /`([^`\n]*\/plans)\/?`/.exec(asked.context)?.[1] ?? "plans";
  }

  tool(purpose: keyof typeof names): Tool {
    const known = names[purpose];
    const name = known.find((each) => this.#tools.has(each));
    if (name) return this.#tools.get(name)!;
    if (this.#tools.has(DEFERS) && deferred.includes(purpose)) return { name: known[0], schema: {} };
    const offered = this.#offered.join(", ") || "none";
    throw new NotOffered(`There is no tool for ${purpose}. Offered: ${offered}.`);
  }

  /** Most agents want whole paths. */
  path(path: string): string {
    return isAbsolute(path) ? path : join(this.#folder, path);
  }
}

function roundsOf(action: Action, offer: Offer): Call[][] {
  switch (action.verb) {
    case "tool":
      return [[{ name: action.name, input: action.input }]];
    case "parallel": {
      const rounds = action.actions.map((each) => roundsOf(each, offer));
      const longest = Math.max(...rounds.map((each) => each.length));
      return Array.from({ length: longest }, (_, at) => rounds.flatMap((each) => each[at] ?? []));
    }
    case "edit":
      return edit(action, offer);
    case "run":
      return [[run(action.text, offer)]];
    case "insist":
      return [[insist(action.text, offer)]];
    case "background":
      return [[background(action.text, offer)]];
    case "read":
      return [[read(action.text, offer)]];
    case "write":
      return [[write(action, offer)]];
    case "ask":
      return [[ask(action, offer)]];
    case "todo":
      return [todo(action.items, offer)];
    case "plan":
      return plan(action.text, offer);
    case "subagent":
      return [[subagent(action.text, offer)]];
  }
}

function run(command: string, offer: Offer): Call {
  const { name, schema } = offer.tool("run");
  if (name === "exec_command") return { name, input: { cmd: command } };
  const isDescribed = name === "Bash" || schema.properties?.["description"] !== undefined;
  return { name, input: { command, ...(isDescribed ? { description: `Runs ${command}` } : {}) } };
}

/** A command that wants out of the sandbox, where the tool knows of one. */
function insist(command: string, offer: Offer): Call {
  const { name } = offer.tool("run");
  if (name !== "exec_command") return run(command, offer);
  const sandbox = { sandbox_permissions: "require_escalated", justification: `May I run ${command}?` };
  return { name, input: { cmd: command, ...sandbox } };
}

/** A command that goes on while the model does: by the tool's own means, or the shell's. */
function background(command: string, offer: Offer): Call {
  const { name, schema } = offer.tool("run");
  if (name === "exec_command") return { name, input: { cmd: command, yield_time_ms: 250 } };
  const own = ["run_in_background", "is_background"].find((option) => schema.properties?.[option]);
  if (!own) return run(`(${command}) >/dev/null 2>&1 &`, offer);
  return { name, input: { command, description: `Runs ${command}`, [own]: true } };
}

function read(path: string, offer: Offer): Call {
  const whole = offer.path(path);
  try {
    const { name, schema } = offer.tool("read");
    return { name, input: { [pathName(schema)]: whole } };
  } catch (error) {
    // Codex reads with commands.
    if (error instanceof NotOffered) return run(`cat ${whole}`, offer);
    throw error;
  }
}

function write({ path, text }: Action & { verb: "write" }, offer: Offer): Call {
  const tool = offer.tool("write");
  if (tool.name === "apply_patch")
    return patch(tool, [`*** Add File: ${path}`, ...linesOf(text).map((line) => `+${line}`)]);
  return { name: tool.name, input: { [pathName(tool.schema)]: offer.path(path), content: text } };
}

function edit(action: Action & { verb: "edit" }, offer: Offer): Call[][] {
  const tool = offer.tool("edit");
  const { name, schema } = tool;
  const path = { [pathName(schema)]: offer.path(action.path) };
  // These refuse to change what was not read before.
  const reads = name === "Edit" || name === "edit" ? [[read(action.path, offer)]] : [];
  if (name === "apply_patch") {
    const changed = [
      ...linesOf(action.old).map((line) => `-${line}`),
      ...linesOf(action.new).map((line) => `+${line}`),
    ];
    return [[patch(tool, [`*** Update File: ${action.path}`, "@@", ...changed])]];
  }
  if (name === "edit")
    return [...reads, [{ name, input: { ...path, oldString: action.old, newString: action.new } }]];
  const instruction = name === "replace" ? { instruction: `Put "${action.new}" for "${action.old}"` } : {};
  const input = { ...path, ...instruction, old_string: action.old, new_string: action.new };
  return [...reads, [{ name, input }]];
}

function ask({ question, options }: Action & { verb: "ask" }, offer: Offer): Call {
  const { name } = offer.tool("ask");
  const asked = {
    question,
    header: "Question",
    options: options.map((label) => ({ label, description: `Choose ${label}` })),
    ...(name === "AskUserQuestion" ? { multiSelect: false } : {}),
    ...(name === "request_user_input" ? { id: "question" } : {}),
    ...(name === "ask_user" ? { type: "choice" } : {}),
  };
  return { name, input: { questions: [asked] } };
}

function todo(items: readonly string[], offer: Offer): Call[] {
  const { name } = offer.tool("todo");
  const status = (at: number) => (at === 0 ? "in_progress" : "pending");
  if (name === "update_plan")
    return [{ name, input: { plan: items.map((step, at) => ({ step, status: status(at) })) } }];
  if (name === "TaskCreate")
    return items.map((subject) => ({ name, input: { subject, description: subject, activeForm: subject } }));
  const todos = items.map((text, at) =>
    name === "write_todos"
      ? { description: text, status: status(at) }
      : {
          content: text,
          status: status(at),
          ...(name === "TodoWrite" ? { activeForm: text } : { priority: "medium", id: String(at + 1) }),
        },
  );
  return [{ name, input: { todos } }];
}

function plan(text: string, offer: Offer): Call[][] {
  const { name, schema } = offer.tool("plan");
  // Gemini wants it in a file, in a folder of its own.
  if (name === "exit_plan_mode")
    return [
      [write({ verb: "write", path: join(offer.plansFolder, "plan.md"), text: text || "# The plan" }, offer)],
      [{ name, input: { plan_filename: "plan.md" } }],
    ];
  const takesText = schema.properties?.["plan"] !== undefined && text !== "";
  return [[{ name, input: takesText ? { plan: text } : {} }]];
}

function subagent(script: string, offer: Offer): Call {
  const { name } = offer.tool("subagent");
  if (name === "invoke_agent") return { name, input: { agent_name: "generalist", prompt: script } };
  const kind = name === "task" ? "general" : "general-purpose";
  return { name, input: { description: "Does a part", prompt: script, subagent_type: kind } };
}

function patch({ name, isFreeform }: Tool, lines: readonly string[]): Call {
  const text = ["*** Begin Patch", ...lines, "*** End Patch"].join("\n");
  return { name, input: isFreeform ? text : { patchText: text } };
}

const linesOf = (text: string) => text.replace(/\n$/, "").split("\n");

function pathName(schema: Tool["schema"]): string {
  const known = ["file_path", "filePath", "absolute_path", "path"];
  return known.find((name) => schema.properties?.[name]) ?? "file_path";
}

/** As agents tell it to their models. */
function workingFolder({ context }: Asked): string {
  const told =
    /(?:working directory|workspace directories|working in the directory):?\**:?[\s`-]*(\/[^\n`<]*)|<cwd>([^<]+)<\/cwd>/i;
  const [, named, tagged] = told.exec(context) ?? [];
  return (named ?? tagged ?? ".").trim();
}
