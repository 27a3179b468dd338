import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { lastly, own } from "./owned.ts";

/** Where groups of processes that share the processors are made: version 1, version 2. */
const PARENTS = ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup"];

/** Counts in the group `$1` while the process `$2` lives. */
const COUNT = `
  echo $$ > "$1/cgroup.procs" || exit
  while kill -0 "$2"; do
    n=0; while [ $n -lt 500000 ]; do n=$((n + 1)); done
  done`;

/**
 * Keeps the processors busy with what gives way to everything else at once. One of a virtual machine that has gone to sleep may
 * wake tens of milliseconds late: then it is the host that is measured. False where such a group can't be made.
 */
export function keepAwake(): boolean {
  const parent = PARENTS.find((path) => existsSync(join(path, "cgroup.procs")));
  if (parent === undefined) return false;
  const group = join(parent, `dispatch-bench-${process.pid}`);
  try {
    mkdirSync(group);
    lastly(() => rmdirSync(group));
    writeFileSync(join(group, "cpu.idle"), "1");
  } catch {
    return false; // not root, or an older kernel
  }
  const program = ["-c", COUNT, "sh", group, String(process.pid)];
  for (const _ of cpus()) own(spawn("sh", program, { stdio: "ignore" }));
  return true;
}
