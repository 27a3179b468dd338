import type { Mark } from "@dispatch/protocol/timeline";
import { expect, test } from "vitest";
import { PAUSE_LEFT_MS, Timeline } from "./timeline.ts";

const START = 1_000_000;
const mark = (seq: number, type: Mark["type"], more: Partial<Mark> = {}): Mark => ({
  seq,
  at: START,
  type,
  ...more,
});

/** Ten events in a second, a minute of nothing, ten more in a second. */
function timeline(marks: readonly Mark[] = []) {
  const made = new Timeline();
  made.add({
    times: [
      [1, START],
      [10, START + 1_000],
      [11, START + 61_000],
      [20, START + 62_000],
    ],
    marks: [...marks],
    lastSeq: 20,
    nextCursor: null,
  });
  return made;
}

test("a pause is as long as it was, or hardly there", () => {
  expect([timeline().length(false), timeline().length(true)]).toEqual([62_000, 2_000 + PAUSE_LEFT_MS]);
});

test("every event has its place, and every place its event", () => {
  const it = timeline();
  for (const skips of [true, false])
    for (let seq = 1; seq <= 20; seq++) expect(it.seqAt(it.positionOf(seq, skips), skips)).toBe(seq);
  expect([it.seqAt(30_000, false), it.seqAt(-5, true), it.seqAt(1e9, true)]).toEqual([10, 1, 20]);
});

test("the parts that come one after the other are one", () => {
  const it = new Timeline();
  expect([it.length(true), it.seqAt(5, true), it.timeOf(3)]).toEqual([0, 1, undefined]);
  it.add({
    times: [
      [1, START],
      [5, START + 400],
    ],
    marks: [mark(1, "started")],
    lastSeq: 9,
    nextCursor: "5",
  });
  expect([it.readTo, it.lastSeq]).toEqual([5, 9]);
  it.add({
    times: [
      [6, START + 500],
      [9, START + 900],
    ],
    marks: [mark(9, "ended")],
    lastSeq: 9,
    nextCursor: null,
  });
  expect([it.readTo, it.length(false), it.timeOf(9), it.marks.length]).toEqual([9, 900, START + 900, 2]);
});

test("one jumps between marks of one kind, to and fro, and no further than there are any", () => {
  const it = timeline([
    mark(2, "prompt"),
    mark(3, "command"),
    mark(5, "error", { isError: true }),
    mark(7, "message"),
    mark(8, "exit", { isError: true }),
  ]);
  const from = (seq: number, group: Parameters<Timeline["markFrom"]>[2]) => [
    it.markFrom(seq, "previous", group)?.seq,
    it.markFrom(seq, "next", group)?.seq,
  ];
  expect([
    from(5, "all"),
    from(5, "prompts"),
    from(3, "commands"),
    from(5, "errors"),
    from(8, "errors"),
  ]).toEqual([
    [3, 7],
    [2, 7],
    [undefined, undefined],
    [undefined, 8],
    [5, undefined],
  ]);
});
