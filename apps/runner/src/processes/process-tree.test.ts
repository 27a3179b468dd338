import { expect, test } from "vitest";
import type { ProcessRow } from "./process-table.ts";
import { processTree } from "./process-tree.ts";

const row = (pid: number, parentPid: number, more: Partial<ProcessRow> = {}): ProcessRow => ({
  pid,
  parentPid,
  terminalSessionPid: 1,
  startTicks: pid * 10,
  mark: undefined,
  ...more,
});
const none = { known: new Map<number, number>(), spared: new Set<number>() };
const pids = (rows: readonly ProcessRow[]) => rows.map(({ pid }) => pid).sort((a, b) => a - b);
const leader = { pid: 100, startTicks: 1000 };

test("the tree is the terminal's processes, the marked ones and all their descendants", () => {
  const rows = [
    row(1, 0),
    row(50, 1),
    row(100, 50, { terminalSessionPid: 100 }),
    row(101, 100, { terminalSessionPid: 100 }),
    row(102, 101, { terminalSessionPid: 102 }), // setsid, but still a child
    row(200, 1, { mark: "ses_a" }), // forked twice: only the mark is left
    row(201, 200), // its child has a cleaned environment
    row(300, 1, { mark: "ses_b" }),
  ];
  expect(pids(processTree(rows, { sessionId: "ses_a", leader, ...none }))).toEqual([100, 101, 102, 200, 201]);
});

test("a stranger that got the leader's number is left alone", () => {
  const rows = [
    row(100, 1, { startTicks: 5555, terminalSessionPid: 100 }),
    row(101, 100, { terminalSessionPid: 100 }),
  ];
  expect(processTree(rows, { sessionId: "ses_a", leader, ...none })).toEqual([]);
});

test("the terminal's processes are found after their leader has gone", () => {
  const rows = [row(101, 1, { terminalSessionPid: 100 })];
  expect(pids(processTree(rows, { sessionId: "ses_a", leader, ...none }))).toEqual([101]);
});

test("a process that was seen in the tree stays in it, unless its number was given to another", () => {
  const known = new Map([
    [400, 4000],
    [401, 1],
  ]);
  const rows = [row(400, 1), row(401, 1), row(402, 400)];
  expect(pids(processTree(rows, { sessionId: "ses_a", leader: undefined, ...none, known }))).toEqual([
    400, 402,
  ]);
});

test("the first process and those spared are never part of a tree, whatever their mark", () => {
  const rows = [row(1, 0, { mark: "ses_a" }), row(60, 1, { mark: "ses_a" }), row(61, 60)];
  expect(
    processTree(rows, { sessionId: "ses_a", leader: undefined, known: none.known, spared: new Set([60]) }),
  ).toEqual([]);
});
