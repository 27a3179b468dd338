import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { ConfigError } from "./config.ts";

/** One server for a home folder: two would each believe to be the only one that numbers events. */
export function claimHome(home: string, serverFile: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    chmodSync(home, 0o700);
  } catch (error) {
    throw new ConfigError(`The home folder ${home} cannot be used: ${(error as Error).message}. Set DISPATCH_HOME to a folder of yours.`, { cause: error });
  }
  let other: { pid: number; url: string };
  try {
    other = JSON.parse(readFileSync(serverFile, "utf8")) as typeof other;
  } catch {
    return;
  }
  if (other.pid === process.pid || !isServer(other.pid)) return;
  throw new ConfigError(`A Dispatch server with this home folder already runs (process ${other.pid}, ${other.url}). Stop it, or set another DISPATCH_HOME.`);
}

function isServer(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  if (process.platform !== "linux") return true;
  try {
    // After a reboot the number may belong to anything.
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("node");
  } catch {
    return false;
  }
}
