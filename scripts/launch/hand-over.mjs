// The last act of a launch: become the program that was asked for, or stand behind it without being felt.
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/**
 * Does not return before the program has ended; where Node can, it does not return at all.
 *
 * @param {{ node: string, args: readonly string[], env: NodeJS.ProcessEnv }} command
 * @returns {Promise<number>} the exit code
 */
export async function handOver({ node, args, env }) {
  if (process.execve) {
    process.removeAllListeners("warning"); // that execve is young is nothing a reader can act on
    process.on("warning", () => {});
    process.execve(node, [node, ...args], env);
  }
  const child = spawn(node, args, { env, stdio: "inherit" });
  // A terminal sends Ctrl-C and its own closing to every process in it, so those two reach the program without us;
  // twice would read as "at once". A SIGTERM is always meant for us alone.
  const forwarded = /** @type {NodeJS.Signals[]} */ (["SIGTERM"]);
  const ignored = /** @type {NodeJS.Signals[]} */ ([]);
  (hasTerminal() ? ignored : forwarded).push("SIGINT", "SIGHUP");
  for (const signal of forwarded) process.on(signal, () => child.kill(signal));
  for (const signal of ignored) process.on(signal, () => {});

  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (!signal) return resolve(code ?? 1);
      // Ends the same way, so that whoever started us sees what happened.
      for (const each of [...forwarded, ...ignored]) process.removeAllListeners(each);
      process.kill(process.pid, signal);
    });
  });
}

function hasTerminal() {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}
