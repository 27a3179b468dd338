import { numberText } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { terminalStrings as english } from "./terminal-strings.ts";

export const terminalStrings: Translation<typeof english> = {
  terminal: {
    label: (title) => `Terminal: ${title}`,
    back: "Zurück zu den Sitzungen",
    menu: "Aktionen der Sitzung",
    settings: "Terminal-Einstellungen",
    opening: "Terminal wird geöffnet",
    completeUpTo: (seq) => `vollständig bis Ereignis ${numberText(seq)}`,
    catchingUp: (seq, head) => `holt auf: ${numberText(seq)} von ${numberText(head)}`,
    grid: (cols, rows) => `${cols} × ${rows}`,
    gridElsewhere: "Größe von einem anderen Fenster",
    fitHere: "Hier anpassen",
    gone: "Diese Sitzung gibt es nicht",
    goneText: "Sie wurde gelöscht oder gehört jemand anderem. Hier ist nur ihre Adresse übrig.",
    deletedNow: "Diese Sitzung wurde gelöscht",
    failedTitle: "Das Terminal konnte nicht geöffnet werden",
    noTerminal: "Diese Sitzung ist kein Terminal",
    noTerminalText:
      "In ihr werden Dateien bearbeitet. `dispatch logs -f` zeigt, was geschieht, `dispatch edit` macht mit.",
    endedBanner: (word, detail) => `${word}${detail === undefined ? "" : ` – ${detail}`}`,
    stopping: "Wird beendet…",
    bell: "Klingel",
  },

  find: {
    label: "Im Terminal suchen",
    next: "Nächster Treffer",
    previous: "Voriger Treffer",
    matchCase: "Groß-/Kleinschreibung",
    count: (index, count) => `${index} von ${count}`,
    many: (count) => `über ${count} Treffer`,
    none: "Keine Treffer",
  },

  keys: {
    label: "Zusatztasten",
    escape: "Esc",
    tab: "Tab",
    control: "Strg",
    alt: "Alt",
    up: "Pfeil nach oben",
    down: "Pfeil nach unten",
    left: "Pfeil nach links",
    right: "Pfeil nach rechts",
    interrupt: "Strg C",
    paste: "Einfügen",
    keyboard: "Tastatur zeigen oder verbergen",
    state: { off: "aus", once: "für die nächste Taste", locked: "gehalten" },
  },
};
