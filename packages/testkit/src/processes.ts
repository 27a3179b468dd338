import { readFileSync, readdirSync } from "node:fs";
import { until } from "./until.ts";

export type FoundProcess = { readonly pid: number; readonly command: string };

/** Living processes that have this setting in their environment: children of children too, whoever their parent is now. */
export function processesWith(setting: string): FoundProcess[] {
  const found: FoundProcess[] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    try {
      if (!readFileSync(`/proc/${name}/environ`, "latin1").split("\0").includes(setting)) continue;
      if (isDead(name)) continue;
      const command = readFileSync(`/proc/${name}/cmdline`, "latin1").replaceAll("\0", " ").trim();
      found.push({ pid: Number(name), command });
    } catch {
      // It ended while it was looked at.
    }
  }
  return found;
}

function isDead(name: string): boolean {
  const stat = readFileSync(`/proc/${name}/stat`, "latin1");
  return "ZX".includes(stat.charAt(stat.lastIndexOf(")") + 2));
}

/** Sends SIGKILL; a process that is gone already is as good. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Ends all of them, those they start meanwhile included. */
export async function endProcessesWith(setting: string): Promise<void> {
  await until(`no process with ${setting}`, () => {
    const left = processesWith(setting);
    for (const { pid } of left) killNow(pid);
    return left.length === 0;
  });
}

/** Memory that a process occupies right now. */
export function residentBytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
  return Number(kibibytes) * 1024;
}
