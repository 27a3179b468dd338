import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { accessSync, constants, readFileSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Everything that an agent starts carries it, whoever its parent is by then. */
const MARK = "DISPATCH_AGENT_MARK";
/** A process that forks without end is not chased without end: the runner ends the whole session. */
const SWEEPS = 40;
const SWEEP_AGAIN_MS = 25;
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
      env: { ...env, [MARK]: this.#mark },
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
    const seen = ownFamily(this.#mark);
    this.child.stdin.end();
    if (!this.hasEnded && graceMs > 0)
      await Promise.race([once(this.child, "exit"), pause(graceMs, undefined, { ref: false })]);
    this.#killGroup();
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      for (const [pid, start] of ownFamily(this.#mark)) seen.set(pid, start);
      const left = [...seen].filter(([pid, start]) => lookAt(pid)?.start === start);
      if (left.length === 0) return;
      for (const [pid] of left) kill(pid);
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
function programNamed(name: string, path: string | undefined): string | undefined {
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

type Look = { readonly parent: number; readonly start: string };

/** Living processes that carry the mark, and what descends from them though it carries nothing; with when each started. */
function ownFamily(mark: string): Map<number, string> {
  const living = new Map<number, Look>();
  const family = new Map<number, string>();
  for (const pid of processNumbers()) {
    const look = lookAt(pid);
    if (look) living.set(pid, look);
    if (look && carries(pid, mark)) family.set(pid, look.start);
  }
  for (let before = -1; before !== family.size;) {
    before = family.size;
    for (const [pid, { parent, start }] of living) if (family.has(parent)) family.set(pid, start);
  }
  return family;
}

function processNumbers(): number[] {
  try {
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 1 && pid !== process.pid);
  } catch {
    return []; // not every machine shows them
  }
}

/** Of a process that lives: whose child it is, and when it started, which tells it from a later one of its number. */
function lookAt(pid: number): Look | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state = "", parent = ""] = fields;
    return "ZX".includes(state) ? undefined : { parent: Number(parent), start: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}

function carries(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1").split("\0").includes(`${MARK}=${mark}`);
  } catch {
    return false;
  }
}

function kill(pid: number) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
