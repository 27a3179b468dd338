import { expect, test } from "vitest";
import { changedWords, linesOfPieces, segmentsOf } from "./line-segments.ts";

test("the words that differ are found, and none where little is the same", () => {
  expect(changedWords("const total = one + two;", "const sum = one + two;")).toEqual([[6, 11]]);
  expect(changedWords("nothing alike here", "const sum = one;")).toEqual([]);
  expect(changedWords("a", undefined)).toEqual([]);
});

test("a line is cut where its colour or its being changed does", () => {
  const pieces = [
    { text: "const ", kind: "keyword" },
    { text: "total = 1", kind: "" },
  ];
  expect(segmentsOf("const total = 1", pieces, [[2, 11]])).toEqual([
    { text: "co", kind: "keyword", isChanged: false },
    { text: "nst ", kind: "keyword", isChanged: true },
    { text: "total", kind: "", isChanged: true },
    { text: " = 1", kind: "", isChanged: false },
  ]);
  expect(segmentsOf("", undefined, [])).toEqual([]);
});

test("what is coloured over several lines is coloured in each of them", () => {
  expect(
    linesOfPieces([
      { text: "/* a\nb */", kind: "comment" },
      { text: "\n\nc", kind: "" },
    ]),
  ).toEqual([
    [{ text: "/* a", kind: "comment" }],
    [{ text: "b */", kind: "comment" }],
    [],
    [{ text: "c", kind: "" }],
  ]);
});
