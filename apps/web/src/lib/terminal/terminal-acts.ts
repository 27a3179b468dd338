import type { Action } from "#lib/actions/actions.svelte.ts";
import { isMac } from "#lib/actions/chord.ts";
import type { TerminalSession } from "#lib/state/terminal-session.svelte.ts";
import type { TerminalView } from "#lib/state/terminal-view.svelte.ts";
import { strings } from "#lib/strings.ts";

/**
 * What can be done in the terminal in front of one. Ctrl with a letter belongs to the program, so elsewhere than on a Mac Shift goes
 * with it, as in other terminals.
 */
export function terminalActs(view: TerminalView, session: TerminalSession): readonly Action[] {
  const { acts } = strings.terminalTools;
  const { session: section } = strings.shell.section;
  const edit = (letter: string) => (isMac ? `mod+${letter}` : `mod+shift+${letter}`);
  const act = (id: string, title: string, run: () => unknown, more: Partial<Action> = {}): Action => ({
    id: `terminal-${id}`,
    title,
    section,
    run,
    ...more,
  });
  return [
    act("find", strings.find.label, view.openFind, { keys: edit("f") }),
    act("clear", acts.clear, view.clear, { keys: "alt+shift+r" }),
    act("copy", strings.terminalTools.copySelection, view.copySelection, {
      keys: edit("c"),
      keysIn: "terminal",
      ...(isMac && { isNative: true }),
    }),
    act("copy-screen", strings.terminalTools.copyScreen, view.copyScreen, { keys: "alt+shift+u" }),
    act("copy-all", acts.copyAll, view.copyAll, { keys: "alt+shift+c" }),
    ...(session.mayType
      ? [act("paste", acts.paste, view.paste, { keys: edit("v"), keysIn: "terminal", isNative: true })]
      : []),
    act("larger", strings.settings.larger, () => view.resizeFont(1), {
      keys: "mod+=",
      moreKeys: ["mod+plus", "mod+shift+plus"],
      keysIn: "terminal",
    }),
    act("smaller", strings.settings.smaller, () => view.resizeFont(-1), {
      keys: "mod+-",
      keysIn: "terminal",
    }),
    act("normal-size", acts.normalSize, () => view.resizeFont(), { keys: "mod+0", keysIn: "terminal" }),
    ...(session.mayType && session.isSizedElsewhere ? [act("fit", acts.fit, session.fit)] : []),
  ];
}
