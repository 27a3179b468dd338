import { setTimeout as wait } from "node:timers/promises";
import { hasProcessTable, startTicksOf, type ProcessRow, type ProcessTable } from "./process-table.ts";
import { processTree, type Leader } from "./process-tree.ts";

/** First pause between two looks at what is left; it doubles up to the limit. */
const LOOK_FIRST_MS = 10;
const LOOK_LIMIT_MS = 100;
/** While killing: what a process started in its last moment must be found soon. */
const KILL_LOOK_MS = 50;
/** So long after the first SIGKILL there is nothing more to try: such a process hangs in the kernel. */
const KILL_LIMIT_MS = 2_000;

export type EndRequest = {
  readonly sessionId: string;
  /** Unknown where another runner started the session. */
  readonly leader?: Leader;
  readonly graceMs: number;
  /** Ends the grace period early. */
  readonly hurry?: AbortSignal;
};

/**
 * Ends all processes of a session: SIGHUP to each (SIGCONT too, since a stopped one hears nothing), SIGKILL to those
 * that are left after the grace period. Returns how many there were, when none is left or nothing more can be done.
 */
export async function endProcesses(table: ProcessTable, request: EndRequest): Promise<number> {
  if (!hasProcessTable()) return endGroup(request);
  const spared = new Set([process.pid, process.ppid]);
  const known = new Map<number, number>();
  let graceEndsAt: number | undefined;
  let lookMs = LOOK_FIRST_MS;
  for (;;) {
    const rows = processTree(await table.read(), {
      sessionId: request.sessionId,
      leader: request.leader,
      known,
      spared,
    });
    if (rows.length === 0) return known.size;
    const now = performance.now();
    // From the first signal on: on a busy machine the look before it may take longer than all the grace.
    graceEndsAt ??= now + request.graceMs;
    const kill = now >= graceEndsAt || request.hurry?.aborted === true;
    if (kill && now > graceEndsAt + KILL_LIMIT_MS) return known.size;
    for (const row of rows) {
      if (kill) send(row, ["SIGKILL"]);
      else if (!known.has(row.pid)) send(row, ["SIGHUP", "SIGCONT"]);
      known.set(row.pid, row.startTicks);
    }
    await pause(kill ? KILL_LOOK_MS : Math.min(lookMs, graceEndsAt - now), request.hurry);
    lookMs = Math.min(lookMs * 2, LOOK_LIMIT_MS);
  }
}

/** Between the look and now the number may have gone to a stranger: the start time says whether it has. */
function send(row: ProcessRow, signals: readonly NodeJS.Signals[]) {
  if (startTicksOf(row.pid) !== row.startTicks) return;
  for (const signal of signals) signalQuietly(row.pid, signal);
}

async function pause(waitMs: number, hurry: AbortSignal | undefined) {
  if (hurry?.aborted) await wait(waitMs);
  else await wait(waitMs, undefined, hurry ? { signal: hurry } : {}).catch(() => undefined);
}

/** Without a process table: the leader's own group is all that is known. */
async function endGroup({ leader, graceMs, hurry }: EndRequest): Promise<number> {
  if (!leader || leader.pid <= 1 || !signalQuietly(-leader.pid, "SIGHUP")) return 0;
  signalQuietly(-leader.pid, "SIGCONT");
  const graceEndsAt = performance.now() + graceMs;
  while (performance.now() < graceEndsAt && !hurry?.aborted && signalQuietly(-leader.pid, 0)) {
    await pause(KILL_LOOK_MS, hurry);
  }
  signalQuietly(-leader.pid, "SIGKILL");
  return 1;
}

/** Whether there was someone to hear it. */
function signalQuietly(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
