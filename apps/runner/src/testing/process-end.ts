import { spawn } from "node:child_process";
import { once } from "node:events";

/** Waits for the end of a process that is not our child. */
export async function processEnd(pid: number) {
  await once(
    spawn("tail", ["--pid", String(pid), "-s", "0.02", "-f", "/dev/null"], { stdio: "ignore" }),
    "exit",
  );
}
