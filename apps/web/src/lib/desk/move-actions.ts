import type { Action } from "#lib/actions/actions.svelte.ts";
import type { Shell } from "#lib/shell/shell.svelte.ts";
import { strings } from "#lib/strings.ts";
import type { Place, Side } from "./layout-tree.ts";

/** What dragging does to the tab in front, for hands on the keyboard. */
export function moveActions({ desk, goTo }: Shell): readonly Action[] {
  const { active: pane, activeGroup: group } = desk;
  if (!pane || !group) return [];
  const words = strings.shell.action.moveTab;
  const move = (id: string, title: string, place: Place): Action => ({
    id: `move-tab-${id}`,
    title,
    section: strings.shell.section.desk,
    run: () => {
      desk.put(pane, place);
      return goTo(pane);
    },
  });
  const among = (index: number) => ({ group: group.id, at: "tabs", index }) as const;
  const sides: readonly Side[] = ["start", "end", "above", "below"];
  return [
    ...(group.active === 0 ? [] : [move("earlier", words.earlier, among(group.active - 1))]),
    ...(group.active === group.tabs.length - 1
      ? []
      : // Its own place counts too until it has left it.
        [move("later", words.later, among(group.active + 2))]),
    ...(group.tabs.length === 1
      ? []
      : [
          move("apart-end", words.apartEnd, { group: group.id, at: "end" }),
          move("apart-below", words.apartBelow, { group: group.id, at: "below" }),
        ]),
    ...sides.flatMap((side) => {
      const to = desk.groupBeside(side);
      return to === undefined ? [] : [move(`to-${side}`, words.to[side], { group: to, at: "tabs" })];
    }),
  ];
}
