import { expect, test } from "vitest";
import { readTable } from "./separated-values.ts";

const rows = (text: string, path = "a.csv") => readTable(text, path, 100).rows;

test("values are read with quotes, line ends and what stands between them", () => {
  expect(rows('a,b\r\n1,"x, ""y""\nz"\r\n')).toEqual([
    ["a", "b"],
    ["1", 'x, "y"\nz'],
  ]);
  expect(rows("a;b\n1,5;2\n")).toEqual([
    ["a", "b"],
    ["1,5", "2"],
  ]);
  expect(rows("a\tb\n1\t2", "a.TSV")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
  expect(rows("a,b\n,\n\n1,\n2")).toEqual([["a", "b"], ["", ""], ["1", ""], ["2"]]);
  expect(rows("a,")).toEqual([["a", ""]]);
  expect(rows('"a;b;c",d\n1,2')).toEqual([
    ["a;b;c", "d"],
    ["1", "2"],
  ]);
  expect(rows('a,"never closed\nb')).toEqual([["a", "never closed\nb"]]);
  expect(rows('"a"x,b')).toEqual([["ax", "b"]]);
  expect(rows("")).toEqual([]);
});

test("what is beyond the limits is counted", () => {
  const text = Array.from({ length: 1200 }, (_, index) => `${index},x`).join("\n");
  const table = readTable(text, "a.csv", 500);
  expect([table.rows.length, table.moreRows, table.moreColumns]).toEqual([500, 700, 0]);
  expect(table.rows.at(-1)).toEqual(["499", "x"]);
  const wide = readTable(Array.from({ length: 130 }, String).join(","), "a.csv", 500);
  expect([wide.rows[0]?.length, wide.moreColumns]).toEqual([100, 30]);
});
