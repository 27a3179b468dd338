import { expect, test } from "vitest";
import { ago, oneLine, table } from "./table.ts";

test("columns are as wide as their widest cell", () => {
  expect(
    table(
      ["ID", "TITLE"],
      [
        ["ses_1", "one"],
        ["s", "two words"],
      ],
    ),
  ).toBe("ID     TITLE\nses_1  one\ns      two words");
});

test("a line that is too long for the terminal is cut", () => {
  expect(table(["A", "B"], [["1", "abcdefgh"]], 8)).toBe("A  B\n1  abcd…");
});

test("a title cannot send escape sequences to the terminal", () => {
  expect(oneLine("a\u001b]2;evil\u0007b\nc\u009bd")).toBe("a ]2;evil b c d");
});

test("times are told in the largest unit that fits", () => {
  const now = Date.parse("2026-01-02T00:00:00Z");
  const at = [
    "2026-01-02T00:00:00Z",
    "2026-01-01T23:59:30Z",
    "2026-01-01T23:58:00Z",
    "2026-01-01T20:00:00Z",
    "2025-12-30T00:00:00Z",
  ];
  expect(at.map((iso) => ago(iso, now))).toEqual(["now", "30s ago", "2m ago", "4h ago", "3d ago"]);
});
