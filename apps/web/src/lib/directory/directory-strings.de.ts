import type { Translation } from "#lib/language/translation.ts";
import type { directoryStrings as english } from "./directory-strings.ts";

export const directoryStrings: Translation<typeof english> = {
  browse: "Durchsuchen",
  chooseFolder: "Ordner auswählen",
  chooseFile: "Datei auswählen",
  crumbs: "Aktueller Ort",
  up: "Übergeordneter Ordner",
  folders: "Ordner",
  files: "Ordner und Dateien",
  filter: "Nach Namen filtern",
  empty: "In diesem Ordner ist nichts.",
  noFolders: "Hier gibt es keine Ordner.",
  noMatch: (text) => `Hier hat nichts „${text}“ im Namen.`,
  failed: "Der Ordner konnte nicht gelesen werden",
  notFolder: (name) => `„${name}“ ist kein Ordner.`,
  useFolder: "Diesen Ordner nehmen",
  keys: {
    folder: (chord) => `Enter öffnet, Rücktaste geht nach oben, ${chord} nimmt den Ordner.`,
    file: "Enter öffnet, Rücktaste geht nach oben.",
  },
};
