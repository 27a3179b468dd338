import { expect, test } from "vitest";
import { conversationKey } from "./conversation-keys.ts";

const key = (name: string, more: object = {}) =>
  conversationKey({
    key: name,
    code: `Key${name.toUpperCase()}`,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    defaultPrevented: false,
    ...more,
  });

test("find is the browser's own key, on every system", () => {
  expect([key("f", { ctrlKey: true }), key("f", { metaKey: true }), key("f")]).toEqual([
    "find",
    "find",
    undefined,
  ]);
});

test("with Alt the arrows lead from turn to turn, and what somebody else has taken does nothing", () => {
  expect([key("ArrowUp", { altKey: true }), key("ArrowDown", { altKey: true }), key("ArrowUp")]).toEqual([
    "previous-turn",
    "next-turn",
    undefined,
  ]);
  expect(key("f", { ctrlKey: true, defaultPrevented: true })).toBeUndefined();
});
