import { expect, test } from "vitest";
import { afterKey, encodeExtraKey, encodeTyped, noModifiers, tapModifier } from "./extra-keys.ts";

const control = tapModifier(noModifiers, "control");
const alt = tapModifier(noModifiers, "alt");

test("a modifier goes from off to once to locked and off again", () => {
  const states = [
    control,
    tapModifier(control, "control"),
    tapModifier(tapModifier(control, "control"), "control"),
  ];
  expect(states.map((state) => state.control)).toEqual(["once", "locked", "off"]);
});

test("a key uses up what was held once and leaves what is locked", () => {
  expect(afterKey({ control: "once", alt: "locked" })).toEqual({ control: "off", alt: "locked" });
});

test("control turns the next typed character into its code", () => {
  expect(["c", "C", "[", " ", "?", "/", "é", "5"].map((text) => encodeTyped(text, control))).toEqual([
    "\x03",
    "\x03",
    "\x1b",
    "\0",
    "\x7f",
    "\x1f",
    "é",
    "5",
  ]);
});

test("alt puts an escape in front, with control as well", () => {
  expect(encodeTyped("b", alt)).toBe("\x1bb");
  expect(encodeTyped("b", tapModifier(alt, "control"))).toBe("\x1b\x02");
});

test("a word the keyboard completes is sent as it is", () => {
  expect(encodeTyped("hello", control)).toBe("hello");
});

test("arrows follow the program's cursor key mode and carry modifiers", () => {
  const up = { kind: "special", name: "up" } as const;
  expect([
    encodeExtraKey(up, noModifiers, false),
    encodeExtraKey(up, noModifiers, true),
    encodeExtraKey(up, control, true),
    encodeExtraKey(up, tapModifier(control, "alt"), false),
  ]).toEqual(["\x1b[A", "\x1bOA", "\x1b[1;5A", "\x1b[1;7A"]);
});
