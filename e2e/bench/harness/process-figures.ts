import { readFileSync } from "node:fs";

/** The kernel counts processor time in hundredths of a second, whatever its own clock does. */
const TICKS_PER_SECOND = 100;

/** Processor seconds, user and system, that these processes and their threads have used up to now. */
export function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in parentheses may hold anything; utime and stime are the 12th and 13th field behind it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_PER_SECOND;
}

const residentBytes = (pid: number): number => kibibytes(`/proc/${pid}/status`, "VmRSS") * 1024;

/** Memory with each page that processes share counted once: two Node processes share most of Node. */
export function proportionalBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + kibibytes(`/proc/${pid}/smaps_rollup`, "Pss") * 1024, 0);
}

function kibibytes(path: string, name: string): number {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(path, "latin1"));
  if (!line) throw new Error(`${path} has no ${name}`);
  return Number(line[1]);
}

/** The most memory a process had between the start and `stop`. */
export function watchPeak(pid: number, everyMs = 10): { stop(): number } {
  let peak = residentBytes(pid);
  const timer = setInterval(() => (peak = Math.max(peak, residentBytes(pid))), everyMs);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(peak, residentBytes(pid));
    },
  };
}
