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
  wraps: "Zeilen am Rand umbrechen",
  copiedScreen: "Der Text des Bildschirms liegt in der Zwischenablage",
  acts: {
    clear: "Ansicht des Terminals leeren",
    copyAll: "Bildschirm und Zeilenpuffer als Text kopieren",
    paste: "In das Terminal einfügen",
    normalSize: "Übliche Schriftgröße",
    fit: "Terminal an dieses Fenster anpassen",
  },
  openFile: (path, line) =>
    line === undefined ? `${path} öffnen` : `${path} öffnen, Zeile ${numberText(line)}`,
  paste: {
    title: (lines) => `${numberText(lines)} Zeilen einfügen?`,
    text: "Das Programm hält Eingefügtes für getippt: Jede Zeile wird ausgeführt, als wäre Enter gedrückt worden.",
    preview: "Was eingefügt würde",
    asItIs: "Einfügen",
    onOneLine: "Als eine Zeile einfügen",
  },
};
