import { counted, numberText } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { themesStrings as english } from "./themes-strings.ts";

export const themesStrings: Translation<typeof english> = {
  title: "Farben der Terminals",
  lead: "Gelten auf jedem Gerät. Offene Terminals wechseln sofort.",
  onPage: "Farben, wenn die Seite so ist",
  modes: { light: "Hell", dark: "Dunkel", both: "Beides" },
  offered: "Farbschemata",
  own: "Eigenes",
  ofWorkspace: "Farben in diesem Arbeitsbereich",
  asUsual: "Wie überall",
  all: "Alle Farbschemata…",
  presets: {
    daylight: "Tageslicht",
    paper: "Papier",
    mist: "Nebel",
    "high-contrast-light": "Hoher Kontrast, hell",
    night: "Nacht",
    ink: "Tinte",
    forest: "Wald",
    ember: "Glut",
    dusk: "Dämmerung",
    "high-contrast-dark": "Hoher Kontrast, dunkel",
  },
  preview: (name) => `Vorschau von ${name}`,
  upload: "Farbschema hinzufügen…",
  uploadHint: "Eine JSON-Datei für xterm.js, Windows Terminal oder VS Code.",
  full: (limit) => `Mehr als ${numberText(limit)} eigene Farbschemata haben keinen Platz.`,
  reading: {
    title: "Farbschema hinzufügen",
    name: "Name",
    add: "Hinzufügen",
    warnings: (count) => counted(count, "Hinweis", "Hinweise"),
    fine: "Alle Farben wurden verstanden.",
    added: (name) => `„${name}“ wurde hinzugefügt und gewählt`,
  },
  failure: {
    "too-large": (limitKb) =>
      `Die Datei ist größer als ${numberText(limitKb)} KB; so groß ist kein Farbschema.`,
    "no-json": "Die Datei ist kein JSON.",
    "no-theme": "In der Datei stehen keine Farben für ein Terminal.",
    unread: "Die Datei konnte nicht gelesen werden.",
  },
  warning: {
    unknown: (key) => `${key} ist unbekannt und wird weggelassen.`,
    unused: (key) => `${key} wird hier nicht gebraucht und weggelassen.`,
    missing: (key) => `${key} fehlt; die übliche tritt an die Stelle.`,
    noColour: (key, value) => `${key} ist keine Farbe (${value}); die übliche tritt an die Stelle.`,
    firstOf: (count) => `Die Datei enthält ${numberText(count)} Farbschemata; dies ist das erste.`,
    more: (count) => `und ${numberText(count)} weitere`,
  },
  delete: (name) => `${name} löschen`,
  deleteTitle: (name) => `„${name}“ löschen?`,
  deleteText: "Terminals, die es haben, bekommen wieder die üblichen Farben.",
  deleteAction: "Farbschema löschen",
  deleted: (name) => `„${name}“ wurde gelöscht`,
};
