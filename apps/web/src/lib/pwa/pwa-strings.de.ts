import type { Translation } from "#lib/language/translation.ts";
import type { pwaStrings as english } from "./pwa-strings.ts";

export const pwaStrings: Translation<typeof english> = {
  updateReady: "Eine neue Version ist bereit",
  updateText: "Neu laden, wenn es passt. Was in Sitzungen läuft, läuft weiter.",
  reload: "Neu laden",
  awayTitle: "Keine Verbindung",
  awayOffline: "Dieses Gerät ist offline. Was auf dem Server läuft, läuft weiter.",
  awayServer: "Der Server antwortet nicht. Läuft er, und ist er von diesem Gerät aus erreichbar?",
  awayText: "Diese Seite macht von selbst weiter, sobald die Verbindung wieder da ist.",
  installTitle: "Als App installieren",
  installLead: "Im eigenen Fenster, bei den anderen Programmen.",
  install: "Installieren",
};
