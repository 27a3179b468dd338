import type { Session } from "@dispatch/protocol/session";

export type SessionGroups = { readonly running: readonly Session[]; readonly ended: readonly Session[] };

/**
 * Splits a list into what still runs and what has ended. Running ones keep the order in which they were made, newest
 * first, so that a row never jumps away under a finger while its session is busy; ended ones go by when they ended.
 */
export function groupSessions(sessions: Iterable<Session>, filter = ""): SessionGroups {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const running: Session[] = [];
  const ended: Session[] = [];
  for (const session of sessions) {
    if (!matches(session, words)) continue;
    (session.status === "ended" ? ended : running).push(session);
  }
  running.sort((a, b) => newestFirst(a.createdAt, b.createdAt) || newestFirst(a.id, b.id));
  ended.sort((a, b) => newestFirst(endOf(a), endOf(b)) || newestFirst(a.id, b.id));
  return { running, ended };
}

const endOf = (session: Session) => session.endedAt ?? session.updatedAt;
const newestFirst = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);

function matches(session: Session, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text =
    `${session.title} ${session.cwd ?? ""} ${session.shell ?? ""} ${session.id} ${session.sharedBy ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
