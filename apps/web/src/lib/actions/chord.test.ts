import { describe, expect, test } from "vitest";
import { chordLabel, chordOf, isTyping } from "./chord.ts";

const pressed = (key: string, code: string, ...held: ("ctrl" | "meta" | "alt" | "shift")[]) => ({
  key,
  code,
  ctrlKey: held.includes("ctrl"),
  metaKey: held.includes("meta"),
  altKey: held.includes("alt"),
  shiftKey: held.includes("shift"),
});

describe("a chord", () => {
  test("is the same wherever the modifier is called something else", () => {
    expect(chordOf(pressed("k", "KeyK", "ctrl"), false)).toBe("mod+k");
    expect(chordOf(pressed("k", "KeyK", "meta"), true)).toBe("mod+k");
    expect(chordOf(pressed("k", "KeyK", "ctrl"), true)).toBe("ctrl+k");
    expect(chordOf(pressed("P", "KeyP", "ctrl", "shift"), false)).toBe("mod+shift+p");
  });
  test("goes by the place of a letter where Alt makes another one of it", () => {
    expect(chordOf(pressed("ˇ", "KeyT", "alt", "shift"), true)).toBe("alt+shift+t");
    expect(chordOf(pressed("!", "Digit1", "alt", "shift"), false)).toBe("alt+shift+1");
  });
  test("is the sign itself where only Shift makes it", () => {
    expect(chordOf(pressed("?", "Slash", "shift"), false)).toBe("?");
    expect(chordOf(pressed("?", "Minus", "shift"), false)).toBe("?");
    expect(chordOf(pressed("A", "KeyA", "shift"), false)).toBe("shift+a");
  });
  test("is nothing while modifiers alone are held", () => {
    expect(chordOf(pressed("Shift", "ShiftLeft", "shift"), false)).toBe(undefined);
  });
  test("is left to a text field where that could mean it", () => {
    expect(["?", "j", "shift+a", "enter", "esc"].every(isTyping)).toBe(true);
    expect(["mod+k", "alt+shift+t", "f2", "mod+shift+p"].some(isTyping)).toBe(false);
  });
  test("is labelled as on the person's keyboard", () => {
    expect(chordLabel("mod+shift+p", false)).toBe("Ctrl+Shift+P");
    expect(chordLabel("mod+shift+p", true)).toBe("⌘⇧P");
    expect(chordLabel("alt+shift+left", false)).toBe("Alt+Shift+←");
  });
});
