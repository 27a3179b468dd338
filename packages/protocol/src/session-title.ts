import type { Session } from "./session.ts";

/** Programs may set megabytes. */
export const PROGRAM_TITLE_LIMIT = 200;
/** Also what turns the direction of the words around it, and what breaks the line. */
const unseen = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;
const halfCharacter = /[\ud800-\udbff]$/;

/** What a program calls its window, without what is not to be seen. */
export const programTitleFrom = (text: string): string =>
  text
    .slice(0, PROGRAM_TITLE_LIMIT * 4)
    .replaceAll(unseen, " ")
    .trim()
    .slice(0, PROGRAM_TITLE_LIMIT)
    .replace(halfCharacter, "");

/** What a session is called wherever it is listed: a terminal that nobody gave a name, as its program calls it. */
export const sessionTitle = (session: Pick<Session, "kind" | "title" | "shell" | "terminal">): string =>
  (hasOwnName(session) ? undefined : session.terminal?.programTitle) ?? session.title;

/** A session that is begun without one is named after its shell. */
const hasOwnName = ({ kind, title, shell }: Pick<Session, "kind" | "title" | "shell">): boolean =>
  kind !== "terminal" || (title !== "Terminal" && title !== shell?.slice(shell.lastIndexOf("/") + 1));
