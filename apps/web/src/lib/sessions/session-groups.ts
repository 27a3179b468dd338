import type { Session } from "@dispatch/protocol/session";
import { sessionTitle } from "@dispatch/protocol/session-title";

export const groupNames = ["waiting", "running", "idle", "ended"] as const;
export type GroupName = (typeof groupNames)[number];
export type SessionGroups = Readonly<Record<GroupName, readonly Session[]>>;

/**
 * Splits a list by what it asks of a person: what waits for one comes first. Live ones keep the order in which they were made, newest
 * first, so that a row never jumps away under a finger while its session is busy; ended ones go by when they ended.
 */
export function groupSessions(sessions: Iterable<Session>, filter = ""): SessionGroups {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const groups: Record<GroupName, Session[]> = { waiting: [], running: [], idle: [], ended: [] };
  for (const session of sessions) if (matches(session, words)) groups[groupOf(session)].push(session);
  for (const name of ["waiting", "running", "idle"] as const)
    groups[name].sort((a, b) => newestFirst(a.createdAt, b.createdAt) || newestFirst(a.id, b.id));
  groups.ended.sort((a, b) => newestFirst(endOf(a), endOf(b)) || newestFirst(a.id, b.id));
  return groups;
}

function groupOf({ status, agent }: Session): GroupName {
  if (status === "waiting_for_input" || (agent?.waiting ?? 0) > 0) return "waiting";
  if (status === "ended") return "ended";
  return status === "idle" ? "idle" : "running";
}

const endOf = (session: Session) => session.endedAt ?? session.updatedAt;
const newestFirst = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);

function matches(session: Session, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { title, cwd, shell, provider, id, sharedBy } = session;
  const text = [sessionTitle(session), title, cwd, shell, provider, id, sharedBy].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
