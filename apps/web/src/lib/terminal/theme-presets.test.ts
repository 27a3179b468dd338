import { TerminalTheme } from "@dispatch/protocol/preferences";
import { expect, test } from "vitest";
import { contrast, isDark } from "./colour.ts";
import { selectionOf } from "./terminal-theme.ts";
import { presets } from "./theme-presets.ts";

/** What AA asks of text; the themes of high contrast keep AAA. */
const AA = 4.5;
const AAA = 7;

test.for(presets)("text in each colour of $id can be read on its ground", ({ id, colors }) => {
  const { background, cursor: _cursor, selection: _selection, black, ...text } = colors;
  const least = id.startsWith("high-contrast") ? AAA : AA;
  const shown = { ...text, ...(!isDark(background) && { black }) };
  const tooFaint = Object.entries(shown).filter(([, colour]) => contrast(colour, background) < least);
  expect(tooFaint).toEqual([]);
  expect(contrast(colors.foreground, background)).toBeGreaterThan(AAA);
  expect(contrast(colors.foreground, selectionOf(colors))).toBeGreaterThan(AA);
  expect(contrast(colors.cursor ?? colors.foreground, background)).toBeGreaterThan(3);
});

test("there are as many for the light as for the dark, nearly, each with all its colours", () => {
  const dark = presets.filter(({ colors }) => isDark(colors.background)).length;
  expect([presets.length - dark, dark]).toEqual([4, 6]);
  for (const { id, colors } of presets)
    expect(TerminalTheme.safeParse({ id, name: id, colors }).success).toBe(true);
});

test("contrast is what the guidelines say it is", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21);
  expect(contrast("#777777", "#fff")).toBeCloseTo(4.48, 2);
});
