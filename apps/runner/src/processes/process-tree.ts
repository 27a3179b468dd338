import type { ProcessRow } from "./process-table.ts";

/** The first process of a session, and when it started, which tells it from a later one with its number. */
export type Leader = { readonly pid: number; readonly startTicks: number | undefined };

export type TreeQuery = {
  readonly sessionId: string;
  readonly leader: Leader | undefined;
  /** Processes that belonged to the tree at an earlier look: pid and start. */
  readonly known: ReadonlyMap<number, number>;
  /** Never part of a tree, whatever it looks like. */
  readonly spared: ReadonlySet<number>;
};

/**
 * All processes of a session: those of its terminal, those that carry its mark, those that were seen before, and
 * all their descendants. A process that left the terminal (`setsid`, `nohup`, a double fork) is found by the mark.
 */
export function processTree(rows: readonly ProcessRow[], query: TreeQuery): ProcessRow[] {
  const { leader, sessionId, known, spared } = query;
  const numberIsReused =
    leader && rows.some((row) => row.pid === leader.pid && row.startTicks !== leader.startTicks);
  const isRoot = (row: ProcessRow) =>
    row.mark === sessionId ||
    known.get(row.pid) === row.startTicks ||
    (leader !== undefined &&
      !numberIsReused &&
      (row.pid === leader.pid || row.terminalSessionPid === leader.pid));

  const childrenOf = Map.groupBy(rows, (row) => row.parentPid);
  const tree = new Map<number, ProcessRow>();
  const open = rows.filter(isRoot);
  for (let row = open.pop(); row; row = open.pop()) {
    if (tree.has(row.pid) || row.pid <= 1 || spared.has(row.pid)) continue;
    tree.set(row.pid, row);
    open.push(...(childrenOf.get(row.pid) ?? []));
  }
  return [...tree.values()];
}
