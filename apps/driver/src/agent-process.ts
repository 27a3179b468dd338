import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { AGENT_MARK, isAlive, killQuietly, processesOf, ticksNow, type ProcessRow } from "./process-table.ts";

/** A process that forks without end is not chased without end: the runner ends the whole session. */
const SWEEPS = 40;
const SWEEP_AGAIN_MS = 25;
/** So many looks at what an interrupted turn has left running may find that it ends by itself. */
const LEFT_LOOKS = 12;
/** Of what it says on stderr, so much is kept to explain its end. */
const LAST_WORDS_CHARACTERS = 4000;

type Start = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** The program of an agent, and all that it starts. */
export class AgentProcess {
  readonly child: ChildProcessWithoutNullStreams;
  readonly #mark = randomUUID();
  #lastWords = "";

  /** In a process group of its own; should this program die, it dies too, where the machine can promise that. */
  constructor({ command, args, cwd, env }: Start) {
    const setpriv = programNamed("setpriv", env["PATH"]);
    const [program, ...rest] = setpriv
      ? [setpriv, "--pdeathsig", "KILL", command, ...args]
      : [command, ...args];
    this.child = spawn(program ?? command, rest, {
      cwd,
      env: { ...env, [AGENT_MARK]: this.#mark },
      detached: true,
      stdio: "pipe",
    });
    this.child.on("error", (error) => (this.#lastWords += error.message));
    this.child.stdin.on("error", () => undefined); // its end is told by its exit
    this.child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS_CHARACTERS);
    });
  }

  /** The end of what it said on stderr. */
  get lastWords(): string {
    return this.#lastWords.trim();
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined;
  }

  /** Lets it end by itself for a while, then ends it and whatever it has started. */
  async end({ graceMs }: { readonly graceMs: number }): Promise<void> {
    // Seen now, since the children of a process that has ended are nobody's.
    const seen = this.#family();
    this.child.stdin.end();
    if (!this.hasEnded && graceMs > 0)
      await Promise.race([once(this.child, "exit"), pause(graceMs, undefined, { ref: false })]);
    this.#killGroup();
    await this.#kill(seen, () => this.#family());
  }

  /** For `endStartedSince`. */
  now(): number {
    return ticksNow();
  }

  /** Ends what it has started since and what does not end by itself: an agent may forget the command that a turn had run. */
  async endStartedSince(ticks: number): Promise<void> {
    const young = () =>
      this.#family().filter(({ pid, startTicks }) => startTicks >= ticks && pid !== this.child.pid);
    for (let look = 0; look < LEFT_LOOKS && young().length > 0; look++) await pause(SWEEP_AGAIN_MS);
    await this.#kill([], young);
  }

  #family(): ProcessRow[] {
    return processesOf({ pid: this.child.pid ?? -1, mark: this.#mark });
  }

  async #kill(known: readonly ProcessRow[], look: () => ProcessRow[]) {
    const seen = new Map(known.map((row) => [row.pid, row]));
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      for (const row of look()) seen.set(row.pid, row);
      const left = [...seen.values()].filter(isAlive);
      if (left.length === 0) return;
      for (const { pid } of left) killQuietly(pid);
      await pause(SWEEP_AGAIN_MS);
    }
  }

  /** For machines that do not show what processes carry. */
  #killGroup() {
    try {
      if (!this.hasEnded && this.child.pid) process.kill(-this.child.pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** A program of this name on the path. */
export function programNamed(name: string, path: string | undefined): string | undefined {
  return (path ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
