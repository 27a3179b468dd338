import { numberText } from "#lib/language/formats.ts";

/** What is said around a terminal. */
export const terminalStrings = {
  terminal: {
    label: (title: string) => `Terminal: ${title}`,
    back: "Back to sessions",
    menu: "Session actions",
    settings: "Terminal settings",
    opening: "Opening terminal",
    completeUpTo: (seq: number) => `complete up to event ${numberText(seq)}`,
    catchingUp: (seq: number, head: number) => `catching up: ${numberText(seq)} of ${numberText(head)}`,
    grid: (cols: number, rows: number) => `${cols} × ${rows}`,
    gridElsewhere: "Sized by another window",
    fitHere: "Fit here",
    gone: "This session does not exist",
    goneText: "It was deleted, or it belongs to someone else. Its address is all that is left here.",
    deletedNow: "This session was deleted",
    failedTitle: "The terminal could not be opened",
    noTerminal: "This session is no terminal",
    noTerminalText:
      "Files are edited in it. `dispatch logs -f` shows what is done, `dispatch edit` takes part.",
    endedBanner: (word: string, detail?: string) => `${word}${detail === undefined ? "" : ` – ${detail}`}`,
    stopping: "Stopping…",
    bell: "Bell",
  },

  find: {
    label: "Find in terminal",
    next: "Next match",
    previous: "Previous match",
    matchCase: "Match case",
    count: (index: number, count: number) => `${index} of ${count}`,
    many: (count: number) => `${count}+ matches`,
    none: "No matches",
  },

  keys: {
    label: "Extra keys",
    escape: "Esc",
    tab: "Tab",
    control: "Ctrl",
    alt: "Alt",
    up: "Arrow up",
    down: "Arrow down",
    left: "Arrow left",
    right: "Arrow right",
    interrupt: "Ctrl C",
    paste: "Paste",
    keyboard: "Show or hide the keyboard",
    state: { off: "off", once: "for the next key", locked: "locked" },
  },
};
