import { counted } from "#lib/language/formats.ts";

export const previewStrings = {
  title: "Preview",
  titleOf: (name: string) => `Preview of ${name}`,
  open: "Preview",
  beside: "Preview to the side",
  edit: "Open in editor",
  download: "Download",
  none: "No preview",
  noneText: "Files of this kind have none. The editor shows what is text in them.",
  pdfText: "Browsers show a PDF with a program of their own, which this page cannot keep off the network.",
  folderText: "This is a folder.",
  gone: "This file is not there",
  goneText: "It was deleted or moved, or is yet to be written. As soon as it is there it is shown.",
  goneBanner:
    "The file was deleted or moved. This is what it was; it is shown anew as soon as it is there again.",
  large: "Too large for a preview",
  largeText: (size: string, limit: string) =>
    `It has ${size}, and files of this kind are shown up to ${limit}. Open it in the editor, which shows its beginning, or download it.`,
  failed: "It could not be shown",
  pageNote: "Scripts do not run here, links lead nowhere, and nothing is loaded from the network.",
  noPicture: (text: string) => `${text} (no such picture)`,
  unplayable: "The browser cannot play this file.",
  invalidJson: (trouble: string) => `This is not valid JSON: ${trouble}`,
  picture: {
    label: (name: string) => `Picture ${name}`,
    scale: "Size of the picture",
    fit: "Fit",
    actual: "Actual size",
    size: (width: number, height: number) => `${width} × ${height} pixels`,
    broken: "The browser cannot draw this picture.",
  },
  table: {
    empty: "The table is empty.",
    moreRows: (count: number) => `${counted(count, "more row", "more rows")}.`,
    moreColumns: (count: number) => `${counted(count, "more column", "more columns")} to the side.`,
    showMore: "Show more rows",
  },
};
