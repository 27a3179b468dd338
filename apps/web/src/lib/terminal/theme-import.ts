import { ansiColors, type AnsiColor } from "@dispatch/protocol/ansi-colors";
import { colourFrom, isDark } from "./colour.ts";
import type { ThemeColors } from "./terminal-theme.ts";
import { presets } from "./theme-presets.ts";

/** A large theme of an editor has some 50 KB; what is more than this is no theme. */
export const THEME_LIMIT_BYTES = 256 * 1024;
const NAME_LIMIT = 60;
/** What is said of one file stays readable. */
const WARNINGS_LIMIT = 60;
const SHOWN_CHARACTERS = 40;

type ColorName = keyof ThemeColors;
export type ThemeWarning =
  | { readonly kind: "unknown" | "unused" | "missing"; readonly key: string }
  | { readonly kind: "no-colour"; readonly key: string; readonly value: string }
  | { readonly kind: "first-of"; readonly count: number }
  | { readonly kind: "more"; readonly count: number };
export type ReadTheme =
  | { readonly failure: "too-large" | "no-json" | "no-theme" }
  | {
      readonly failure?: undefined;
      readonly name: string;
      readonly colors: ThemeColors;
      readonly warnings: readonly ThemeWarning[];
    };

/** Names of the same thing in xterm.js, Windows Terminal and VS Code, in lower case. The first that is given counts. */
const namesOf: Readonly<Record<ColorName, readonly string[]>> = {
  background: ["background", "terminal.background", "editor.background"],
  foreground: ["foreground", "terminal.foreground", "editor.foreground"],
  cursor: ["cursor", "cursorcolor", "terminalcursor.foreground"],
  selection: ["selection", "selectionbackground", "terminal.selectionbackground"],
  ...(Object.fromEntries(ansiColors.map((name) => [name, namesOfAnsi(name)])) as Record<AnsiColor, string[]>),
};
const colorNames = Object.keys(namesOf) as ColorName[];
const optional: ReadonlySet<ColorName> = new Set(["cursor", "selection"]);
/** Known to others, and without a use here. */
const unused = new Set(
  [
    "cursorAccent",
    "selectionForeground",
    "selectionInactiveBackground",
    "extendedAnsi",
    "scrollbarSliderBackground",
    "scrollbarSliderHoverBackground",
    "scrollbarSliderActiveBackground",
    "overviewRulerBorder",
    "terminalCursor.background",
    "terminal.border",
    "terminal.selectionForeground",
    "terminal.inactiveSelectionBackground",
  ].map((key) => key.toLowerCase()),
);
/** Beside the colours in files of each kind. */
const besides = new Set(["name", "id", "type", "author", "$schema", "variant"]);

function namesOfAnsi(name: AnsiColor): string[] {
  const windows = name.replace("magenta", "purple").replace("Magenta", "Purple");
  return [...new Set([name, windows, `terminal.ansi${name}`])].map((each) => each.toLowerCase());
}

/** Makes a theme of what people have: for xterm.js, for Windows Terminal or for VS Code. */
export function readTheme(text: string, fileName: string): ReadTheme {
  if (new Blob([text]).size > THEME_LIMIT_BYTES) return { failure: "too-large" };
  let whole: unknown;
  try {
    whole = JSON.parse(withoutComments(text));
  } catch {
    return { failure: "no-json" };
  }
  const warnings: ThemeWarning[] = [];
  const table = tableIn(whole, warnings);
  if (!table) return { failure: "no-theme" };
  const found = coloursIn(table, warnings);
  if (found.size === 0) return { failure: "no-theme" };
  return {
    name: nameIn(whole, table, fileName),
    colors: completed(found, warnings),
    warnings:
      warnings.length <= WARNINGS_LIMIT
        ? warnings
        : [...warnings.slice(0, WARNINGS_LIMIT), { kind: "more", count: warnings.length - WARNINGS_LIMIT }],
  };
}

type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where in a file the colours are. */
function tableIn(whole: unknown, warnings: ThemeWarning[]): Table | undefined {
  if (!isTable(whole)) return undefined;
  const { schemes } = whole;
  if (Array.isArray(schemes)) {
    if (schemes.length > 1) warnings.push({ kind: "first-of", count: schemes.length });
    return isTable(schemes[0]) ? schemes[0] : undefined;
  }
  return [whole["theme"], whole["colors"], whole["workbench.colorCustomizations"]].find(isTable) ?? whole;
}

function coloursIn(table: Table, warnings: ThemeWarning[]): Map<ColorName, string> {
  const found = new Map<ColorName, { readonly rank: number; readonly colour: string }>();
  for (const [key, value] of Object.entries(table)) {
    const lower = key.toLowerCase();
    const name = colorNames.find((each) => namesOf[each].includes(lower));
    if (name === undefined) {
      // Of an editor's colours those of its terminal alone are looked at.
      if (besides.has(lower) || (key.includes(".") && !lower.startsWith("terminal"))) continue;
      warnings.push({ kind: unused.has(lower) ? "unused" : "unknown", key: short(key) });
      continue;
    }
    const colour = typeof value === "string" ? colourFrom(value) : undefined;
    if (colour === undefined) {
      const said = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
      warnings.push({ kind: "no-colour", key: short(key), value: short(said) });
      continue;
    }
    const rank = namesOf[name].indexOf(lower);
    const before = found.get(name);
    if (!before || rank < before.rank) found.set(name, { rank, colour });
  }
  return new Map([...found].map(([name, { colour }]) => [name, colour]));
}

/** What is missing comes from the usual theme that fits. */
function completed(found: ReadonlyMap<ColorName, string>, warnings: ThemeWarning[]): ThemeColors {
  const text = found.get("foreground");
  const ground = found.get("background") ?? (text !== undefined && isDark(text) ? "#ffffff" : "#000000");
  const fitting = presets.find(({ id }) => id === (isDark(ground) ? "night" : "daylight"))?.colors;
  const told = warnings.flatMap((each) => (each.kind === "no-colour" ? [each.key.toLowerCase()] : []));
  const isTold = (name: ColorName) => namesOf[name].some((each) => told.includes(each));
  const colors: [ColorName, string][] = [];
  for (const name of colorNames) {
    const given = found.get(name);
    if (given !== undefined) colors.push([name, given]);
    else if (!optional.has(name)) {
      // What was there, and no colour, has been told.
      if (!isTold(name)) warnings.push({ kind: "missing", key: name });
      colors.push([name, fitting?.[name] ?? "#888888"]);
    }
  }
  return Object.fromEntries(colors) as ThemeColors;
}

function nameIn(whole: unknown, table: Table, fileName: string): string {
  const given = [table["name"], isTable(whole) ? whole["name"] : undefined].find(
    (each) => typeof each === "string" && each.trim() !== "",
  ) as string | undefined;
  return (given ?? fileName.replace(/\.jsonc?$/i, ""))
    .replaceAll(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, NAME_LIMIT)
    .trim();
}

const short = (text: string) =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;

/** Themes of editors hold comments and commas at the end, which JSON does not have. What stands in quotes is left alone. */
const withoutComments = (text: string) =>
  text
    .replace(/^\uFEFF/, "")
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g, (_, quoted?: string) => quoted ?? "")
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? "");
