import type { Translation } from "#lib/language/translation.ts";
import type { sessionsStrings as english } from "./sessions-strings.ts";

export const sessionsStrings: Translation<typeof english> = {
  sessions: {
    title: "Sitzungen",
    waiting: "Wartet auf Antwort",
    running: "Läuft",
    idle: "Ruht",
    kinds: { terminal: "Terminal", agent: "Agent", editor: "Editor" },
    ended: "Beendet",
    newTerminal: "Neues Terminal",
    filter: "Sitzungen filtern",
    noMatch: (filter) => `Keine Sitzung passt zu „${filter}“.`,
    emptyTitle: "Noch keine Sitzungen",
    emptyText:
      "Ein Terminal oder Agent, der hier startet, läuft weiter und behält jedes Byte, auch wenn der Tab geschlossen wird oder die Verbindung abreißt.",
    emptyCli: "oder aus einer Shell",
    emptyCommand: "dispatch new terminal",
    failed: "Die Sitzungen konnten nicht geladen werden",
    attached: (count) => `${count} dabei`,
    actions: (title) => `Aktionen für ${title}`,
    lastActivity: "Letzte Aktivität",
    renameLabel: "Titel der Sitzung",
    states: {
      pending: "Wartet auf einen Runner",
      preparing: "Startet",
      running: "Läuft",
      waiting_for_input: "Wartet auf Antwort",
      idle: "Ruht",
      stopping: "Wird beendet",
      held: "Angehalten",
      ended: "Beendet",
    },
    outcomes: { completed: "Abgeschlossen", stopped: "Beendet", failed: "Fehlgeschlagen", lost: "Verloren" },
    signal: (name) => `Signal ${name}`,
    exitCode: (code) => `Exit-Code ${code}`,
  },

  create: {
    title: "Neues Terminal",
    lead: "Alles ist freiwillig.",
    name: "Titel",
    namePlaceholder: "Nach der Shell benannt",
    shell: "Shell",
    shellPlaceholder: "Die Login-Shell",
    shellHint: "Ein Pfad oder ein Name wie zsh oder htop.",
    folder: "Ordner",
    folderPlaceholder: "Der Arbeitsbereich",
    folderHint: "Absolut oder im Arbeitsbereich.",
    submit: "Terminal starten",
  },
};
