import type { Pane } from "./layout.ts";
import type { Side } from "./layout-tree.ts";

/** What is dragged is a pane of this window or of another one of the same person. */
const TYPE = "application/x-dispatch-pane";
const KINDS: readonly Pane["kind"][] = ["session", "files", "review", "preview"];
/** So much of a part, from each edge, splits it. */
const EDGE = 0.25;

export function startDrag(event: DragEvent, pane: Pane, address: string) {
  event.dataTransfer?.setData(TYPE, JSON.stringify(pane));
  event.dataTransfer?.setData("text/uri-list", new URL(address, location.href).href);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = "copyMove";
}

export const isPaneDrag = (event: DragEvent) => event.dataTransfer?.types.includes(TYPE) ?? false;

export function draggedPane(event: DragEvent): Pane | undefined {
  try {
    const pane = JSON.parse(event.dataTransfer?.getData(TYPE) ?? "") as Partial<Pane>;
    return KINDS.some((kind) => kind === pane.kind) ? (pane as Pane) : undefined;
  } catch {
    return undefined;
  }
}

/** Near an edge it is put beside what is there, else among its tabs. */
export function placeAt(
  event: Pick<DragEvent, "clientX" | "clientY">,
  box: DOMRect,
  isRightToLeft: boolean,
): Side | "tabs" {
  const x = (event.clientX - box.left) / box.width;
  const y = (event.clientY - box.top) / box.height;
  const nearest = Math.min(x, 1 - x, y, 1 - y);
  if (nearest > EDGE) return "tabs";
  if (nearest === y) return "above";
  if (nearest === 1 - y) return "below";
  return (nearest === x) !== isRightToLeft ? "start" : "end";
}
