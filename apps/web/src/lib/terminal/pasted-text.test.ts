import { expect, test } from "vitest";
import { isSeveralLines, linesOf, onOneLine } from "./pasted-text.ts";

test("several lines are told from one, with or without its end", () => {
  expect(["", "ls", "ls\n", "ls\r\n\n", "a\nb", "a\r\nb\r\n", "a\rb"].map(isSeveralLines)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test("lines become one line, words apart", () => {
  expect(onOneLine("docker run\r\n  --rm \n\n  alpine\n")).toBe("docker run --rm alpine");
  expect(linesOf("a\nb\n")).toEqual(["a", "b"]);
});
