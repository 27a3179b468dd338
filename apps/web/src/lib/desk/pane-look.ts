import Bot from "@lucide/svelte/icons/bot";
import FolderTree from "@lucide/svelte/icons/folder-tree";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import SquarePen from "@lucide/svelte/icons/square-pen";
import SquareTerminal from "@lucide/svelte/icons/square-terminal";
import type { Component } from "svelte";
import { sessionWords, type Tone } from "#lib/sessions/session-words.ts";
import type { TerminalSigns } from "#lib/state/terminal-signs.svelte.ts";
import { sessionTitle } from "#lib/terminal/program-title.ts";
import type { SessionList } from "#lib/state/session-list.svelte.ts";
import type { WorkspaceList } from "#lib/state/workspace-list.svelte.ts";
import { strings } from "#lib/strings.ts";
import type { Pane } from "./layout.ts";

export type PaneLook = {
  readonly title: string;
  readonly icon: Component<{ class?: string }>;
  readonly tone?: Tone;
  readonly isWaiting?: boolean;
  /** A program in it rang, and nobody has looked yet. */
  readonly hasRung?: boolean;
};

export const sessionIcons = { terminal: SquareTerminal, agent: Bot, editor: SquarePen } as const;

type Known = {
  readonly sessions: SessionList;
  readonly workspaces?: WorkspaceList;
  readonly signs: TerminalSigns;
};

/** What a tab says of what it shows. */
export function paneLook(pane: Pane, { sessions, workspaces, signs }: Known): PaneLook {
  if (pane.kind !== "session") {
    const name = workspaces?.nameOf(pane.workspaceId) ?? "";
    return pane.kind === "files"
      ? { title: strings.shell.desk.filesTitle(name), icon: FolderTree }
      : { title: strings.shell.desk.reviewTitle(name), icon: GitCompareArrows };
  }
  const session = sessions.byId(pane.id);
  if (!session) return { title: strings.shell.desk.unknown, icon: SquareTerminal };
  return {
    title: sessionTitle(session, signs.titleOf(session.id)),
    icon: sessionIcons[session.kind],
    hasRung: signs.hasRung(session.id),
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
