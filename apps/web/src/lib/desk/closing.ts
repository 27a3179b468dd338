import { goto } from "$app/navigation";
import { homePath } from "#lib/paths.ts";
import type { Shell } from "#lib/shell/shell.svelte.ts";
import { find } from "./layout-tree.ts";
import { keyOf, type Pane } from "./layout.ts";

/** Closes a tab; the session goes on. What is in front then has its address in the bar. */
export function closePane({ desk, goTo }: Shell, pane: Pane) {
  const next = desk.close(pane);
  void (next ? goTo(next) : goto(homePath()));
}

export function closeOthers({ desk, goTo }: Shell, pane: Pane) {
  const tabs = find(desk.root, keyOf(pane))?.group.tabs ?? [];
  for (const tab of tabs) if (keyOf(tab) !== keyOf(pane)) desk.close(tab);
  void goTo(pane);
}
