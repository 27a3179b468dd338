import { counted, numberText } from "#lib/language/formats.ts";

/** What is said of the colours of terminals. */
export const themesStrings = {
  title: "Terminal theme",
  lead: "The colours of terminals, on every device. Open terminals change at once.",
  onPage: "Theme on pages that are",
  modes: { light: "Light", dark: "Dark", both: "Both" },
  offered: "Themes",
  own: "Yours",
  ofWorkspace: "Theme in this workspace",
  asUsual: "As everywhere",
  all: "All themes…",
  presets: {
    daylight: "Daylight",
    paper: "Paper",
    mist: "Mist",
    "high-contrast-light": "High contrast, light",
    night: "Night",
    ink: "Ink",
    forest: "Forest",
    ember: "Ember",
    dusk: "Dusk",
    "high-contrast-dark": "High contrast, dark",
  },
  preview: (name: string) => `Preview of ${name}`,
  upload: "Add a theme…",
  uploadHint: "A JSON file for xterm.js, Windows Terminal or VS Code.",
  full: (limit: number) =>
    `You have ${numberText(limit)} themes of your own, which is all there is room for.`,
  reading: {
    title: "Add a theme",
    name: "Name",
    add: "Add theme",
    warnings: (count: number) => counted(count, "thing to know", "things to know"),
    fine: "All its colours were understood.",
    added: (name: string) => `“${name}” was added and chosen`,
  },
  failure: {
    "too-large": (limitKb: number) => `The file is larger than ${numberText(limitKb)} KB, which no theme is.`,
    "no-json": "The file is no JSON.",
    "no-theme": "The file holds no colours of a terminal.",
    unread: "The file could not be read.",
  },
  warning: {
    unknown: (key: string) => `${key} is not known, and left out.`,
    unused: (key: string) => `${key} has no use here, and is left out.`,
    missing: (key: string) => `${key} is missing; the usual one takes its place.`,
    noColour: (key: string, value: string) =>
      `${key} is no colour (${value}); the usual one takes its place.`,
    firstOf: (count: number) => `The file holds ${numberText(count)} themes; this is the first.`,
    more: (count: number) => `and ${numberText(count)} more`,
  },
  delete: (name: string) => `Delete ${name}`,
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText: "Terminals that have it get the usual colours again.",
  deleteAction: "Delete theme",
  deleted: (name: string) => `“${name}” was deleted`,
};
