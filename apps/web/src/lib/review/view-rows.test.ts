import type { ReviewComment } from "@dispatch/protocol/review";
import { expect, test } from "vitest";
import type { DiffRow, LineRow } from "./diff-rows.ts";
import { nextChange, nextLine, placeOf, spotBetween, viewRows } from "./view-rows.ts";

const line = (left?: [number, "context" | "deleted"], right?: [number, "context" | "added"]): LineRow => ({
  kind: "line",
  key: `${left?.[0] ?? ""}-${right?.[0] ?? ""}`,
  ...(left && { left: { number: left[0], type: left[1], text: "" } }),
  ...(right && { right: { number: right[0], type: right[1], text: "" } }),
  ...((left?.[1] === "deleted" || right?.[1] === "added") && { startsChange: true }),
});
const rows: DiffRow[] = [
  line([1, "context"], [1, "context"]),
  line([2, "deleted"]),
  line(undefined, [2, "added"]),
  { kind: "gap", key: "gap", from: 3, count: 9, shift: 0, heading: "" },
  line([12, "context"], [12, "context"]),
];
const comment = (id: string, currentLine: number | undefined, more: Partial<ReviewComment> = {}) =>
  ({ id, side: "new", currentLine, lines: 1, ...more }) as ReviewComment;

test("comments stand below their last line, those without a place before everything", () => {
  const comments = [
    comment("here", 1, { lines: 2 }),
    comment("old", 2, { side: "old" }),
    comment("in the gap", 5),
    comment("gone", undefined),
    comment("not meant", 1, { side: "old" }),
  ];
  const view = viewRows(rows, comments, { side: "new", line: 12, lines: 1 });
  expect(
    view.map((row) => (row.kind === "comments" ? row.comments.map(({ id }) => id).join() : row.key)),
  ).toEqual(["in the gap,gone,not meant", "1-1", "2-", "old", "-2", "here", "gap", "12-12", "form"]);
});

test("what is being written is not lost where its line is", () => {
  const view = viewRows(rows, [], { side: "new", line: 500, lines: 1 });
  expect(view.map(({ kind }) => kind)).toEqual(["form", "line", "line", "line", "gap", "line"]);
});

test("lines that are chosen lie on one side, on the new one if they can", () => {
  expect(spotBetween(rows, 0, 2)).toEqual({ side: "new", line: 1, lines: 2 });
  expect(spotBetween(rows, 1, 0, "old")).toEqual({ side: "old", line: 1, lines: 2 });
  expect(spotBetween(rows, 1, 1)).toEqual({ side: "old", line: 2, lines: 1 });
  expect(spotBetween(rows, 3, 3)).toBeUndefined();
});

test("changes and lines are gone through in both directions, and not beyond the ends", () => {
  expect([nextChange(rows, -1, 1), nextChange(rows, 2, 1), nextChange(rows, 2, -1)]).toEqual([
    1,
    undefined,
    1,
  ]);
  expect([nextLine(rows, 2, 1), nextLine(rows, 4, 1), nextLine(rows, 0, -1)]).toEqual([
    4,
    undefined,
    undefined,
  ]);
});

test("a line is found again in another way of looking", () => {
  expect([
    placeOf(rows, "-2"),
    placeOf(rows, "0-2-2"),
    placeOf(rows, "0-2-"),
    placeOf(rows, "0-9-9"),
  ]).toEqual([2, 2, 1, -1]);
  expect(placeOf(rows, undefined)).toBe(-1);
});
