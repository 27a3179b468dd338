import { readdirSync, readFileSync } from "node:fs";

/** What an agent and all its programs carry in their environment: those that left their parent are found by it. */
export const AGENT_MARK = "DISPATCH_AGENT_MARK";

/** Linux counts when a process began in these, whatever its clock. */
const TICK_MS = 10;

export type ProcessRow = {
  readonly pid: number;
  readonly parentPid: number;
  /** Together with the pid it names one process for good. */
  readonly startTicks: number;
};

/** The living processes of an agent: what its first process has started, and what carries its mark. None where there is no /proc. */
export function processesOf(agent: { readonly pid: number; readonly mark: string }): ProcessRow[] {
  const rows = readAll();
  const childrenOf = Map.groupBy(rows, (row) => row.parentPid);
  const found = new Map<number, ProcessRow>();
  const open = rows.filter((row) => row.pid === agent.pid || isMarked(row.pid, agent.mark));
  for (let row = open.pop(); row; row = open.pop()) {
    if (found.has(row.pid) || row.pid === process.pid) continue;
    found.set(row.pid, row);
    open.push(...(childrenOf.get(row.pid) ?? []));
  }
  return [...found.values()];
}

/** Now, as `startTicks` count it. */
export function ticksNow(): number {
  const own = readStat(process.pid)?.startTicks ?? 0;
  return own + Math.floor(performance.now() / TICK_MS);
}

/** Whether it lives, and its number has not gone to another. */
export const isAlive = (row: ProcessRow) => readStat(row.pid)?.startTicks === row.startTicks;

export function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function readAll(): ProcessRow[] {
  const names = readQuietly(() => readdirSync("/proc")) ?? [];
  return names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((row) => row !== undefined);
}

function readStat(pid: number): ProcessRow | undefined {
  const text = readQuietly(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  if (text === undefined) return undefined;
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  return { pid, parentPid: Number(fields[1]), startTicks: Number(fields[19]) };
}

function isMarked(pid: number, mark: string): boolean {
  const environment = readQuietly(() => readFileSync(`/proc/${pid}/environ`, "latin1"));
  return environment?.split("\0").includes(`${AGENT_MARK}=${mark}`) ?? false;
}

/** Processes come and go while they are read, and other people's may not be read at all. */
function readQuietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
