import type { Session } from "@dispatch/protocol/session";

/** Programs may set megabytes. */
const TITLE_LIMIT = 200;
/** Also what turns the direction of the words around it. */
const unseen = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/** What a program calls its window, without what is not to be seen. */
export const titleFrom = (text: string) =>
  text
    .slice(0, TITLE_LIMIT * 4)
    .replaceAll(unseen, " ")
    .trim()
    .slice(0, TITLE_LIMIT);

/** A terminal that nobody gave a name is called as its program calls it. */
export const sessionTitle = (
  session: Pick<Session, "kind" | "title" | "shell">,
  programTitle: string,
): string => (programTitle !== "" && !hasOwnName(session) ? programTitle : session.title);

/** A session that is begun without one is named after its shell. */
const hasOwnName = ({ kind, title, shell }: Pick<Session, "kind" | "title" | "shell">) =>
  kind !== "terminal" || (title !== "Terminal" && title !== shell?.slice(shell.lastIndexOf("/") + 1));
