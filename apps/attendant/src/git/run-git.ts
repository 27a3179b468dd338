import { Buffer } from "node:buffer";
import { type ChildProcess, spawn } from "node:child_process";
import type { GitProgress } from "@dispatch/protocol/errands/remote";
import { Problem } from "@dispatch/protocol/problems";
import { ownEnvironment } from "../config/environment.ts";
import { gitFailure } from "./git-failure.ts";
import { readProgress } from "./git-progress.ts";

const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;
/** Of what git complains of, the end is kept: it says what went wrong. */
const COMPLAINT_LIMIT_CHARACTERS = 16 * 1024;
const KILL_AFTER_MS = 2_000;

export type GitCommand = {
  readonly args: readonly string[];
  /** The folder git runs in. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  /** Settings for this command alone: they win over those of the repository. */
  readonly config?: readonly (readonly [name: string, value: string])[];
  readonly input?: string | Buffer;
  /** Exit codes that are answers and no failures; 0 always is. */
  readonly answers?: readonly number[];
  readonly limitBytes?: number;
  readonly onProgress?: (progress: GitProgress) => void;
  /** Takes the output as it comes, in place of `stdout`. */
  readonly onOutput?: (bytes: Buffer) => void;
};

export type GitAnswer = {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** There was more output than is kept, and git was ended. */
  readonly isCut: boolean;
};

/** Runs git without a question to anybody, or throws the `Problem` that it met. */
export async function runGit(command: GitCommand): Promise<GitAnswer> {
  command.signal.throwIfAborted();
  const answer = await collect(command);
  command.signal.throwIfAborted();
  const { code, stderr, isCut } = answer;
  if (code === 0 || isCut || command.answers?.includes(code)) return answer;
  throw gitFailure(stderr, answer.stdout.toString("utf8", 0, COMPLAINT_LIMIT_CHARACTERS));
}

/** What git prints, as text without the last line's end. */
export async function gitText(command: GitCommand): Promise<string> {
  return (await runGit(command)).stdout.toString("utf8").replace(/\n$/, "");
}

/** Of the lines that git prints those that are wanted, without keeping the others. */
export async function gitLines(command: GitCommand, isWanted: (line: string) => boolean): Promise<string[]> {
  const lines: string[] = [];
  let rest = "";
  await runGit({
    ...command,
    onOutput: (bytes) => {
      const parts = (rest + bytes.toString("latin1")).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) if (isWanted(line)) lines.push(line);
    },
  });
  return lines;
}

/** Settings that a command takes from its environment: nothing of them is written anywhere. */
function configEnvironment(config: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return {
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(
      config.flatMap(([name, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, name],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

function collect(command: GitCommand): Promise<GitAnswer> {
  const { args, folder, signal, env = {}, config = [], input, limitBytes = OUTPUT_LIMIT_BYTES } = command;
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["--no-pager", ...args], {
      cwd: folder,
      env: { ...ownEnvironment, ...QUIET, ...configEnvironment(config), ...env },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true, // a group of its own: what git started ends with it
    });
    const end = () => endGroup(child);
    signal.addEventListener("abort", end, { once: true });
    const parts: Buffer[] = [];
    let bytes = 0;
    let isCut = false;
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      if (command.onOutput) return command.onOutput(chunk);
      bytes += chunk.length;
      if (bytes <= limitBytes) return void parts.push(chunk);
      isCut = true;
      return end();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      for (const progress of readProgress(text)) command.onProgress?.(progress);
      stderr = (stderr + text).slice(-COMPLAINT_LIMIT_CHARACTERS);
    });
    child.stdin.on("error", () => undefined); // it may end without reading
    child.stdin.end(input);
    child.once("error", (error: NodeJS.ErrnoException) => {
      signal.removeEventListener("abort", end);
      reject(error.code === "ENOENT" ? new Problem("git-missing", {}) : error);
    });
    child.once("close", (code) => {
      signal.removeEventListener("abort", end);
      resolve({ code: code ?? -1, stdout: Buffer.concat(parts), stderr, isCut });
    });
  });
}

/** Everything that would stop to ask somebody, or start a program to show something, is turned off. */
const QUIET = {
  LC_ALL: "C.UTF-8",
  LANGUAGE: "C",
  GIT_TERMINAL_PROMPT: "0",
  GIT_EDITOR: ":",
  GIT_SEQUENCE_EDITOR: ":",
  GIT_PAGER: "cat",
  SSH_ASKPASS_REQUIRE: "never",
} as const;

function endGroup(child: ChildProcess) {
  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  signalGroup("SIGTERM");
  const timer = setTimeout(() => signalGroup("SIGKILL"), KILL_AFTER_MS);
  child.once("close", () => clearTimeout(timer));
}
