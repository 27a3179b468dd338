import { counted } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { accountStrings as english } from "./account-strings.ts";

export const accountStrings: Translation<typeof english> = {
  setup: {
    title: "Dispatch einrichten",
    lead: "Zuerst das Konto des Eigentümers. Es bleibt auf diesem Server.",
    setupKey: "Einrichtungsschlüssel",
    setupKeyHint: "Der Wert von TERMINAL_KEY, mit dem der Server gestartet wurde.",
    submit: "Eigentümerkonto anlegen",
  },

  login: {
    title: "Anmelden",
    lead: "Die Sitzungen sind inzwischen weitergelaufen.",
    submit: "Anmelden",
  },

  join: {
    title: "Dispatch beitreten",
    lead: "Eine Einladung liegt vor. Hier entsteht das Konto auf diesem Server.",
    submit: "Konto anlegen",
    invalidTitle: "Diese Einladung gilt nicht",
    invalidText:
      "Sie wurde schon benutzt, ist abgelaufen, wurde zurückgezogen, oder der Link ist nicht vollständig. Wer eingeladen hat, kann eine neue ausstellen.",
    closedTitle: "Keine neuen Konten",
    closedText:
      "Dieser Server nimmt zurzeit keine neuen Konten an, auch nicht mit Einladung. Auskunft gibt der Eigentümer.",
    haveAccount: "Es gibt schon ein Konto: anmelden",
    signedInTitle: "Schon angemeldet",
    signedInText: (email) =>
      `Dieser Browser ist als ${email} angemeldet. Um die Einladung für ein anderes Konto zu benutzen, zuerst abmelden.`,
  },

  reset: {
    title: "Neues Passwort",
    lead: "Ein neues Passwort für das Konto. Danach sind alle Anmeldungen beendet.",
    submit: "Passwort ändern",
    doneTitle: "Passwort geändert",
    doneText: "Damit geht es zur Anmeldung. Alle früheren Anmeldungen sind beendet.",
    invalidTitle: "Dieser Link gilt nicht",
    invalidText:
      "Er wurde schon benutzt, ist abgelaufen oder ist nicht vollständig. Ein Admin dieses Servers kann einen neuen ausstellen.",
  },

  account: {
    email: "E-Mail",
    name: "Name",
    nameHint: "Freiwillig. Zu sehen für alle, die diesen Server mitbenutzen.",
    password: "Passwort",
    newPassword: "Neues Passwort",
    currentPassword: "Bisheriges Passwort",
    passwordRule: "Mindestens 10 Zeichen. Gut sind ein paar Wörter ohne Zusammenhang.",
    passwordMissing: (count) => `Noch ${counted(count, "Zeichen", "Zeichen")} nötig`,
    passwordStrength: (word) => `Stärke des Passworts: ${word}`,
    strengths: { short: "Zu kurz", fair: "Mittel", good: "Gut", strong: "Stark" },
    show: "Passwort zeigen",
    hide: "Passwort verbergen",
    signOut: "Abmelden",
  },

  password: {
    title: "Passwort",
    lead: "Mit der Änderung enden alle anderen Anmeldungen.",
    firstLead:
      "Noch keines. Mit einem Passwort geht die Anmeldung auch ohne Anbieter. Alle anderen Anmeldungen enden.",
    submit: "Passwort ändern",
    firstSubmit: "Passwort setzen",
  },

  logins: {
    title: "Anmeldungen",
    lead: "Browser, Programme und Geräte, die mit diesem Konto angemeldet sind.",
    current: "Dieses Gerät",
    used: (when) => `zuletzt benutzt ${when}`,
    end: "Beenden",
    endNamed: (device) => `Anmeldung von ${device} beenden`,
    failed: "Die Anmeldungen konnten nicht geladen werden.",
    unknownDevice: "Unbekanntes Gerät",
    on: (program, system) => `${program} auf ${system}`,
  },

  language: {
    title: "Sprache",
    lead: "Für alles, was Dispatch sagt, auf jedem Gerät.",
    label: "Dispatch spricht",
    asBrowser: "Die Sprache des Browsers",
  },

  apiKeys: {
    title: "API-Schlüssel",
    lead: "Für Skripte und andere Programme, die damit im eigenen Namen handeln.",
    newTitle: "Neuer Schlüssel",
    listTitle: "Vorhandene Schlüssel",
    name: "Name",
    namePlaceholder: "Laptop, Backup-Skript …",
    create: "Schlüssel anlegen",
    scope: "Er darf",
    scopes: {
      read: "Sitzungen ansehen",
      run: "Sitzungen ansehen und benutzen",
      admin: "Alles Eigene, auch das Konto ändern",
    },
    expiry: "Er endet",
    never: "Nie",
    days: (count) => `Nach ${counted(count, "Tag", "Tagen")}`,
    expires: (left) => `gilt noch ${left}`,
    expired: "abgelaufen",
    disabled: "Deaktiviert",
    disable: "Deaktivieren",
    enable: "Aktivieren",
    actions: (name) => `Aktionen für Schlüssel ${name}`,
    nowDisabled: (name) => `„${name}“ ist deaktiviert: Programme, die ihn benutzen, werden abgewiesen.`,
    nowEnabled: (name) => `„${name}“ gilt wieder.`,
    renameTitle: "Schlüssel umbenennen",
    secretTitle: "Der neue Schlüssel",
    secretText: "Jetzt kopieren: Er wird nur dieses eine Mal gezeigt.",
    secretLabel: "Geheimnis",
    empty: "Noch keine Schlüssel.",
    created: (when) => `angelegt ${when}`,
    used: (when) => `zuletzt benutzt ${when}`,
    neverUsed: "nie benutzt",
    failed: "Die Schlüssel konnten nicht geladen werden.",
  },
};
