import { expect, test } from "vitest";
import { Preferences } from "./preferences.svelte.ts";

function storageWith(text?: string) {
  const values = new Map(text === undefined ? [] : [["dispatch.preferences", text]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

test("a choice is there again on the next visit", () => {
  const storage = storageWith();
  const preferences = new Preferences(storage);
  preferences.fontSizePx = 18;
  preferences.renderer = "dom";
  preferences.copyOnSelect = true;
  preferences.wrapsToScreen = false;
  const next = new Preferences(storage);
  expect(next.terminalLook).toMatchObject({ fontSizePx: 18, wrapsToScreen: false, scrollbackLines: 5000 });
  expect([next.renderer, next.copyOnSelect]).toEqual(["dom", true]);
});

test("a font size stays within what can be read", () => {
  const preferences = new Preferences(storageWith());
  preferences.fontSizePx = 200;
  expect(preferences.fontSizePx).toBe(28);
  preferences.fontSizePx = 1;
  expect(preferences.fontSizePx).toBe(9);
});

test("a phone begins with smaller letters, and keeps what is chosen on it", () => {
  const storage = storageWith();
  const preferences = new Preferences(storage, "hand");
  expect(preferences.fontSizePx).toBe(12);
  preferences.fontSizePx = 16;
  expect(new Preferences(storage, "hand").fontSizePx).toBe(16);
});

test("what cannot be understood in the storage falls back to the defaults", () => {
  for (const text of ["nonsense", "null", '{"fontSizePx":"big","scrollbackLines":-4,"renderer":7}']) {
    const { fontSizePx, scrollbackLines, renderer } = new Preferences(storageWith(text));
    expect({ fontSizePx, scrollbackLines, renderer }).toEqual({
      fontSizePx: 14,
      scrollbackLines: 5000,
      renderer: "auto",
    });
  }
});

test("without a storage choices hold for the visit", () => {
  const preferences = new Preferences(undefined);
  preferences.scrollbackLines = 1000;
  expect(preferences.scrollbackLines).toBe(1000);
});

test("a font's name cannot be more than a name, and lines keep a distance that can be read", () => {
  const storage = storageWith();
  const preferences = new Preferences(storage);
  expect([preferences.fontName, preferences.lineHeight, preferences.cursorStyle]).toEqual([
    "",
    1.15,
    "block",
  ]);
  preferences.fontName = ' "Fira Code"; color: red, x ';
  preferences.lineHeight = 1.3000001;
  preferences.cursorStyle = "bar";
  preferences.cursorBlinks = false;
  preferences.asksBeforePaste = false;
  const next = new Preferences(storage);
  expect([next.fontName, next.lineHeight, next.cursorStyle, next.cursorBlinks, next.asksBeforePaste]).toEqual(
    ["Fira Code color: red x", 1.3, "bar", false, false],
  );
  next.lineHeight = 7;
  expect(next.lineHeight).toBe(1.8);
  expect(new Preferences(storageWith('{"fontName":7,"lineHeight":"x","cursorStyle":"heart"}'))).toMatchObject(
    {
      fontName: "",
      lineHeight: 1.15,
      cursorStyle: "block",
    },
  );
});
