import { goto } from "$app/navigation";
import { page } from "$app/state";
import type { Session } from "@dispatch/protocol/session";
import { sessionTitle } from "@dispatch/protocol/session-title";
import type { Action } from "#lib/actions/actions.svelte.ts";
import { closePane } from "#lib/desk/closing.ts";
import { moveActions } from "#lib/desk/move-actions.ts";
import type { Side } from "#lib/desk/layout-tree.ts";
import { workspaceOf } from "#lib/desk/pane-look.ts";
import { homePath, inboxPath, newWorkspacePath, settingsPath, workspacesPath } from "#lib/paths.ts";
import { chooseAppearance, type Appearance } from "#lib/settings/appearance.ts";
import type { Rooms } from "#lib/state/context.ts";
import { exportFormats } from "#lib/sessions/export-formats.ts";
import { strings } from "#lib/strings.ts";
import { leaveText } from "./leave-text.ts";
import type { Shell } from "./shell.svelte.ts";

type Around = Rooms & { readonly shell: Shell };

/** Everything that can be done from anywhere. Alt with Shift is left free by shells, editors and browsers alike. */
export function appActions(rooms: Around): readonly Action[] {
  return [
    ...places(rooms),
    ...beginnings(rooms),
    ...deskActions(rooms),
    ...sessionActions(rooms),
    ...views(rooms),
  ];
}

const { action: words, section } = strings.shell;
const onDesk = () => page.route.id?.includes("/(desk)/") ?? false;

function places({ sessions, shell }: Around): readonly Action[] {
  const go = (id: string, title: string, path: typeof homePath, keys?: string): Action => ({
    id,
    title,
    section: section.go,
    ...(keys !== undefined && { keys }),
    run: () => goto(path()),
  });
  const waiting = sessions.all.waiting;
  return [
    {
      id: "palette",
      title: words.palette,
      section: section.go,
      keys: "mod+k",
      // Ctrl-K cuts a line in every shell; there is a second way in there.
      keysIn: "elsewhere",
      run: () => (shell.isPaletteOpen = true),
    },
    go("home", words.home, homePath, "alt+shift+h"),
    go("inbox", words.inbox, inboxPath, "alt+shift+i"),
    go("workspaces", words.workspaces, workspacesPath, "alt+shift+o"),
    go("settings", words.settings, settingsPath, "mod+,"),
    ...(waiting.length === 0
      ? []
      : [
          {
            id: "next-waiting",
            title: words.nextWaiting,
            section: section.go,
            keys: "alt+shift+n",
            run: () => {
              const { active } = shell.desk;
              const index = waiting.findIndex(({ id }) => active?.kind === "session" && active.id === id);
              const next = waiting[(index + 1) % waiting.length];
              return next && shell.goTo({ kind: "session", id: next.id });
            },
          },
        ]),
  ];
}

function beginnings({ shell }: Around): readonly Action[] {
  const make = (id: string, title: string, keys: string | undefined, run: () => unknown): Action => ({
    id,
    title,
    section: section.new,
    ...(keys !== undefined && { keys }),
    run,
  });
  return [
    make("new-terminal", words.newTerminal, "alt+shift+t", () => shell.create("terminal")),
    make("new-agent", words.newAgent, "alt+shift+a", () => shell.create("agent")),
    make("new-editor", words.newEditor, undefined, () => shell.create("editor")),
    make("new-workspace", words.newWorkspace, undefined, () => goto(newWorkspacePath())),
  ];
}

function sides(): Readonly<Record<Side, string>> {
  const [start, end] = document.dir === "rtl" ? ["right", "left"] : ["left", "right"];
  return {
    start: `alt+shift+${start}`,
    end: `alt+shift+${end}`,
    above: "alt+shift+up",
    below: "alt+shift+down",
  };
}

