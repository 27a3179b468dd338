import Bot from "@lucide/svelte/icons/bot";
import ScanEye from "@lucide/svelte/icons/scan-eye";
import FolderTree from "@lucide/svelte/icons/folder-tree";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import SquarePen from "@lucide/svelte/icons/square-pen";
import SquareTerminal from "@lucide/svelte/icons/square-terminal";
import type { Session } from "@dispatch/protocol/session";
import { sessionTitle } from "@dispatch/protocol/session-title";
import type { Component } from "svelte";
import { nameOf } from "#lib/files/path-names.ts";
import { sessionWords, type Tone } from "#lib/sessions/session-words.ts";
import type { SessionList } from "#lib/state/session-list.svelte.ts";
import type { WorkspaceList } from "#lib/state/workspace-list.svelte.ts";
import { strings } from "#lib/strings.ts";
import type { Pane } from "./layout.ts";

export type PaneLook = {
  readonly title: string;
  readonly icon: Component<{ class?: string }>;
  readonly tone?: Tone;
  readonly isWaiting?: boolean;
  readonly session?: Session;
};

export const sessionIcons = { terminal: SquareTerminal, agent: Bot, editor: SquarePen } as const;

type Known = {
  readonly sessions: SessionList;
  readonly workspaces?: WorkspaceList;
};

/** What a tab says of what it shows. */
export function paneLook(pane: Pane, { sessions, workspaces }: Known): PaneLook {
  if (pane.kind === "preview")
    return { title: strings.shell.desk.previewTitle(nameOf(pane.path)), icon: ScanEye };
  if (pane.kind !== "session") {
    const name = workspaces?.nameOf(pane.workspaceId) ?? "";
    return pane.kind === "files"
      ? { title: strings.shell.desk.filesTitle(name), icon: FolderTree }
      : { title: strings.shell.desk.reviewTitle(name), icon: GitCompareArrows };
  }
  const session = sessions.byId(pane.id);
  if (!session) return { title: strings.shell.desk.unknown, icon: SquareTerminal };
  return {
    title: sessionTitle(session),
    icon: sessionIcons[session.kind],
    session,
    tone: sessionWords(session).tone,
    isWaiting: session.status === "waiting_for_input" || (session.agent?.waiting ?? 0) > 0,
  };
}

/** Where something that is begun beside the pane works; nothing where that is not this person's to say. */
export function workspaceOf(pane: Pane | undefined, sessions: SessionList): string | undefined {
  if (pane?.kind !== "session") return pane?.workspaceId;
  const session = sessions.byId(pane.id);
  return session?.access === "own" ? session.workspaceId : undefined;
}
