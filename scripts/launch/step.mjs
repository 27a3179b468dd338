// One long step: a plain line that says what is done and how long it took, seconds counting on a terminal.
// Everything goes to stderr, as stdout belongs to the program that is started in the end.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fixFor, LaunchProblem } from "./launch-problem.mjs";

const TICK_MS = 1000;
/** Output kept of a failed program, the end of it; more says nothing new. */
const OUTPUT_LIMIT_CHARACTERS = 8_000;

/**
 * @param {string} title e.g. "Installing packages"
 * @param {() => Promise<unknown>} action
 */
export async function step(title, action) {
  const screen = process.stderr;
  const startedAt = Date.now();
  const seconds = (/** @type {number} */ digits) => ((Date.now() - startedAt) / 1000).toFixed(digits);
  screen.write(`${title} ...`);
  const ticker = screen.isTTY
    ? setInterval(() => screen.write(`\r${title} ... ${seconds(0)} s`), TICK_MS)
    : undefined;
  try {
    await action();
    screen.write(screen.isTTY ? `\r${title} ... ${seconds(1)} s\n` : ` ${seconds(1)} s\n`);
  } catch (error) {
    screen.write(" failed\n");
    throw error;
  } finally {
    clearInterval(ticker);
  }
}

/**
 * Runs a program to its end without showing what it prints, unless it fails.
 *
 * @param {readonly string[]} command program and arguments
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, what: string, onStart?: (pid: number) => void }} options `what`
 *   names the work in the message of a failure
 * @returns {Promise<string>} the end of what it printed
 */
export async function runQuietly([program = "", ...args], { cwd, env, what, onStart }) {
  let output = "";
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const keep = (/** @type {string} */ text) => (output = (output + text).slice(-OUTPUT_LIMIT_CHARACTERS));
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);

  const interrupts = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  /** @type {NodeJS.Signals | undefined} */
  let interruptedBy;
  const interrupt = (/** @type {NodeJS.Signals} */ signal) => {
    interruptedBy = signal;
    child.kill("SIGTERM");
  };
  for (const signal of interrupts) process.on(signal, interrupt);
  try {
    /** @type {number | null} */
    const code = await new Promise((resolve, reject) => {
      child.once("spawn", () => child.pid !== undefined && onStart?.(child.pid));
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (interruptedBy) throw new Interrupted(interruptedBy);
    if (code !== 0) throw new LaunchProblem(`${what} failed.`, { detail: output, fix: fixFor(output) });
    return output;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new LaunchProblem(`${program} was not found.`, {
        fix: "It comes with Node. Install both, for example: sudo apt-get install nodejs npm",
      });
    }
    throw error;
  } finally {
    for (const signal of interrupts) process.off(signal, interrupt);
  }
}

/** A person or a supervisor ended the launch in the middle of a step. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}
