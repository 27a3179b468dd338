import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "./config.ts";

/** One server for a home folder: two would each believe to be the only one that numbers events. Undone by what is returned. */
export function claimHome(home: string, runFolder: string): () => void {
  try {
    for (const folder of [home, runFolder]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(home, 0o700);
  } catch (error) {
    throw new ConfigError(
      `The home folder ${home} cannot be used: ${(error as Error).message}. Set DISPATCH_HOME to a folder of yours.`,
      { cause: error },
    );
  }
  const path = join(runFolder, "server.lock");
  for (;;) {
    // First what a killed server left behind: on a full disk only its place makes room for ours.
    removeStale(path);
    try {
      makeWhole(path, `${process.pid} ${startedAt(process.pid)}`);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw new ConfigError(
        `The home folder ${home} cannot be written: ${(error as Error).message}. Free some space, or make it writable.`,
        { cause: error },
      );
    }
  }
}

/** Throws when the claim is that of a living server. */
function removeStale(path: string): void {
  let claim: string;
  try {
    claim = readFileSync(path, "utf8");
  } catch {
    return; // nobody's
  }
  const [pid, started] = claim.split(" ");
  if (Number(pid) !== process.pid && started !== undefined && startedAt(Number(pid)) === started) {
    throw new ConfigError(
      `A Dispatch server with this home folder already runs (process ${pid}). Stop it, or set another DISPATCH_HOME.`,
    );
  }
  rmSync(path, { force: true });
}

/** A new file that nobody ever sees half-written; fails if there is one already. */
function makeWhole(path: string, content: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, content, { mode: 0o600 });
    linkSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** What tells a process from a later one with its number; empty when there is none. */
function startedAt(pid: number): string {
  try {
    if (process.platform !== "linux") return process.kill(pid, 0) ? "alive" : "";
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? "" : (fields[18] ?? "");
  } catch {
    return "";
  }
}
