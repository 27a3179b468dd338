import { expect, test } from "vitest";
import type { Asked, Entry, Schema, Tool } from "./conversation.ts";
import type { Action } from "./script.ts";
import { parseScript } from "./script.ts";
import { callsFor } from "./tool-calls.ts";

const tool = (name: string, ...properties: string[]): Tool => ({
  name,
  schema: { properties: Object.fromEntries(properties.map((each): [string, Schema] => [each, {}])) },
});

/** As they were seen to be offered, with the properties that tell them apart. */
const agents = {
  claude: [
    tool("Agent"),
    tool("AskUserQuestion"),
    tool("Bash", "command", "description", "run_in_background"),
    tool("Edit", "file_path"),
    tool("Read", "file_path"),
    tool("ToolSearch"),
    tool("Write", "file_path"),
  ],
  opencode: [
    tool("bash", "command"),
    tool("edit", "filePath"),
    tool("question"),
    tool("read", "filePath"),
    tool("task"),
    tool("todowrite"),
    tool("write", "filePath"),
  ],
  codex: [
    tool("exec_command", "cmd"),
    tool("request_user_input"),
    { ...tool("apply_patch"), isFreeform: true },
    tool("update_plan"),
  ],
  gemini: [
    tool("read_file", "file_path"),
    tool("replace", "file_path"),
    tool("write_file", "file_path"),
    tool("run_shell_command", "command", "description", "is_background"),
    tool("invoke_agent"),
    tool("exit_plan_mode", "plan_filename"),
  ],
};

const asked = (tools: readonly Tool[], entries: readonly Entry[] = []): Asked => ({
  model: "m",
  isStreamed: true,
  wantsUsage: true,
  system: "",
  context: "Primary working directory: /w\nSave your plans ONLY within: `../plans/of/it/plans/`",
  entries,
  tools,
  conversation: "",
});
const calls = (line: string, tools: readonly Tool[], entries?: readonly Entry[]) => {
  const made = callsFor(parseScript(line)![0] as Action, asked(tools, entries));
  return "missing" in made
    ? made.missing
    : made.rounds.map((round) => round.map((call) => [call.name, call.input]));
};
const options = [
  { label: "a", description: "Choose a" },
  { label: "b", description: "Choose b" },
];
const question = { question: "Which?", header: "Question", options };

test.each<[keyof typeof agents, string, unknown]>([
  ["claude", "run ls", [[["Bash", { command: "ls", description: "Runs ls" }]]]],
  ["opencode", "run ls", [[["bash", { command: "ls" }]]]],
  ["codex", "run ls", [[["exec_command", { cmd: "ls" }]]]],
  ["gemini", "run ls", [[["run_shell_command", { command: "ls", description: "Runs ls" }]]]],
  ["opencode", "insist ls", [[["bash", { command: "ls" }]]]],
  [
    "codex",
    "insist ls",
    [
      [
        [
          "exec_command",
          { cmd: "ls", sandbox_permissions: "require_escalated", justification: "May I run ls?" },
        ],
      ],
    ],
  ],
  ["claude", "background w", [[["Bash", { command: "w", description: "Runs w", run_in_background: true }]]]],
  ["opencode", "background w", [[["bash", { command: "(w) >/dev/null 2>&1 &" }]]]],
  ["codex", "background w", [[["exec_command", { cmd: "w", yield_time_ms: 250 }]]]],
  ["claude", "read a", [[["Read", { file_path: "/w/a" }]]]],
  ["opencode", "read /a", [[["read", { filePath: "/a" }]]]],
  ["codex", "read a", [[["exec_command", { cmd: "cat /w/a" }]]]],
  ["claude", "write a | x", [[["Write", { file_path: "/w/a", content: "x" }]]]],
  ["opencode", "write a | x", [[["write", { filePath: "/w/a", content: "x" }]]]],
  [
    "codex",
    String.raw`write a | x\ny\n`,
    [[["apply_patch", "*** Begin Patch\n*** Add File: a\n+x\n+y\n*** End Patch"]]],
  ],
  [
    "claude",
    "edit a | x | y",
    [[["Read", { file_path: "/w/a" }]], [["Edit", { file_path: "/w/a", old_string: "x", new_string: "y" }]]],
  ],
  [
    "opencode",
    "edit a | x | y",
    [[["read", { filePath: "/w/a" }]], [["edit", { filePath: "/w/a", oldString: "x", newString: "y" }]]],
  ],
  [
    "codex",
    "edit a | x | y",
    [[["apply_patch", "*** Begin Patch\n*** Update File: a\n@@\n-x\n+y\n*** End Patch"]]],
  ],
  [
    "gemini",
    "edit a | x | y",
    [[["replace", { file_path: "/w/a", instruction: 'Put "y" for "x"', old_string: "x", new_string: "y" }]]],
  ],
  [
    "claude",
    "ask Which? | a | b",
    [[["AskUserQuestion", { questions: [{ ...question, multiSelect: false }] }]]],
  ],
  ["opencode", "ask Which? | a | b", [[["question", { questions: [question] }]]]],
  [
    "codex",
    "ask Which? | a | b",
    [[["request_user_input", { questions: [{ ...question, id: "question" }] }]]],
  ],
  ["claude", "plan", [[["ExitPlanMode", {}]]]],
  [
    "gemini",
    "plan Do it",
    [
      [["write_file", { file_path: "/plans/of/it/plans/plan.md", content: "Do it" }]],
      [["exit_plan_mode", { plan_filename: "plan.md" }]],
    ],
  ],
  ["codex", "todo a", [[["update_plan", { plan: [{ step: "a", status: "in_progress" }] }]]]],
  [
    "opencode",
    "todo a",
    [[["todowrite", { todos: [{ content: "a", status: "in_progress", priority: "medium", id: "1" }] }]]],
  ],
  [
    "claude",
    "subagent say a",
    [[["Agent", { description: "Does a part", prompt: "say a", subagent_type: "general-purpose" }]]],
  ],
  ["gemini", "subagent say a", [[["invoke_agent", { agent_name: "generalist", prompt: "say a" }]]]],
  [
    "opencode",
    "parallel read /a & edit /b | x | y",
    [
      [
        ["read", { filePath: "/a" }],
        ["read", { filePath: "/b" }],
      ],
      [["edit", { filePath: "/b", oldString: "x", newString: "y" }]],
    ],
  ],
  ["claude", 'tool Odd {"a":1}', [[["Odd", { a: 1 }]]]],
])("%s: %s", (agent, line, expected) => expect(calls(line, agents[agent])).toEqual(expected));

test("where there is no such tool, it says which there are", () => {
  expect(calls("ask Which? | a | b", agents.gemini)).toBe(
    "There is no tool for ask. Offered: read_file, replace, write_file, run_shell_command, invoke_agent, exit_plan_mode.",
  );
  expect(calls("todo a", agents.claude)).toMatch(/^There is no tool for todo\. /);
});

test("a tool that was called before counts as offered, or a script would lose its place", () => {
  const without = agents.gemini.filter((each) => each.name !== "exit_plan_mode");
  expect(calls("plan", without)).toMatch(/^There is no tool for plan\. /);
  const called: Entry[] = [{ from: "model", calls: ["write_file", "exit_plan_mode"] }];
  expect(calls("plan", without, called)).toEqual(calls("plan", agents.gemini));
});
