import { ansiColors } from "@dispatch/protocol/ansi-colors";
import type { TerminalTheme } from "@dispatch/protocol/preferences";
import type { ITheme } from "@xterm/xterm";
import { isDark, mixed } from "./colour.ts";

export type ThemeColors = TerminalTheme["colors"];

/** How a theme looks in xterm.js: what it does not name comes from what it does. */
export function xtermTheme(colors: ThemeColors): ITheme {
  const { background, foreground, cursor = foreground } = colors;
  const selection = selectionOf(colors);
  return {
    background,
    foreground,
    cursor,
    cursorAccent: background,
    selectionBackground: selection,
    selectionInactiveBackground: mixed(selection, mixed(foreground, background, 0.14), 0.4),
    // The strip that the scrollbar stands in needs no edge of its own.
    overviewRulerBorder: "#00000000",
    scrollbarSliderBackground: `${mixed(foreground, background, 1)}26`,
    scrollbarSliderHoverBackground: `${mixed(foreground, background, 1)}40`,
    scrollbarSliderActiveBackground: `${mixed(foreground, background, 1)}59`,
    ...Object.fromEntries(ansiColors.map((name) => [name, colors[name]])),
  };
}

export const selectionOf = ({ background, foreground, selection }: ThemeColors) =>
  selection ?? mixed(foreground, background, 0.25);

/** Match highlights of the find bar, which the search addon only takes as hex colours. */
export const matchColours = ({ background }: ThemeColors) =>
  isDark(background) ? { match: "#5a4a1c", active: "#b98a1e" } : { match: "#fbe7a8", active: "#f5b82e" };
