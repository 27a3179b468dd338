import { spawn, type ChildProcessByStdio } from "node:child_process";
import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { AgentNeeds } from "../agent.ts";
import { AgentFailure } from "../agent-failure.ts";
import { AGENT_MARK, killProcess, processesOf, signalQuietly, ticksNow } from "./process-table.ts";
import { withoutSecrets } from "./secrets.ts";

/** So long an agent has to end by itself before it is killed. */
const END_GRACE_MS = 2_000;
/** So long what an interrupted turn has left running may end by itself. */
const LEFT_GRACE_MS = 300;
const LOOK_EVERY_MS = 25;
/** What is killed and still there after this hangs in the kernel. */
const KILL_LIMIT_MS = 2_000;
/** So long what an agent has printed last is read after its end. */
const OUTPUT_GRACE_MS = 500;
/** The end of what it printed as errors: enough to say why it ended. */
const LAST_WORDS_CHARACTERS = 1_500;

/** The rest agents are asked to keep: no telemetry, no update of themselves, no calls that nobody asked for. */
const quietVariables = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  DISABLE_ERROR_REPORTING: "1",
  DISABLE_TELEMETRY: "1",
  GEMINI_TELEMETRY_ENABLED: "false",
  OPENCODE_DISABLE_AUTOUPDATE: "1",
};

type Spawned = ChildProcessByStdio<Writable, Readable, Readable>;

/** The program of an agent, in a process group of its own, and everything it has started. */
export class AgentProcess {
  readonly #child: Spawned;
  readonly #mark: string;
  readonly #secrets: Readonly<Record<string, string>>;
  #lastWords = "";
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<string>;

  private constructor(child: Spawned, mark: string, secrets: Readonly<Record<string, string>>) {
    this.#child = child;
    this.#mark = mark;
    this.#secrets = secrets;
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text: string) => {
      this.#lastWords = `${this.#lastWords}${text}`.slice(-LAST_WORDS_CHARACTERS);
    });
    // What is written to an agent that has just ended is lost; that it ended is said elsewhere.
    child.stdin.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        // What it has started may hold its output open.
        setTimeout(() => child.stdout.destroy(), OUTPUT_GRACE_MS).unref();
        resolve(signal ? `by ${signal}` : `with code ${code ?? "unknown"}`);
      });
    });
  }

  static async start(needs: AgentNeeds, more: Readonly<Record<string, string>> = {}): Promise<AgentProcess> {
    const { begin, env } = needs;
    // Node reports a missing folder as a missing program.
    if (!statSync(begin.cwd, { throwIfNoEntry: false })?.isDirectory())
      throw new AgentFailure({ code: "agent-failed", detail: `The folder ${begin.cwd} does not exist.` });
    const mark = randomUUID();
    const [file = "", ...args] = begin.command;
    const child = spawn(file, args, {
      cwd: begin.cwd,
      env: { ...quietVariables, ...env, ...more, [AGENT_MARK]: mark },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    const agent = new AgentProcess(child, mark, begin.env);
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (error) => reject(notStarted(file, error)));
    });
    return agent;
  }

  get input(): Writable {
    return this.#child.stdin;
  }

  get output(): Readable {
    return this.#child.stdout;
  }

  /** The end of what it printed as errors. */
  get lastWords(): string {
    return withoutSecrets(this.#lastWords, this.#secrets).trim();
  }

  /** For `endStartedSince`. */
  now(): number {
    return ticksNow();
  }

  /** Ends what was started since and does not end by itself: an agent may forget a command that its turn had run. */
  async endStartedSince(ticks: number): Promise<void> {
    const left = () => this.#living().filter((row) => row.startTicks >= ticks && row.pid !== this.#child.pid);
    const graceEndsAt = performance.now() + LEFT_GRACE_MS;
    while (left().length > 0 && performance.now() < graceEndsAt) await pause(LOOK_EVERY_MS);
    await this.#kill(left);
  }

  /** Ends it and everything it has started. */
  async close(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined) return;
    this.#child.stdin.end();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      signalQuietly(-pid, "SIGTERM");
      await Promise.race([this.ended, pause(END_GRACE_MS)]);
    }
    // Its group for where processes are not listed, and for those whose parent has gone.
    signalQuietly(-pid, "SIGKILL");
    await this.#kill(() => this.#living());
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }

  #living() {
    return processesOf({ pid: this.#child.pid ?? -1, mark: this.#mark });
  }

  async #kill(left: () => ReturnType<typeof processesOf>) {
    const endsAt = performance.now() + KILL_LIMIT_MS;
    for (let rows = left(); rows.length > 0 && performance.now() < endsAt; rows = left()) {
      rows.forEach(killProcess);
      await pause(LOOK_EVERY_MS);
    }
  }
}

function notStarted(file: string, error: Error): AgentFailure {
  const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
  return new AgentFailure({
    code: isMissing ? "agent-missing" : "agent-failed",
    detail: isMissing ? `There is no program ${file}.` : `${file} cannot be started: ${error.message}`,
  });
}
