import { expect, test } from "vitest";
import { lineDiff } from "./line-diff.ts";

test("an edit is told by its lines, each with its number on its side", () => {
  const diff = lineDiff({ path: "a.ts", oldText: "one\ntwo\nthree\n", newText: "one\n2\nthree\nfour\n" });
  expect(diff).toMatchObject({ path: "a.ts", isNew: false, added: 2, removed: 1 });
  expect(diff.hunks.map((hunk) => hunk.map(({ mark, number, text }) => `${mark}${number} ${text}`))).toEqual([
    [" 1 one", "-2 two", "+2 2", " 3 three", "+4 four"],
  ]);
});

test("a new file is all added, and a missing last line end is no line", () => {
  const diff = lineDiff({ path: "a.ts", newText: "one\ntwo" });
  expect([diff.isNew, diff.added, diff.removed, diff.hunks.flat().length]).toEqual([true, 2, 0, 2]);
});
