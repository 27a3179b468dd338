import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import type { Command, Limits } from "./mechanism.ts";

const prlimit = ["/usr/bin/prlimit", "/bin/prlimit"].find((path) => existsSync(path));

/** What each process is limited to by itself, beside what its group shares; inherited by all that it starts. */
export type OwnLimits = Pick<Limits, "fileSizeBytes" | "openFiles"> & {
  /** For want of a group: the memory of each process, and the processes of the whole user. */
  readonly dataBytes?: number | undefined;
  readonly userProcesses?: number | undefined;
};

export const hasOwnLimits = () => prlimit !== undefined;

/** Sessions are the first to go when the whole machine runs out of memory, long before the server and the runner. */
const OOM_SCORE = 500;
const GO_FIRST = `echo ${OOM_SCORE} 2>/dev/null >/proc/self/oom_score_adj; unset SHLVL OLDPWD; exec "$@"`;

/** The same command under these limits. A limit above what the runner itself may have is the runner's own. */
export function underOwnLimits({ file, args }: Command, limits: OwnLimits): Command {
  const options = [
    option("fsize", limits.fileSizeBytes, "Max file size"),
    option("nofile", limits.openFiles, "Max open files"),
    option("data", limits.dataBytes, "Max data size"),
    option("nproc", limits.userProcesses, "Max processes"),
  ].flat();
  const limited =
    prlimit && options.length > 0 ? [prlimit, ...options, "--", file, ...args] : [file, ...args];
  return process.platform === "linux"
    ? { file: "/bin/sh", args: ["-c", GO_FIRST, "dispatch", ...limited] }
    : { file, args };
}

function option(name: string, wanted: number | undefined, own: string): string[] {
  if (wanted === undefined) return [];
  const value = Math.min(wanted, hardLimit(own));
  return [`--${name}=${value}:${value}`];
}

function hardLimit(name: string): number {
  const text = readFileSync("/proc/self/limits", "latin1");
  const line = text.split("\n").find((line) => line.startsWith(name)) ?? "";
  const hard = Number(line.slice(name.length).trim().split(/\s+/)[1]);
  return Number.isFinite(hard) ? hard : Number.MAX_SAFE_INTEGER;
}

/** Threads of a user, as the kernel counts them against the limit on processes. */
export function threadsOf(uid: number): number {
  let threads = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (statSync(`/proc/${name}`).uid === uid) threads += readdirSync(`/proc/${name}/task`).length;
    } catch {
      continue; // gone since it was listed
    }
  }
  return threads;
}
