import { once } from "node:events";
import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { AgentNeeds } from "./agent.ts";
import { AgentFailure } from "./agent-failure.ts";
import { AgentProcess, isProgram, programNamed } from "./agent-process.ts";
import { withoutSecrets } from "./secrets.ts";

/** So long what an agent has printed last is read after its end: what it has started may hold its output open. */
const OUTPUT_GRACE_MS = 500;
const LAST_WORDS_CHARACTERS = 1500;

/** What agents are asked for: no telemetry, no update of themselves, no calls that nobody wanted. */
const quiet = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  DISABLE_ERROR_REPORTING: "1",
  DISABLE_TELEMETRY: "1",
  GEMINI_TELEMETRY_ENABLED: "false",
  OPENCODE_DISABLE_AUTOUPDATE: "1",
};

/** Starts the program that the wish names. Rejects with an `AgentFailure` where there is none. */
export async function startAgent(
  { begin, env }: AgentNeeds,
  { args = [], env: more = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<AgentProcess> {
  const { cwd } = begin;
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory())
    throw new AgentFailure({ code: "agent-failed", detail: `The folder ${cwd} does not exist.` });
  const [name = "", ...given] = begin.command;
  const command = name.includes("/") ? name : (programNamed(name, env["PATH"]) ?? "");
  if (!isProgram(command))
    throw new AgentFailure({ code: "agent-missing", detail: `There is no program ${name}.` });
  const agent = new AgentProcess({
    command,
    args: [...given, ...args],
    cwd,
    env: { ...quiet, ...env, ...more },
  });
  agent.child.stdout.on("error", () => undefined); // it is told by its end
  return agent;
}

/** Resolves when it has ended and what it printed has been read, with how. */
export async function endOf(agent: AgentProcess, { begin }: AgentNeeds): Promise<string> {
  const { child } = agent;
  if (!agent.hasEnded) await once(child, "exit");
  do {
    if (child.stdout.closed) break;
    await Promise.race([once(child.stdout, "close"), pause(OUTPUT_GRACE_MS)]);
  } while (child.stdout.readableLength > 0);
  child.stdout.destroy();
  const how = child.signalCode ? `by ${child.signalCode}` : `with code ${child.exitCode ?? "unknown"}`;
  const words = withoutSecrets(agent.lastWords, begin.env).slice(-LAST_WORDS_CHARACTERS);
  return words === "" ? how : `${how}: ${words}`;
}
