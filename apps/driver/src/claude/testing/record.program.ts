import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ScriptedModel } from "@dispatch/testkit/model/scripted-model";
import { claudeEnvironment } from "@dispatch/testkit/model/agent-environments";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { installedAgent } from "../../testing/installed-agents.ts";
import { PromptStream } from "../prompt-stream.ts";
import { type CanUseTool, type Options, loadSdk } from "../sdk.ts";
import type { Step } from "./recording.ts";

/**
 * Writes down what the real agent sends in some cases, for recordings.test.ts: `node record.program.ts [case…]`. Names, times and places
 * become always the same ones, so that a new recording differs where the agent does.
 */
type Case = {
  readonly prompt: string;
  /** Said when the first tool runs. */
  readonly meanwhile?: string;
  /** When it speaks, or its first tool runs. */
  readonly isInterrupted?: boolean;
  readonly deny?: string;
  readonly mode?: string;
  readonly model?: string;
  readonly env?: Record<string, string>;
  /** Turns, where there are more than the first one. */
  readonly turns?: number;
};

const cases: Readonly<Record<string, Case>> = {
  "talk-and-command": {
    prompt: "think let me see\nsay Hello there\nrun echo hi > a.txt && cat a.txt\nsay Finished",
  },
  edit: { prompt: "write a.txt | one two\nread a.txt\nedit a.txt | two | three\nsay Done" },
  denied: { prompt: "run touch a.txt\nsay Done", deny: "Not in this folder." },
  question: { prompt: "ask Which colour? | red | blue\nsay Done" },
  plan: { prompt: "say First this, then that\nplan do it\nsay Done", mode: "plan" },
  tasks: {
    prompt: [
      'tool TaskCreate {"subject":"first","description":"the first thing"}',
      'tool TaskCreate {"subject":"second","description":"the second thing"}',
      'tool TaskUpdate {"taskId":"1","status":"completed"}',
      "say Done",
    ].join("\n"),
    model: "haiku",
    env: { CLAUDE_CODE_ENABLE_TODO_TOOLS: "1" },
  },
  steered: { prompt: "run touch a.txt; sleep 1; echo b\nsay Done", meanwhile: "and mind the gap" },
  "interrupted-speech": { prompt: "say Before\ngate never\nsay After", isInterrupted: true },
  "interrupted-command": { prompt: "run touch a.txt; sleep 30\nsay After", isInterrupted: true },
  background: { prompt: "background sleep 1; echo done\nsay Waiting", turns: 2 },
  "sub-agent": { prompt: "subagent say hi ,, run ls\nsay Done", turns: 2 },
  overloaded: { prompt: "say Before\nfault 529" },
  "broken-answer": { prompt: "say Before\nfault stream" },
  "too-long": { prompt: "fault too-long" },
  "cut-short": { prompt: "say Before\nfault max_tokens" },
  refused: { prompt: "say Before\nfault refusal" },
  "signed-out": { prompt: "say Hello", env: { ANTHROPIC_API_KEY: "" } },
};

const SDK = "node_modules/@anthropic-ai/claude-agent-sdk";

