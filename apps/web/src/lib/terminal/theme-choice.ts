import type { PatchPreferences, Preferences, TerminalTheme } from "@dispatch/protocol/preferences";
import { strings } from "#lib/strings.ts";
import type { ThemeColors } from "./terminal-theme.ts";
import { presets, type PresetId } from "./theme-presets.ts";

export type Mode = "light" | "dark";
/** A theme as it is offered: one that everybody has, or a person's own. */
export type OfferedTheme = {
  readonly id: string;
  readonly name: string;
  readonly colors: ThemeColors;
  readonly isOwn: boolean;
};

const usual: Readonly<Record<Mode, PresetId>> = { light: "daylight", dark: "night" };
/** As many as a person's preferences may hold. */
export const OWN_THEMES_LIMIT = 20;

export const offeredThemes = ({ themes = [] }: Preferences): readonly OfferedTheme[] => [
  ...presets.map(({ id, colors }) => ({ id, name: strings.themes.presets[id], colors, isOwn: false })),
  ...themes.map((theme) => ({ ...theme, isOwn: true })),
];

/** The theme of terminals on a light or a dark page. One that is gone gives way to the usual one. */
export function themeFor(
  preferences: Preferences,
  { mode, workspaceId }: { readonly mode: Mode; readonly workspaceId?: string | undefined },
): OfferedTheme {
  const { terminalTheme, workspaceThemes } = preferences;
  const ofWorkspace =
    workspaceId === undefined
      ? undefined
      : (workspaceThemes as Readonly<Record<string, string>> | undefined)?.[workspaceId];
  const offered = offeredThemes(preferences);
  const by = (id: string | undefined) => offered.find((theme) => theme.id === id);
  return (by(ofWorkspace) ?? by(terminalTheme?.[mode]) ?? by(usual[mode])) as OfferedTheme;
}

export const isOneForBoth = (preferences: Preferences) =>
  themeFor(preferences, { mode: "light" }).id === themeFor(preferences, { mode: "dark" }).id;

/** What changes when a theme is chosen for these lights. */
export const chosen = (preferences: Preferences, modes: readonly Mode[], id: string): PatchPreferences => ({
  terminalTheme: { ...preferences.terminalTheme, ...Object.fromEntries(modes.map((mode) => [mode, id])) },
});

/** What changes when a workspace gets a theme of its own, or none. */
export function chosenIn(
  preferences: Preferences,
  workspaceId: string,
  id: string | undefined,
): PatchPreferences {
  const others = Object.entries(preferences.workspaceThemes ?? {}).filter(([key]) => key !== workspaceId);
  const themes = id === undefined ? others : [...others, [workspaceId, id] as const];
  return { workspaceThemes: Object.fromEntries(themes) };
}

export const withTheme = ({ themes = [] }: Preferences, theme: TerminalTheme): PatchPreferences => ({
  themes: [...themes, theme],
});

/** Whatever had it is as usual again. */
export function withoutTheme(preferences: Preferences, id: string): PatchPreferences {
  const { themes = [], terminalTheme = {}, workspaceThemes = {} } = preferences;
  const without = (record: object) =>
    Object.fromEntries(Object.entries(record).filter(([, at]) => at !== id));
  return {
    themes: themes.filter((theme) => theme.id !== id),
    terminalTheme: without(terminalTheme),
    workspaceThemes: without(workspaceThemes),
  };
}
