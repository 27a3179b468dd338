import type { Translation } from "#lib/language/translation.ts";
import type { uiStrings as english } from "./ui-strings.ts";

export const uiStrings: Translation<typeof english> = {
  product: "Dispatch",
  unreachable: "Der Server antwortet nicht. Läuft er, und ist er von diesem Gerät aus erreichbar?",
  loading: "Wird geladen",
  close: "Schließen",
  cancel: "Abbrechen",
  save: "Speichern",
  copy: "Kopieren",
  copied: "Kopiert",
  done: "Fertig",
  retry: "Erneut versuchen",
  pageTitle: (part) => `${part} – Dispatch`,

  action: {
    open: "Öffnen",
    share: "Teilen",
    rename: "Umbenennen",
    stop: "Beenden",
    resume: "Fortsetzen",
    delete: "Löschen",
    find: "Suchen",
    copyAll: "Alles als Text kopieren",
    clearView: "Ansicht leeren",
    export: "Exportieren",
    exportCast: "Aufzeichnung (asciicast)",
    exportText: "Reiner Text",
    exportMarkdown: "Verlauf (Markdown)",
    exportJsonl: "Ereignisse (JSON-Zeilen)",
  },

  confirm: {
    stopTitle: (title) => `„${title}“ beenden?`,
    stopText:
      "Alles, was darin läuft, wird beendet. Die Ausgabe bleibt erhalten; später lässt sich die Sitzung fortsetzen.",
    stopAction: "Sitzung beenden",
    deleteTitle: (title) => `„${title}“ löschen?`,
    deleteText: "Die aufgezeichnete Ausgabe wird endgültig gelöscht.",
    deleteLiveText:
      "Alles, was darin läuft, wird beendet, und die aufgezeichnete Ausgabe wird endgültig gelöscht.",
    deleteAction: "Sitzung löschen",
    deleteKeyTitle: (name) => `Schlüssel „${name}“ löschen?`,
    deleteKeyText: "Programme, die ihn benutzen, werden von da an abgewiesen.",
    deleteKeyAction: "Schlüssel löschen",
    endLoginTitle: "Hier abmelden?",
    endLoginText: "Das ist der gerade benutzte Browser. Die Sitzungen laufen weiter.",
    switchOffTitle: (name) => `Konto von ${name} sperren?`,
    switchOffText:
      "Alle Anmeldungen enden, und neue sind nicht möglich. Die Sitzungen laufen weiter; gelöscht wird nichts.",
    switchOffAction: "Sperren",
    switchOnTitle: (name) => `Konto von ${name} entsperren?`,
    switchOnText: "Die Anmeldung ist wieder möglich, mit dem bisherigen Passwort.",
    switchOnAction: "Entsperren",
    roleTitle: {
      admin: (name) => `${name} zum Admin machen?`,
      member: (name) => `${name} zum Mitglied machen?`,
    },
    roleText: {
      admin:
        "Admins laden ein, sperren Konten und setzen Passwörter zurück. Mit der Änderung enden alle Anmeldungen.",
      member: "Mitglieder sehen nur, was ihnen gehört. Mit der Änderung enden alle Anmeldungen.",
    },
    roleAction: { admin: "Zum Admin machen", member: "Zum Mitglied machen" },
    takeBackTitle: "Diese Einladung zurückziehen?",
    takeBackText: "Ihr Link öffnet von da an nichts mehr.",
    takeBackAction: "Zurückziehen",
  },

  toast: {
    deleted: (title) => `„${title}“ gelöscht`,
    copiedAll: "Der Text des Terminals ist in der Zwischenablage",
    copyFailed:
      "Der Browser erlaubt den Zugriff auf die Zwischenablage nicht. Er verlangt HTTPS oder localhost.",
    pasteFailed: "Der Browser erlaubt das Lesen der Zwischenablage nicht. Er verlangt HTTPS oder localhost.",
    inputFailed: (detail) => `Nicht gesendet: ${detail}`,
    passwordChanged: "Passwort geändert. Alle anderen Anmeldungen sind beendet.",
  },
};
