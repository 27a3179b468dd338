import { expect, test } from "vitest";
import { isComposing, isSending } from "./composer-keys.ts";

const key = (more: object = {}) => ({
  key: "Enter",
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
});

test("Enter sends and Shift+Enter does not, or only with Ctrl or Cmd, as somebody likes it", () => {
  const sends = (more: object) => [isSending(key(more), "enter"), isSending(key(more), "mod-enter")];
  expect(sends({})).toEqual([true, false]);
  expect(sends({ shiftKey: true })).toEqual([false, false]);
  expect(sends({ ctrlKey: true })).toEqual([true, true]);
  expect(sends({ metaKey: true })).toEqual([true, true]);
  expect(sends({ key: "a" })).toEqual([false, false]);
});

test("a key of an input method is no command, also where only its code tells", () => {
  expect([key({ isComposing: true }), key({ keyCode: 229 }), key()].map(isComposing)).toEqual([
    true,
    true,
    false,
  ]);
});
