import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a process may take to end by itself before it is killed. */
const END_LIMIT_MS = 10_000;
const LOOK_AGAIN_MS = 20;

const children = new Set<ChildProcess>();
const folders = new Set<string>();
const lastActs: (() => void)[] = [];
let ending = false;

/** Memory-backed where there is one: input that is read from a disk measures the disk. */
export const inMemory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A folder that is gone when the benchmark is, however that ends. */
export function makeFolder(parent = tmpdir()): string {
  if (ending) throw new Error("the benchmark ends");
  const folder = mkdtempSync(join(parent, "dispatch-bench-"));
  folders.add(folder);
  return folder;
}

/** A Node program of ours; its words go to `logFile`. */
export function startNode(
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; logFile: string; speaks?: boolean },
): ChildProcess {
  if (ending) throw new Error("the benchmark ends");
  const log = openSync(options.logFile, "a");
  const stdio: StdioOptions = ["ignore", log, log, ...(options.speaks ? (["ipc"] as const) : [])];
  const child = own(spawn(process.execPath, args, { env: options.env, stdio }));
  closeSync(log);
  return child;
}

/** Ends with the benchmark. */
export function own(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Done when everything that was started is gone. */
export function lastly(act: () => void): void {
  lastActs.push(act);
}

/** Waits for the first word of a child that `speaks`. */
export async function firstWord(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) =>
      reject(new Error(`${child.spawnargs.join(" ")} ended with ${code} before it said a word`)),
    );
  });
}

/** Ends a child politely, then not, and returns when it is gone. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await endProcess(child.pid);
}

export async function endProcess(pid: number): Promise<void> {
  signal(pid, "SIGTERM");
  const killAt = performance.now() + END_LIMIT_MS;
  while (isAlive(pid)) {
    if (performance.now() > killAt) signal(pid, "SIGKILL");
    await sleep(LOOK_AGAIN_MS);
  }
}

/** The processes that have this folder on their command line: a server's runner is found by its home. */
export function processesWith(folder: string): number[] {
  const found: number[] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    if (procFile(name, "cmdline").split("\0").includes(folder)) found.push(Number(name));
  }
  return found;
}

/** Ends everything that was started, then removes every folder. Nothing can be started from here on. */
export async function endAll(): Promise<void> {
  ending = true;
  await Promise.all([...children].map(endChild));
  for (const folder of folders) await removeFolder(folder);
  for (const act of lastActs) act();
}

export async function removeFolder(folder: string): Promise<void> {
  await Promise.all(processesWith(folder).map(endProcess));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.delete(folder);
}

function procFile(pid: string | number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return ""; // it ended meanwhile
  }
}

function isAlive(pid: number): boolean {
  const stat = procFile(pid, "stat");
  return stat !== "" && stat[stat.lastIndexOf(")") + 2] !== "Z";
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch {
    // it ended meanwhile
  }
}
