import { counted } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { serverSettingsStrings as english } from "./server-settings-strings.ts";

export const serverSettingsStrings: Translation<typeof english> = {
  title: "Servereinstellungen",
  lead: "Was hier für alle gilt; Änderungen gelten sofort. Adressen, Isolation und Grenzen einzelner Sitzungen werden beim Start des Servers festgelegt.",
  groups: {
    accounts: "Konten",
    agents: "Agenten",
    data: "Daten",
    quotas: "Was eine Person benutzen darf",
  },
  names: {
    registration: "Neue Konten",
    agentProvider: "Üblicher Agent",
    agentSleep: "Agenten schlafen ein nach",
    approvalTimeout: "Fragen bleiben offen für",
    retentionDays: "Beendete Sitzungen bleiben für",
    quotaLiveSessions: "Laufende Sitzungen",
    quotaStartsPerMinute: "Starts in einer Minute",
    quotaDiskMib: "Speicherplatz",
  },
  meanings: {
    registration: "Wer auf diesem Server ein Konto anlegen darf.",
    agentProvider: "Der Agent von Sitzungen, die keinen nennen.",
    agentSleep:
      "Danach endet der Prozess eines ruhenden Agenten. Die Sitzung bleibt, und die nächste Nachricht weckt ihn.",
    approvalTimeout:
      "Was ein Agent fragt, gilt als abgelehnt, wenn bis dahin niemand geantwortet hat. Gilt für Fragen von jetzt an.",
    retentionDays:
      "Danach werden sie endgültig entfernt, mit allem Inhalt. Laufende und angeheftete bleiben in jedem Fall.",
    quotaLiveSessions: "So viele darf eine Person gleichzeitig haben.",
    quotaStartsPerMinute: "So viele Sitzungen darf eine Person starten.",
    quotaDiskMib: "Was die Arbeitsbereiche einer Person belegen dürfen. Darüber startet nichts Neues.",
  },
  registration: {
    open: "Alle, die diesen Server erreichen",
    invite: "Nur mit Einladung",
    closed: "Niemand",
  },
  none: {
    agentSleep: "Nie",
    approvalTimeout: "Bis zur Antwort",
    retentionDays: "Für immer",
    quotaDiskMib: "Keine Grenze",
  },
  units: { second: "Sekunden", minute: "Minuten", hour: "Stunden", day: "Tage", MiB: "MiB", GiB: "GiB" },
  days: "Tage",
  unitOf: (name) => `${name}: Einheit`,
  between: (min, max) => `von ${min} bis ${max}`,
  atMost: (max) => `über 0, bis ${max}`,
  possible: (bounds) => `Möglich: ${bounds}.`,
  needed: (bounds, isWhole) => `Nötig ist eine ${isWhole ? "ganze Zahl" : "Zahl"} ${bounds}.`,
  byDefault: (value) => `Standard: ${value}.`,
  reset: "Auf Standard zurücksetzen",
  resetNamed: (name) => `Auf Standard zurücksetzen: ${name}`,
  fixed: (by) =>
    `Durch ${by} beim Start des Servers festgelegt. Dort ändern, oder dort entfernen, um es hier zu ändern.`,
  changes: (count) => `${counted(count, "Änderung", "Änderungen")} nicht gespeichert`,
  discard: "Verwerfen",
  saved: "Gespeichert. Es gilt ab jetzt.",
  removeTitle: (days) => `Beendete Sitzungen ${counted(days, "Tag", "Tage")} behalten?`,
  removeNone:
    "Zurzeit ist keine Sitzung so alt. Von da an werden sie von selbst entfernt und lassen sich nicht zurückholen.",
  removeText: (count, size) =>
    `Länger beendet und sofort entfernt, mit allem Inhalt (${size}): ${count}. Das lässt sich nicht zurückholen.`,
  sessions: (count, isMore) =>
    isMore ? `mehr als ${counted(count, "Sitzung", "Sitzungen")}` : counted(count, "Sitzung", "Sitzungen"),
  removeAction: "Speichern und entfernen",
};
