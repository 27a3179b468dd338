import { counted, numberText } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { dataStrings as english } from "./data-strings.ts";

const sessions = (count: number) => counted(count, "Sitzung", "Sitzungen");
const stay = (count: number) => counted(count, "Sitzung bleibt", "Sitzungen bleiben");

export const dataStrings: Translation<typeof english> = {
  title: "Daten",
  lead: "Was Sitzungen ausgegeben und gesagt haben, wie lange es bleibt, und wie es entfernt wird.",
  whose: "Wessen Sitzungen",
  mine: "Eigene",
  everybody: "Von allen",
  facts: { bytes: "Aufgezeichnet", sessions: "Sitzungen", ended: "Beendet", events: "Ereignisse" },
  sizes: "Größe",
  by: { kind: "Art", age: "Beendet", person: "Person" },
  ages: {
    live: "Läuft noch",
    week: "Bis 7 Tage her",
    month: "Bis 30 Tage her",
    year: "Bis 1 Jahr her",
    older: "Länger her",
  },
  none: "Noch ist nichts aufgezeichnet: Es gibt keine Sitzungen.",
  database: "Die Datei der Datenbank",
  fileSize: (size, free) => `${size}, davon ${free} frei zur Wiederverwendung.`,
  keepsSize:
    "Diese Datei stammt von einer Version von Dispatch, die sie nicht verkleinern konnte: Sie behält ihre Größe.",
  retention: "Wie lange es bleibt",
  keptForEver: "Beendete Sitzungen bleiben, bis jemand sie entfernt.",
  keptFor: (days) =>
    `Beendete Sitzungen werden ${counted(days, "Tag", "Tage")} nach ihrem Ende mit allem Inhalt von selbst entfernt. Angeheftete bleiben.`,
  perServer: "Das gilt für alle auf diesem Server.",
  changeRetention: "In den Servereinstellungen ändern",
  cleanUp: "Aufräumen",
  cleanUpLead:
    "Entfernt beendete Sitzungen endgültig. Laufende und angeheftete Sitzungen bleiben in jedem Fall.",
  age: "Beendet",
  ageChoice: (days) => (days === 0 ? "Irgendwann" : `Vor mehr als ${numberText(days)} Tagen`),
  look: "Zeigen, was entfernt würde",
  looking: "Wird gesucht…",
  nothing: "Nichts würde entfernt.",
  nothingHint: "Keine Sitzung, die weder läuft noch angeheftet ist, endete in dieser Zeit.",
  found: (count, size) => `${sessions(count)}, ${size}`,
  more: (count) => `Das sind die ältesten ${numberText(count)}. Nach dem Entfernen erneut nachsehen.`,
  all: "Alle",
  list: "Was entfernt würde",
  othersSession: (kind, owner) => `${kind} von ${owner}`,
  ended: (when) => `beendet ${when}`,
  remove: (count) => `${sessions(count)} entfernen…`,
  removeTitle: (count) => `${sessions(count)} endgültig entfernen?`,
  removeText: (size) =>
    `Alles, was darin ausgegeben und gesagt wurde, geht mit verloren (${size}) und lässt sich nicht zurückholen. Der Verbrauch von Agenten bleibt gezählt.`,
  removeOthers: (count) =>
    ` ${counted(count, "davon gehört", "davon gehören")} anderen Personen, die nicht gefragt werden.`,
  removeAction: "Endgültig entfernen",
  removed: (count, size) => `${sessions(count)} entfernt, ${size}.`,
  kept: {
    live: (count) => `${stay(count)}: wieder in Betrieb.`,
    pinned: (count) => `${stay(count)}: inzwischen angeheftet.`,
    later: (count) => `${stay(count)}: später beendet.`,
    gone: (count) => `${counted(count, "Sitzung war", "Sitzungen waren")} schon entfernt.`,
  },
};
