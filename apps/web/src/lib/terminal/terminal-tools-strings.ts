import { counted, numberText } from "#lib/language/formats.ts";

/** What is said of what is brought into a terminal and taken out of it. */
export const terminalToolsStrings = {
  here: "Drop to upload into the workspace and type the path",
  uploading: (files: number) => `Uploading ${counted(files, "file", "files")}…`,
  part: (name: string, done: number) => `Uploading ${name}: ${numberText(Math.floor(done * 100))} %`,
  uploaded: (files: number) => `${counted(files, "file", "files")} uploaded into the workspace`,
  tooMany: (limit: number) => `At most ${numberText(limit)} files at once can be dropped here.`,
  undo: "Undo",
  takenBack: "Deleted again",
  copySelection: "Copy selection",
  copyScreen: "Copy screen as text",
  wraps: "Wrap lines to the screen",
  copiedScreen: "The screen’s text is on the clipboard",
  acts: {
    clear: "Clear terminal view",
    copyAll: "Copy screen and scrollback as text",
    paste: "Paste into the terminal",
    normalSize: "Usual font size",
    fit: "Fit the terminal to this window",
  },
  openFile: (path: string, line?: number) =>
    line === undefined ? `Open ${path}` : `Open ${path}, line ${numberText(line)}`,
  paste: {
    title: (lines: number) => `Paste ${numberText(lines)} lines?`,
    text: "The program takes what is pasted for typed: each line is run as if Enter had been pressed.",
    preview: "What would be pasted",
    asItIs: "Paste",
    onOneLine: "Paste as one line",
  },
};
