import { goto } from "$app/navigation";
import type { Shell } from "#lib/shell/shell.svelte.ts";
import type { filesPath } from "#lib/paths.ts";
import { placeBeside } from "./beside.ts";
import type { Pane } from "./layout.ts";

type FilesPath = ReturnType<typeof filesPath>;
type How = {
  readonly side: "start" | "end";
  /** Where it is more than the pane that is wanted. */
  readonly address?: FilesPath;
};

/** Opens a pane to be seen together with the one in use, or brings it to the front where it is. */
export function openBeside({ desk, goTo }: Shell, pane: Pane, { side, address }: How) {
  const place = placeBeside(pane, side, {
    root: desk.root,
    group: desk.activeGroup,
    groupBeside: desk.groupBeside,
    deskPx: document.getElementById("content")?.clientWidth ?? 0,
    isNarrow: matchMedia("(max-width: 47.99rem)").matches,
  });
  if (place) desk.put(pane, place);

  return address === undefined ? goTo(pane) : goto(address, { reset: false });
}
