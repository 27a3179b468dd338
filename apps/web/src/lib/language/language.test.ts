import { afterEach, expect, test } from "vitest";
import { relativeTime } from "#lib/sessions/relative-time.ts";
import { speak, strings, type Strings } from "#lib/strings.ts";
import { counted, dayText, numberText, setLocale } from "./formats.ts";
import { languageFor, localeFor, speakLanguage } from "./language.ts";
import type { Translation } from "./translation.ts";

const english: Strings = strings;

afterEach(() => {
  speak(english);
  setLocale("en");
});

test("what was chosen goes before what the browser asks for, and English stands in for what there is not", () => {
  expect([
    languageFor("de", ["en-US"]),
    languageFor(null, ["fr-FR", "de-AT", "en"]),
    languageFor("xx", ["pt", "fr"]),
    languageFor(undefined, []),
  ]).toEqual(["de", "de", "en", "en"]);
});

test("numbers and dates follow the browser's region where it speaks the language of the page", () => {
  expect([
    localeFor("de", ["en-US", "de-CH"]),
    localeFor("en", ["de-DE"]),
    localeFor("en", ["de", "en-GB"]),
  ]).toEqual(["de-CH", "en", "en-GB"]);
});

test("a language that is spoken is read by whoever has imported the words already", async () => {
  expect(await speakLanguage("de", ["de-DE"])).toBe("de");
  const { german } = await import("#lib/strings.de.ts");
  expect(strings).toBe(german);
  const now = new Date(2026, 5, 15, 12).getTime();
  expect([
    numberText(12_345),
    numberText(0.5, 1),
    counted(2_000, "Zeile", "Zeilen"),
    dayText(new Date(2025, 4, 11), true),
    relativeTime(new Date(2026, 3, 2).getTime(), now),
  ]).toEqual(["12.345", "0,5", "2.000 Zeilen", "11. Mai 2025", "2. Apr."]);
});

test("a catalogue with a name too few or too many does not compile", () => {
  const words = {
    save: "Save",
    lines: (count: number) => `${count} lines`,
    states: { on: "on", off: "off" },
  };
  type Words = Translation<typeof words>;
  const whole: Words = { save: "Sichern", lines: () => "Zeilen", states: { on: "an", off: "aus" } };
  // @ts-expect-error: `off` is missing
  const less: Words = { save: "Sichern", lines: () => "Zeilen", states: { on: "an" } };
  // @ts-expect-error: `half` is unknown
  const more: Words = { ...words, states: { on: "an", off: "aus", half: "halb" } };
  expect([whole, less, more]).toHaveLength(3);
});