function deskActions({ shell, sessions }: Around): readonly Action[] {
  const { desk } = shell;
  const { active, activeGroup } = desk;
  if (!active || !activeGroup || !onDesk()) return [];
  const act = (id: string, title: string, keys: string | undefined, run: () => unknown): Action => ({
    id,
    title,
    section: section.desk,
    ...(keys !== undefined && { keys }),
    run,
  });
  const along = (steps: number) => {
    const pane = desk.along(steps);
    return pane && shell.goTo(pane);
  };
  const split = (at: "end" | "below") =>
    shell.terminalAt(workspaceOf(active, sessions), { group: activeGroup.id, at });
  return [
    act("next-tab", words.nextTab, "alt+shift+pagedown", () => along(1)),
    act("previous-tab", words.previousTab, "alt+shift+pageup", () => along(-1)),
    ...activeGroup.tabs
      .slice(0, 9)
      .map((tab, index) =>
        act(`tab-${index + 1}`, words.tab(index + 1), `alt+shift+${index + 1}`, () => shell.goTo(tab)),
      ),
    act("close-tab", words.closeTab, "alt+shift+w", () => closePane(shell, active)),
    act("text-on", words.textOn, "alt+shift+j", () => leaveText("on")),
    act("text-back", words.textBack, "alt+shift+k", () => leaveText("back")),
    act("terminal-right", words.terminalRight, "alt+shift+d", () => split("end")),
    act("terminal-below", words.terminalBelow, "alt+shift+s", () => split("below")),
    ...(desk.groups.length < 2
      ? []
      : [
          act("zoom", words.zoom, "alt+shift+z", desk.toggleZoom),
          ...Object.entries(sides()).map(([side, keys]) =>
            act(`focus-${side}`, words.focus[side as Side], keys, () => {
              const pane = desk.beside(side as Side);
              return pane && shell.goTo(pane);
            }),
          ),
        ]),
    ...moveActions(shell),
  ];
}

function sessionActions({ shell, sessions, actions }: Around): readonly Action[] {
  const { active } = shell.desk;
  const session = active?.kind === "session" && onDesk() ? sessions.byId(active.id) : undefined;
  if (!session) return [];
  const isPinned = shell.preferences.isPinned(session.id);
  const act = (id: string, title: string, run: (session: Session) => unknown): Action => ({
    id,
    title,
    section: section.session,
    words: sessionTitle(session),
    run: () => run(session),
  });
  return [
    act("pin", isPinned ? words.unpin : words.pin, ({ id }) => shell.preferences.pin(id, !isPinned)),
    act("play-back", strings.playback.open, ({ id }) => actions.playBack(id)),
    ...exportFormats(session).map(({ format, label, keys }) => ({
      ...act(`export-${format}`, words.export(label), (one) => actions.export(one, format)),
      ...(keys !== undefined && { keys }),
    })),
    ...(session.present.length > 1
      ? [
          {
            ...act("present", strings.presence.title, ({ id }) => (actions.presentIn = id)),
            keys: "alt+shift+l",
          },
        ]
      : []),
    ...(session.access !== "own"
      ? []
      : [
          act("share", words.share, actions.share),
          session.status === "ended"
            ? act("resume", words.resume, actions.resume)
            : act("stop", words.stop, actions.askStop),
          act("delete", words.delete, (one) =>
            actions.askDelete(one, () => closePane(shell, { kind: "session", id: one.id })),
          ),
        ]),
  ];
}

function views({ shell }: Around): readonly Action[] {
  const appearance = (mode: Appearance): Action => ({
    id: `appearance-${mode}`,
    title: words[mode],
    section: section.view,
    run: () => chooseAppearance(mode, shell.preferences),
  });
  return [
    {
      id: "sidebar",
      title: words.sidebar,
      section: section.view,
      keys: "alt+shift+b",
      run: shell.desk.toggleSidebar,
    },
    appearance("light"),
    appearance("dark"),
    appearance("system"),
    {
      id: "palette-everywhere",
      title: words.paletteEverywhere,
      section: section.go,
      keys: "mod+shift+p",
      run: () => (shell.isPaletteOpen = true),
    },
    { id: "help", title: words.help, section: section.help, keys: "?", run: () => (shell.isHelpOpen = true) },
  ];
}
