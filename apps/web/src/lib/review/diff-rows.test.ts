import type { DiffHunk } from "@dispatch/protocol/git";
import { expect, test } from "vitest";
import { type DiffRow, diffRows, fits, openedRows } from "./diff-rows.ts";

/** A hunk in git's own form. */
function hunk(oldStart: number, newStart: number, ...lines: string[]): DiffHunk {
  let [before, after] = [oldStart, newStart];
  const read = lines.map((line) => {
    const text = line.slice(1);
    if (line.startsWith("-")) return { type: "deleted" as const, old: before++, text };
    if (line.startsWith("+")) return { type: "added" as const, new: after++, text };
    return { type: "context" as const, old: before++, new: after++, text };
  });
  const [oldLines, newLines] = [before - oldStart, after - newStart];
  return { oldStart, oldLines, newStart, newLines, heading: "", lines: read };
}

const told = (rows: readonly DiffRow[]) =>
  rows.map((row) =>
    row.kind === "gap"
      ? `… ${row.from}+${row.count ?? "?"}`
      : [row.left, row.right]
          .map((side) => (side ? `${side.number}${side.type[0]} ${side.text}` : ""))
          .join("|"),
  );

const both = [hunk(2, 2, " a", "-b", "-c", "+B", " d"), hunk(20, 19, " x", "+y", " z", " z", " z")];

test("side by side what was replaced stands beside what replaces it", () => {
  const rows = diffRows(both, { isSplit: true, ignoresWhitespace: false });
  expect(told(rows)).toEqual([
    "… 1+1",
    "2c a|2c a",
    "3d b|3a B",
    "4d c|",
    "5c d|4c d",
    "… 5+14",
    "20c x|19c x",
    "|20a y",
    "21c z|21c z",
    "22c z|22c z",
    "23c z|23c z",
    "… 24+?",
  ]);
  expect(rows.flatMap((row) => (row.kind === "line" && row.startsChange ? row.key : []))).toEqual([
    "0-3-3",
    "1--20",
  ]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});

test("in one column what went comes before what came", () => {
  expect(told(diffRows([both[0] as DiffHunk], { isSplit: false, ignoresWhitespace: false }))).toEqual([
    "… 1+1",
    "2c a|2c a",
    "3d b|",
    "4d c|",
    "|3a B",
    "5c d|4c d",
  ]);
});

test("without white space a line that was only indented is no change, nor is a hunk of them", () => {
  const indented = hunk(1, 1, "-a", "-b", "+  a", "+", "+c");
  const options = { isSplit: true, ignoresWhitespace: true };
  expect(told(diffRows([indented], options))).toEqual(["1c a|1c   a", "2d b|2a ", "|3a c"]);
  expect(diffRows([hunk(1, 1, "-a", "+ a")], options)).toEqual([]);
});

test("a gap is opened from both ends, as far as it is wanted", () => {
  const lines = Array.from({ length: 26 }, (_, index) => `line ${index + 1}`);
  const rows = diffRows(both, { isSplit: true, ignoresWhitespace: false });
  const some = openedRows(rows, lines, new Map([["gap-5", { above: 1, below: 2 }]]));
  expect(told(some).slice(5, 9)).toEqual([
    "6c line 5|5c line 5",
    "… 6+11",
    "18c line 17|17c line 17",
    "19c line 18|18c line 18",
  ]);
  expect(told(some).at(-1)).toBe("… 24+3");
  const all = openedRows(rows, lines, new Map([["gap-5", { above: 14, below: 0 }]]));
  expect(told(all)[18]).toBe("19c line 18|18c line 18");
  expect(told(openedRows(rows, lines.slice(0, 23), new Map())).at(-1)).toBe("23c z|23c z");
});

test("a file that is another one by now does not fit its hunks", () => {
  const lines = ["", "a", "B", "d"];
  expect(fits([both[0] as DiffHunk], lines)).toBe(true);
  expect(fits([both[0] as DiffHunk], ["", ...lines])).toBe(false);
});
