import type { Session } from "@dispatch/protocol/session";
import type { SessionActions } from "#lib/state/session-actions.svelte.ts";
import type { SessionList } from "#lib/state/session-list.svelte.ts";

type Needs = {
  readonly workspaceId: string;
  readonly sessions: Pick<SessionList, "items" | "load">;
  readonly actions: Pick<SessionActions, "create" | "resume">;
  readonly title: string;
};

/**
 * The editor session in which the files of a workspace are opened. Files are edited in a session, and not written one by
 * one: what is typed is on the server at once, whoever else writes is merged with, and every window shows the same. It is
 * made quietly when it is first needed, and the oldest one serves all windows. One that is shared is not taken: whoever looks
 * on in it would see every file that is opened.
 */
export async function workspaceEditor({ workspaceId, sessions, actions, title }: Needs): Promise<string> {
  await sessions.load();
  const live = liveEditor(sessions.items, workspaceId);
  if (live) return live.id;
  // What was left unsaved in one that was stopped comes back with it.
  const last = editorsOf(sessions.items, workspaceId).findLast(({ status }) => status === "ended");
  if (last && (await actions.resume(last))) return last.id;
  return (await actions.create({ kind: "editor", workspaceId, title })).id;
}

export const liveEditor = (sessions: readonly Session[], workspaceId: string): Session | undefined =>
  editorsOf(sessions, workspaceId).find(({ status }) => status !== "ended" && status !== "stopping");

const editorsOf = (sessions: readonly Session[], workspaceId: string) =>
  sessions
    .filter(
      (session) =>
        session.kind === "editor" &&
        session.workspaceId === workspaceId &&
        session.access === "own" &&
        !session.isShared,
    )
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
