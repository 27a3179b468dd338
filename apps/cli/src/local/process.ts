import { readFileSync } from "node:fs";

/** Linux counts a process's start in ticks of a hundredth of a second. */
const TICK_MS = 10;
/** The clock may have been set since: more than this apart is another process. */
const CLOCK_TOLERANCE_MS = 60_000;

/** State and start of a process; nothing where the system does not tell. */
function statOf(pid: number): { state: string; startTicks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name stands in brackets and may hold anything: fields are counted behind it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", startTicks: Number(fields[19]) };
  } catch {
    return undefined;
  }
}

/** Whether the process exists and has not ended; one that only waits to be collected has. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false; // EPERM: it is someone else's
  }
  const state = statOf(pid)?.state;
  return state !== "Z" && state !== "X";
}

/** Whether the process began no later than the moment. Where the system does not tell, it is believed. */
export function startedBy(pid: number, moment: number): boolean {
  const stat = statOf(pid);
  if (!stat || !Number.isFinite(moment)) return true;
  const bootedAt = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "latin1"))?.[1]) * 1000;
  return bootedAt + stat.startTicks * TICK_MS <= moment + CLOCK_TOLERANCE_MS;
}
