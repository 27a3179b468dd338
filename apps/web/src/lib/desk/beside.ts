import { find, widthOf, type Place } from "./layout-tree.ts";
import { keyOf, type Group, type Node, type Pane } from "./layout.ts";

/** Two parts narrower than this are of no use to anybody. */
const PART_PX = 340;

type Around = {
  readonly root: Node | null;
  readonly group: Group | undefined;
  readonly groupBeside: (side: "start" | "end") => string | undefined;
  readonly deskPx: number;
  /** One pane is seen at a time. */
  readonly isNarrow: boolean;
};

/** Where a pane goes that is to be seen together with the one in use: beside it where there is room, else among its tabs. */
export function placeBeside(pane: Pane, side: "start" | "end", around: Around): Place | undefined {
  const { root, group, isNarrow, deskPx } = around;
  if (!group || isNarrow || find(root, keyOf(pane))) return undefined;
  const neighbour = around.groupBeside(side);
  if (neighbour !== undefined) return { group: neighbour, at: "tabs" };
  const partPx = (deskPx * widthOf(root, group.id)) / 200;
  return partPx < PART_PX ? undefined : { group: group.id, at: side };
}
