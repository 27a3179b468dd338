import type { Translation } from "#lib/language/translation.ts";
import type { roomsStrings as english } from "./rooms-strings.ts";

export const roomsStrings: Translation<typeof english> = {
  nav: {
    sessions: "Sitzungen",
    people: "Personen",
    providers: "Anmeldeanbieter",
    identities: "Git-Identitäten",
    settings: "Einstellungen",
    account: "Konto",
    skip: "Zum Inhalt springen",
  },

  connection: {
    connecting: "Verbindet",
    online: "Verbunden",
    offline: "Verbindet neu",
    refused: "Nicht verbunden",
    latency: (ms) => `${ms} ms`,
    lost: "Verbindung verloren – die Sitzung läuft weiter. Neuer Versuch…",
    lostList: "Verbindung verloren – die Sitzungen laufen weiter. Neuer Versuch…",
    away: "Getrennt",
    back: "Wieder verbunden",
    refusedDetail: "Der Server hat die Verbindung abgelehnt. Nach dem Neuladen der Seite neu anmelden.",
    reload: "Neu laden",
  },

  notFound: {
    title: "Hier ist nichts",
    text: "Die Adresse ist vertippt, oder ihr Ziel gibt es nicht mehr.",
    home: "Zu den Sitzungen",
    failedTitle: "Etwas ist schiefgegangen",
  },
};
