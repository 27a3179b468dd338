import { numberText } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { settingsStrings as english } from "./settings-strings.ts";

export const settingsStrings: Translation<typeof english> = {
  title: "Einstellungen",
  profile: "Profil",
  signedInAs: "Angemeldet als",
  role: { owner: "Eigentümer", admin: "Admin", member: "Mitglied" },
  appearance: "Aussehen",
  theme: "Farben",
  themes: { light: "Hell", dark: "Dunkel", system: "System" },
  terminal: "Terminal",
  perDevice: "Nur in diesem Browser gespeichert.",
  fontSize: "Schriftgröße",
  smaller: "Kleinere Schrift",
  larger: "Größere Schrift",
  scrollback: "Zeilenpuffer",
  scrollbackHint: "Zeilen, die in der Ansicht bleiben. Der ganze Verlauf ist immer im Export.",
  lines: (count) => `${numberText(count)} Zeilen`,
  renderer: "Darstellung",
  rendererHint: "DOM ist langsamer und geht auch, wo WebGL versagt.",
  renderers: { auto: "Automatisch", dom: "DOM" },
  copyOnSelect: "Beim Markieren kopieren",
  copyOnSelectHint: "Markierter Text kommt sofort in die Zwischenablage.",
  screenReader: "Für Bildschirmleser",
  screenReaderHint: "Die Ausgabe wird vorgelesen, wie sie eintrifft.",
};
