import { type ChildProcess, spawn } from "node:child_process";
import { Problem } from "@dispatch/protocol/problems";
import { ownEnvironment } from "../config/environment.ts";

/** So wide that no address is wrapped, as long as the program believes it. */
const COLUMNS = 1_000;
const ROWS = 50;
const KILL_AFTER_MS = 2_000;
/** The first thing in the terminal is the program's own process id: ending `script` alone would leave it time to go on. */
const MARK = "\u001e";

type Wish = {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly onText: (text: string) => void;
};

/**
 * A program in a terminal of its own that only its starter sees. `script` makes the terminal: the attendant has no native
 * code, and what runs here needs a terminal and not a good one.
 */
export class OwnTerminal implements AsyncDisposable {
  readonly #child: ChildProcess;
  #leader: number | undefined;
  #head = "";
  /** Resolves with the exit code when the program has ended. */
  readonly ended: Promise<number>;

  constructor({ command, env, folder, onText }: Wish) {
    const line = `printf '\\036%s\\036' $$; stty cols ${COLUMNS} rows ${ROWS} 2>/dev/null; exec ${command.map(quoted).join(" ")}`;
    const args =
      process.platform === "darwin"
        ? ["-q", "/dev/null", "/bin/sh", "-c", line]
        : ["--quiet", "--return", "--flush", "--command", line, "/dev/null"];
    const child = spawn("script", args, {
      cwd: folder,
      env: { ...ownEnvironment, SHELL: "/bin/sh", TERM: "xterm-256color", ...env },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    this.#child = child;
    child.stdin.on("error", () => undefined);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (this.#leader !== undefined) return onText(text);
      this.#head += text;
      const [, pid, rest] = this.#head.split(MARK, 3);
      if (rest === undefined) return;
      this.#leader = Number(pid);
      onText(rest);
    });
    child.stderr.resume();
    this.ended = new Promise((resolve, reject) => {
      child.once("error", (error: NodeJS.ErrnoException) =>
        reject(error.code === "ENOENT" ? noTerminal() : error),
      );
      child.once("close", (code) => resolve(code ?? -1));
    });
    this.ended.catch(() => undefined);
  }

  type(text: string): void {
    this.#child.stdin?.write(text);
  }

  async [Symbol.asyncDispose]() {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    // `script` itself ends when its program has.
    if (this.#leader !== undefined) endGroup(this.#leader);
    const timer = setTimeout(() => endGroup(pid), this.#leader === undefined ? 0 : KILL_AFTER_MS);
    await this.ended.catch(() => undefined);
    clearTimeout(timer);
  }
}

function endGroup(leader: number) {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

const noTerminal = () =>
  new Problem(
    "agent-sign-in-failed",
    { reason: "failed" },
    "Signing in needs `script`, which is not installed where sessions run. Install util-linux (on Debian and Ubuntu: bsdutils), or give a key instead.",
  );
