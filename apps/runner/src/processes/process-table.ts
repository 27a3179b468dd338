import { Buffer } from "node:buffer";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";

/** Every process of a session carries the session's id under this name: it is how orphans are found again. */
export const SESSION_MARK = "TERM_SESSION_ID";

/** So many processes are looked at before other work has its turn. */
const PROCESSES_PER_TURN = 16;
/** Linux's parent of all kernel threads; they have no environment and are nobody's children. */
const KERNEL_THREADS_PID = 2;

export type ProcessRow = {
  readonly pid: number;
  readonly parentPid: number;
  /** The terminal session, named by the pid of its leader. */
  readonly terminalSessionPid: number;
  /** In clock ticks since boot: together with the pid it names one process for good. */
  readonly startTicks: number;
  /** The session it was started in, as its environment says. */
  readonly mark: string | undefined;
};

/** Whether this platform lists its processes as files. Elsewhere only process groups are known. */
export const hasProcessTable = () => existsSync("/proc/self/stat");

/** When a process started; undefined when it is gone or has ended and only waits for its parent. */
export function startTicksOf(pid: number): number | undefined {
  return readStat(pid)?.startTicks;
}

/** Looks at all processes of the machine, a few per turn. Callers who ask at the same time share one look. */
export class ProcessTable {
  #current: Promise<readonly ProcessRow[]> | undefined;
  #following: Promise<readonly ProcessRow[]> | undefined;

  /** Rows read after this call, never before it. */
  read(): Promise<readonly ProcessRow[]> {
    if (!this.#current) {
      this.#current = readAll().finally(() => (this.#current = undefined));
      return this.#current;
    }
    this.#following ??= this.#current.then(() => {
      this.#following = undefined;
      return this.read();
    });
    return this.#following;
  }
}

async function readAll(): Promise<readonly ProcessRow[]> {
  await setImmediate(); // those who ask within the same turn join before anything is read
  const rows: ProcessRow[] = [];
  let looked = 0;
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = readStat(pid);
    if (!stat || pid === KERNEL_THREADS_PID || stat.parentPid === KERNEL_THREADS_PID) continue;
    rows.push({ ...stat, mark: readMark(pid) });
    looked += 1;
    if (looked % PROCESSES_PER_TURN === 0) await setImmediate();
  }
  return rows;
}

function readStat(pid: number): Omit<ProcessRow, "mark"> | undefined {
  const text = readQuietly(`/proc/${pid}/stat`)?.toString("latin1");
  if (!text) return undefined;
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, parentPid, , terminalSessionPid] = fields;
  if (state === "Z" || state === "X") return undefined;
  return {
    pid,
    parentPid: Number(parentPid),
    terminalSessionPid: Number(terminalSessionPid),
    startTicks: Number(fields[19]),
  };
}

const markStart = Buffer.from(`${SESSION_MARK}=`);

function readMark(pid: number): string | undefined {
  const environment = readQuietly(`/proc/${pid}/environ`);
  if (!environment) return undefined;
  for (let at = environment.indexOf(markStart); at >= 0; at = environment.indexOf(markStart, at + 1)) {
    if (at > 0 && environment[at - 1] !== 0) continue; // the end of some longer name
    const end = environment.indexOf(0, at);
    return environment.toString("latin1", at + markStart.length, end < 0 ? undefined : end);
  }
  return undefined;
}

/** Processes come and go while they are read, and other people's may not be read at all. */
function readQuietly(path: string): Buffer | undefined {
  const stackTraceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
