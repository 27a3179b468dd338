import { ansiColors } from "@dispatch/protocol/ansi-colors";
import { expect, test } from "vitest";
import { readTheme, type ReadTheme } from "./theme-import.ts";
import { presets } from "./theme-presets.ts";

const [daylight] = presets;
const night = presets.find(({ id }) => id === "night");
const plain = { background: "#101010", foreground: "#e0e0e0" };
const ansi = Object.fromEntries(ansiColors.map((name, index) => [name, `#0000${(16 + index).toString(16)}`]));

function read(value: unknown, fileName = "mine.json"): Exclude<ReadTheme, { failure: string }> {
  const theme = readTheme(typeof value === "string" ? value : JSON.stringify(value), fileName);
  if (theme.failure !== undefined) throw new Error(theme.failure);
  return theme;
}

test("a theme of xterm.js is taken as it is, also within others' wrappings", () => {
  const whole = { ...plain, cursor: "#ff0000", selectionBackground: "#333333", ...ansi };
  const { selectionBackground: selection, ...rest } = whole;
  const expected = { name: "mine", colors: { ...rest, selection }, warnings: [] };
  expect(read(whole)).toEqual(expected);
  expect(read({ theme: whole })).toEqual(expected);
  expect(read({ name: "Given", colors: whole })).toEqual({ ...expected, name: "Given" });
});

test("names of Windows Terminal and of VS Code mean the same colours", () => {
  const windows = Object.fromEntries(
    Object.entries(ansi).map(([name, colour]) => [
      name
        .replace(/agenta$/, "agenta")
        .replace("magenta", "purple")
        .replace("Magenta", "Purple"),
      colour,
    ]),
  );
  expect(read({ schemes: [{ name: "Coast", ...plain, cursorColor: "#FF0000", ...windows }, {}] })).toEqual({
    name: "Coast",
    colors: { ...plain, cursor: "#ff0000", ...ansi },
    warnings: [{ kind: "first-of", count: 2 }],
  });
  const code = Object.fromEntries(
    Object.entries(ansi).map(([name, colour]) => [
      `terminal.ansi${name[0]?.toUpperCase()}${name.slice(1)}`,
      colour,
    ]),
  );
  const colors = {
    "editor.background": "#000001",
    "terminal.background": "#101010",
    "editor.foreground": "#e0e0e0",
    "activityBar.background": "#123456",
    "terminal.tab.activeBorder": "#ffffff",
    ...code,
  };
  expect(read({ name: "Coded", type: "dark", colors, tokenColors: [] })).toEqual({
    name: "Coded",
    colors: { ...plain, ...ansi },
    warnings: [{ kind: "unknown", key: "terminal.tab.activeBorder" }],
  });
  expect(read({ "workbench.colorCustomizations": colors, "editor.tabSize": 2 }).colors).toEqual({
    ...plain,
    ...ansi,
  });
});

test("each key that is unknown, without a use, missing or no colour is named", () => {
  const { red: _red, ...others } = ansi;
  const { colors, warnings } = read({
    ...plain,
    ...others,
    green: "greenish",
    blue: 7,
    sparkle: "#ffffff",
    cursorAccent: "#000000",
  });
  expect(warnings).toEqual([
    { kind: "no-colour", key: "green", value: "greenish" },
    { kind: "no-colour", key: "blue", value: "7" },
    { kind: "unknown", key: "sparkle" },
    { kind: "unused", key: "cursorAccent" },
    { kind: "missing", key: "red" },
  ]);
  expect([colors.red, colors.green, colors.yellow]).toEqual([
    night?.colors.red,
    night?.colors.green,
    ansi["yellow"],
  ]);
});

test("what is missing comes from the theme that fits the ground", () => {
  expect(read({ background: "#ffffff" }).colors.red).toBe(daylight?.colors.red);
  expect(read({ foreground: "#111111" }).colors.background).toBe(daylight?.colors.background);
});

test("colours are written in several ways, and never shine through", () => {
  const { colors } = read({
    ...ansi,
    background: "#123",
    foreground: "rgba(255, 128, 0, 0.5)",
    red: " #ABCDEF80 ",
  });
  expect([colors.background, colors.foreground, colors.red]).toEqual(["#112233", "#ff8000", "#abcdef"]);
  expect(read({ ...plain, red: "rgb(300,0,0)" }).warnings[0]).toMatchObject({
    kind: "no-colour",
    key: "red",
  });
});

test("comments and last commas of an editor's theme are read over, those within quotes are not", () => {
  const text = `\uFEFF{ // a comment
    /* another */ "name": "a // b, }", "background": "#000000", /* "red": 1, */
    "foreground": "#ffffff",
  }`;
  const { name, colors } = read(text);
  expect([name, colors.background, colors.foreground]).toEqual(["a // b, }", "#000000", "#ffffff"]);
});

test("what is no theme is refused with the reason", () => {
  const failure = (text: string) => readTheme(text, "x.json").failure;
  expect(failure("red: blue")).toBe("no-json");
  for (const text of [
    "[]",
    "null",
    "7",
    "{}",
    '{"theme":[]}',
    '{"schemes":[]}',
    '{"name":"x"}',
    '{"__proto__":{"red":"#ff0000"}}',
  ])
    expect([text, failure(text)]).toEqual([text, "no-theme"]);
  expect(failure(`{"background":"#000000","x":"${"y".repeat(260_000)}"}`)).toBeUndefined();
  expect(failure(`{"background":"#000000","x":"${"y".repeat(270_000)}"}`)).toBe("too-large");
});

test("a name is bounded and holds nothing that is not to be seen", () => {
  expect(read({ ...plain, name: `  a\u0007${"b".repeat(100)}` }).name).toBe(`a ${"b".repeat(58)}`);
  expect(read(plain, "Night owl.jsonc").name).toBe("Night owl");
});

test("of many warnings the first are told, and how many more there are", () => {
  const odd = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`odd${index}`, 1]));
  const { warnings } = read({ ...plain, ...ansi, ...odd });
  expect([warnings.length, warnings.at(-1)]).toEqual([61, { kind: "more", count: 40 }]);
});
