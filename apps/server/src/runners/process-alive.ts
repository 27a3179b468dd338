import { readFileSync } from "node:fs";

/**
 * Whether a runner's process still exists. On Linux its command line must name it too, because a pid is
 * soon given to someone else; a zombie, which nobody may be there to reap, counts as dead.
 */
export function runnerIsAlive(runner: { pid: number; id: string }): boolean {
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${runner.pid}/stat`, "latin1");
      const state = stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
      return (
        state !== "Z" &&
        state !== "X" &&
        readFileSync(`/proc/${runner.pid}/cmdline`, "latin1").includes(runner.id)
      );
    } catch {
      return false;
    }
  }
  try {
    process.kill(runner.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
