import { counted } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { previewStrings as english } from "./preview-strings.ts";

export const previewStrings: Translation<typeof english> = {
  title: "Vorschau",
  titleOf: (name) => `Vorschau von ${name}`,
  open: "Vorschau",
  beside: "Vorschau daneben",
  edit: "Im Editor öffnen",
  download: "Herunterladen",
  none: "Keine Vorschau",
  noneText: "Dateien dieser Art haben keine. Der Editor zeigt, was darin Text ist.",
  pdfText:
    "Browser zeigen ein PDF mit einem eigenen Programm, das diese Seite nicht vom Netz fernhalten kann.",
  folderText: "Das ist ein Ordner.",
  gone: "Diese Datei ist nicht da",
  goneText:
    "Sie wurde gelöscht oder verschoben, oder muss erst noch geschrieben werden. Sobald sie da ist, wird sie gezeigt.",
  goneBanner:
    "Die Datei wurde gelöscht oder verschoben. So war sie zuletzt; sobald sie wieder da ist, wird sie neu gezeigt.",
  large: "Zu groß für eine Vorschau",
  largeText: (size, limit) =>
    `Sie hat ${size}; Dateien dieser Art werden bis ${limit} gezeigt. Der Editor zeigt ihren Anfang, oder sie kann heruntergeladen werden.`,
  failed: "Sie konnte nicht gezeigt werden",
  pageNote: "Skripte laufen hier nicht, Links führen nirgendwohin, und aus dem Netz wird nichts geladen.",
  noPicture: (text) => `${text} (kein solches Bild)`,
  unplayable: "Der Browser kann diese Datei nicht abspielen.",
  invalidJson: (trouble) => `Das ist kein gültiges JSON: ${trouble}`,
  picture: {
    label: (name) => `Bild ${name}`,
    scale: "Größe des Bildes",
    fit: "Einpassen",
    actual: "Originalgröße",
    size: (width, height) => `${width} × ${height} Pixel`,
    broken: "Der Browser kann dieses Bild nicht zeichnen.",
  },
  table: {
    empty: "Die Tabelle ist leer.",
    moreRows: (count) => `${counted(count, "weitere Zeile", "weitere Zeilen")}.`,
    moreColumns: (count) => `${counted(count, "weitere Spalte", "weitere Spalten")} daneben.`,
    showMore: "Weitere Zeilen zeigen",
  },
};
