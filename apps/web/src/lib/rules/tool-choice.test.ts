import { expect, test } from "vitest";
import { choiceOf, patternSortOf, toolChoices, toolOf } from "./tool-choice.ts";

test("what is chosen becomes a tool, and is found in it again", () => {
  for (const choice of toolChoices) expect(choiceOf(toolOf(choice, " Task "))).toBe(choice);
  expect([toolOf("execute", ""), toolOf("all", ""), toolOf("named", " Task ")]).toEqual([
    "kind:execute",
    "*",
    "Task",
  ]);
  expect(choiceOf("kind:think")).toBe("named");
});

test("how a pattern is read follows from the tool, whether it is named or by what it does", () => {
  const tools = [
    "kind:execute",
    "Bash",
    "kind:edit",
    "Write",
    "kind:fetch",
    "WebFetch",
    "Task",
    "kind:other",
    "*",
  ];
  expect(tools.map(patternSortOf)).toEqual([
    "command",
    "command",
    "file",
    "file",
    "host",
    "host",
    "text",
    "text",
    "none",
  ]);
});