async function record(installed: string, { turns = 1, ...one }: Case): Promise<string> {
  await using model = await ScriptedModel.open();
  using place = temporaryFolder();
  const cwd = join(place.path, "workspace");
  const home = join(place.path, "home");
  for (const path of [cwd, home]) mkdirSync(path);
  const steps: Step[] = [];
  const prompts = new PromptStream();
  const say = (text: string) => {
    const messageId = randomUUID();
    steps.push({ type: "driver", prompted: messageId });
    prompts.push({ type: "prompt", messageId, text });
  };
  const interrupt = async () => {
    steps.push({ type: "driver", interrupted: true });
    await query.interrupt();
  };
  const canUseTool: CanUseTool = async (tool, input, { toolUseID: id }) => {
    steps.push({ type: "driver", used: { id, tool, input } });
    if (one.deny !== undefined) return { behavior: "deny", message: one.deny };
    setTimeout(() => {
      if (one.meanwhile !== undefined) say(one.meanwhile);
      if (one.isInterrupted) void interrupt();
    }, 300);
    return { behavior: "allow", updatedInput: { ...input, answers: { "Which colour?": "blue" } } };
  };
  const options: Partial<Options> = {
    cwd,
    env: { ...claudeEnvironment(model, home), ...one.env },
    pathToClaudeCodeExecutable: join(installed, `${SDK}-${process.platform}-${process.arch}`, "claude"),
    permissionMode: one.mode ?? "default",
    ...(one.model !== undefined && { model: one.model }),
    includePartialMessages: true,
    forwardSubagentText: true,
    canUseTool,
  };
  const query = (await loadSdk(installed)).query({ prompt: prompts, options: options as Options });
  say(one.prompt);
  let left = turns;
  for await (const message of query) {
    steps.push(message);
    if (one.isInterrupted && message.event?.delta?.text !== undefined) await interrupt();
    if (message.type === "result" && --left === 0) break;
  }
  query.close();
  return scrubbed(steps, { [cwd]: "/workspace", [home]: "/home/person", [model.url]: "http://model" });
}

/** What is different each time, or of no use, becomes the same. */
function scrubbed(steps: readonly Step[], places: Readonly<Record<string, string>>): string {
  let text = steps
    .filter(isTold)
    .map((step) => JSON.stringify(step, withoutNoise))
    .join("\n");
  for (const [from, to] of Object.entries(places))
    text = text.replaceAll(from, to).replaceAll(from.replaceAll("/", "-"), "-workspace");
  const names = new Map<string, string>();
  const numbered = (name: string, form: (number: string) => string) => {
    const known = names.get(name) ?? form(String(names.size + 1));
    names.set(name, known);
    return known;
  };
  for (const [, name = ""] of text.matchAll(
    /"(?:task_id|agent_?[iI]d|run_?[iI]d|backgroundTaskId)":"([^"]+)"/g,
  ))
    text = text.replaceAll(
      name,
      numbered(name, (number) => `task${number}`),
    );
  return `${text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) =>
      numbered(id, (number) => `00000000-0000-4000-8000-${number.padStart(12, "0")}`),
    )
    .replace(/\b(msg|toolu)_\w{8,}/g, (id, kind: string) => numbered(id, (number) => `${kind}_${number}`))
    .replace(/\/tmp\/claude-\d+/g, "/tmp/claude")
    .replace(/127\.0\.0\.1:\d+/g, "model")}\n`;
}

const isTold = (step: Step) =>
  step.type !== "command_lifecycle" && !JSON.stringify(step).includes('"input_json_delta"');

const noise = new Set(
  [
    "tools",
    "slash_commands",
    "skills",
    "plugins",
    "agents",
    "capabilities",
    "mcp_servers",
    "signature",
    "commands",
  ].concat([
    "memory_paths",
    "messaging_socket_path",
    "timestamp",
    "subagent_stats",
    "permission_denials",
    "owed_rows",
    "suggestions",
    "terminal_slash_commands",
  ]),
);

function withoutNoise(this: unknown, name: string, value: unknown): unknown {
  if (noise.has(name)) return undefined;
  if (typeof value === "number" && /(_ms|_wall_ms|Ms|_at|_time|latency)$|^duration|^ttft/.test(name))
    return name === "retry_delay_ms" ? 500 : 1;
  return value;
}

const folder = installedAgent("claude", join(SDK, "sdk.mjs"));
if (!folder) throw new Error("Claude is not installed");
const chosen = process.argv.slice(2);
for (const [name, one] of Object.entries(cases)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const target = join(import.meta.dirname, "../recordings", name);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "messages.jsonl"), await record(folder, one));
  process.stdout.write(`${name}\n`);
}
