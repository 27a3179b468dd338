import { counted, numberText } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import { auditActStrings } from "./audit-act-strings.de.ts";
import type { auditStrings as english } from "./audit-strings.ts";

export const auditStrings: Translation<typeof english> = {
  title: "Audit-Protokoll",
  lead: "Wer was auf diesem Server getan hat, das Neueste zuerst. Nie, was jemand getippt oder gelesen hat.",
  verdict: "Ist das Protokoll unversehrt?",
  verify: "Erneut prüfen",
  verifying: "Jeder Eintrag wird geprüft…",
  intact: "Das Protokoll ist unversehrt",
  broken: "Das Protokoll ist nicht, wie es geschrieben wurde",
  act: "Was",
  everything: "Alles",
  person: "Wer",
  everybody: "Alle",
  empty: "Nichts davon steht im Protokoll.",
  older: "Ältere zeigen",
  place: (address, device) => `von ${address}${device === undefined ? "" : ` mit ${device}`}`,
  number: (number) => `Eintrag ${numberText(number)}`,
  acts: auditActStrings,
  sentence: {
    did: (who, what) => `${who} ${what}`,
    tried: (who, what, givenName, why) =>
      `${who} wollte ${what}${givenName === undefined ? "" : ` (als ${givenName})`}: ${why}`,
    unknownDone: (act) => `hat ${act} ausgeführt`,
    unknownTo: (act) => `${act} ausführen`,
    machine: "Jemand an der Maschine",
    nobody: "Jemand Unbekanntes",
    guest: (name) => `${name} (über einen Link)`,
    key: (name) => `${name} (mit einem API-Schlüssel)`,
    somebody: "jemand anderem",
    quoted: (name) => `„${name}“`,
    switchedOff: (who) => `hat das Konto von ${who} gesperrt`,
    switchedOn: (who) => `hat das Konto von ${who} entsperrt`,
    madeAdmin: (who) => `hat das Konto von ${who} zum Admin gemacht`,
    madeMember: (who) => `hat das Konto von ${who} zum Mitglied gemacht`,
    invitedAdmin: "hat einen Admin eingeladen",
    invitedMember: "hat ein Mitglied eingeladen",
    startedTerminal: "hat ein Terminal gestartet",
    disabledKey: "hat einen API-Schlüssel deaktiviert",
    enabledKey: "hat einen API-Schlüssel aktiviert",
    cleanedUp: (sessions) =>
      `hat ${counted(sessions, "beendete Sitzung", "beendete Sitzungen")} beim Aufräumen entfernt`,
    changedSettings: (names) => `hat Servereinstellungen geändert: ${names}`,
    shared: (session, person, access) =>
      `hat ${session === undefined ? "eine Sitzung" : `„${session}“`} ${person === undefined ? "über einen Link" : `mit ${person}`} geteilt, zum ${access === "write" ? "Mitschreiben" : "Zusehen"}`,
  },
};
