import { expect, test } from "vitest";
import { answerKey } from "./answer-keys.ts";

const press = (key: string, more: object = {}) =>
  answerKey({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    defaultPrevented: false,
    target: null,
    ...more,
  });

test("single keys answer and move", () => {
  expect(["a", "S", "d", "j", "k", "x"].map((key) => press(key))).toEqual([
    "allow",
    "session",
    "deny",
    "next",
    "previous",
    undefined,
  ]);
});

test("what is typed, held down or part of a shortcut answers nothing", () => {
  const field = { closest: () => ({}) };
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { repeat: true }, { defaultPrevented: true }])
    expect(press("a", more)).toBeUndefined();
  expect(press("a", { target: field })).toBeUndefined();
});
