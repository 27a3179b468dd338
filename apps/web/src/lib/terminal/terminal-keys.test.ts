import { expect, test } from "vitest";
import { commandOf } from "./terminal-keys.ts";

const press = (keys: string, isMac = false) => {
  const parts = keys.split(" ");
  const key = parts.at(-1) ?? "";
  const event = {
    type: "keydown",
    key,
    code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
    ctrlKey: parts.includes("ctrl"),
    shiftKey: parts.includes("shift"),
    altKey: parts.includes("alt"),
    metaKey: parts.includes("meta"),
  };
  return commandOf(event, isMac);
};

test("the page takes find, copy, paste and the font size", () => {
  expect(
    ["ctrl shift F", "ctrl shift C", "ctrl shift V", "ctrl =", "ctrl shift +", "ctrl -", "ctrl 0"].map((k) =>
      press(k),
    ),
  ).toEqual(["find", "copy", "paste", "larger", "larger", "smaller", "normal-size"]);
});

test("everything else goes to the program", () => {
  expect(
    ["ctrl c", "ctrl v", "ctrl f", "shift F", "ctrl alt shift F", "ctrl shift _", "c", "meta f"].map((k) =>
      press(k),
    ),
  ).toEqual(Array(8).fill(undefined));
});

test("on a Mac the command key finds and sizes, and copying is left to the browser", () => {
  expect(["meta f", "meta =", "meta c", "ctrl shift C"].map((keys) => press(keys, true))).toEqual([
    "find",
    "larger",
    undefined,
    "copy",
  ]);
});
