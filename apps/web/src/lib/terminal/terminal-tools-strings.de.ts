import { counted, numberText } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { terminalToolsStrings as english } from "./terminal-tools-strings.ts";

export const terminalToolsStrings: Translation<typeof english> = {
  here: "Ablegen: in den Arbeitsbereich hochladen und den Pfad eingeben",
  uploading: (files) => `${counted(files, "Datei wird", "Dateien werden")} hochgeladen…`,
  part: (name, done) => `${name} wird hochgeladen: ${numberText(Math.floor(done * 100))} %`,
  uploaded: (files) => `${counted(files, "Datei", "Dateien")} in den Arbeitsbereich hochgeladen`,
  tooMany: (limit) => `Höchstens ${numberText(limit)} Dateien auf einmal können hier abgelegt werden.`,
  undo: "Rückgängig",
  takenBack: "Wieder gelöscht",
  copySelection: "Auswahl kopieren",
  copyScreen: "Bildschirm als Text kopieren",
  copiedScreen: "Der Text des Bildschirms liegt in der Zwischenablage",
};
