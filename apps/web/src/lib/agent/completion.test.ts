import { expect, test } from "vitest";
import { completed, completionAt, matchingCommands } from "./completion.ts";

test("a command is completed at the very beginning only, a file wherever a word begins", () => {
  expect(completionAt("/com", 4)).toEqual({ kind: "command", word: "com", start: 0 });
  expect(completionAt("see /com", 8)).toBeUndefined();
  expect(completionAt("/compact now", 12)).toBeUndefined();
  expect(completionAt("see @src/m", 10)).toEqual({ kind: "file", word: "src/m", start: 4 });
  expect(completionAt("ada@example", 11)).toBeUndefined();
  expect(completionAt("see @src/m now", 14)).toBeUndefined();
});

test("what is chosen takes the place of the word, and the caret goes behind it", () => {
  expect(completed("see @ma please", 7, { kind: "file", word: "ma", start: 4 }, "src/main.ts")).toEqual({
    text: "see @src/main.ts please",
    caret: 17,
  });
});

test("commands that begin with the letters come before those that contain them", () => {
  const commands = ["undo", "do", "docs", "clear"].map((name) => ({ name, description: "" }));
  expect(matchingCommands(commands, "do").map(({ name }) => name)).toEqual(["do", "docs", "undo"]);
});
