import { expect, test } from "vitest";
import { indentationOf } from "./indentation.ts";

test.each([
  ["", "  "],
  ["a\n    b\n        c\n    d\n", "    "],
  ["a\n  b\n    c\n  d\n", "  "],
  ["a\n\tb\n\t\tc\n", "\t"],
  ["/**\n * a star is no level\n */\nif x:\n    y\n", "    "],
  ["no indentation\nat all\n", "  "],
])("%j is indented by %j", (text, unit) => {
  expect(indentationOf(text).unit).toBe(unit);
});
