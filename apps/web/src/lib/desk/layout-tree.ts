import { keyOf, type Direction, type Group, type Node, type Pane, type Split } from "./layout.ts";

/** Where a tab is put: among a group's tabs, or beside the group in a part of its own. */
export type Side = "start" | "end" | "above" | "below";
export type Place = { readonly group: string; readonly at: "tabs" | Side; readonly index?: number };

type Found = { readonly group: Group; readonly index: number };

export const groupsOf = (node: Node | null): readonly Group[] =>
  node === null ? [] : node.type === "group" ? [node] : node.children.flatMap(groupsOf);

export const panesOf = (node: Node | null): readonly Pane[] => groupsOf(node).flatMap(({ tabs }) => tabs);

export function find(root: Node | null, key: string): Found | undefined {
  for (const group of groupsOf(root)) {
    const index = group.tabs.findIndex((tab) => keyOf(tab) === key);
    if (index >= 0) return { group, index };
  }
  return undefined;
}

export const activeOf = (group: Group | undefined): Pane | undefined => group?.tabs[group.active];

/** The tree with this group changed; a group that is left without tabs goes, and a split with one part is that part. */
export function withGroup(node: Node, id: string, change: (group: Group) => Node | null): Node | null {
  if (node.type === "group") return node.id === id ? change(node) : node;
  const children: Node[] = [];
  const sizes: number[] = [];
  for (const [index, child] of node.children.entries()) {
    const kept = withGroup(child, id, change);
    if (kept === null) continue;
    const size = node.sizes[index] ?? 0;
    // What was split the way its parent is split becomes part of it.
    if (kept !== child && kept.type === "split" && kept.direction === node.direction) {
      children.push(...kept.children);
      sizes.push(...kept.sizes.map((part) => (part * size) / 100));
    } else {
      children.push(kept);
      sizes.push(size);
    }
  }
  return joined({ ...node, children, sizes });
}

export function withoutPane(root: Node | null, key: string): Node | null {
  const found = find(root, key);
  if (!root || !found) return root;
  return withGroup(root, found.group.id, (group) => {
    const tabs = group.tabs.filter((_, index) => index !== found.index);
    if (tabs.length === 0) return null;
    const active = found.index < group.active ? group.active - 1 : group.active;
    return { ...group, tabs, active: Math.min(active, tabs.length - 1) };
  });
}

/** Puts a pane there, taking it from where it was. `newId` names the group that is made for it, should there be one. */
export function withPane(root: Node | null, pane: Pane, place: Place | undefined, newId: string): Node {
  const alone: Group = { type: "group", id: newId, tabs: [pane], active: 0 };
  const key = keyOf(pane);
  if (root === null) return alone;
  const from = find(root, key);
  const target = groupsOf(root).find(({ id }) => id === place?.group) ?? groupsOf(root)[0];
  if (!target) return alone;
  const isAlone = from?.group === target && target.tabs.length === 1;
  if (isAlone) return root;
  let index = place?.index ?? target.tabs.length;
  // Taken from before, it leaves a gap that closes.
  if (from?.group === target && from.index < index) index -= 1;
  const rest = withoutPane(root, key);
  if (rest === null) return alone;
  const put = (group: Group): Node => {
    if (place === undefined || place.at === "tabs")
      return {
        ...group,
        tabs: group.tabs.toSpliced(index, 0, pane),
        active: Math.min(index, group.tabs.length),
      };
    const direction: Direction = place.at === "start" || place.at === "end" ? "row" : "column";
    const isFirst = place.at === "start" || place.at === "above";
    return { type: "split", direction, sizes: [50, 50], children: isFirst ? [alone, group] : [group, alone] };
  };
  return withGroup(rest, target.id, put) ?? alone;
}

/** The sizes of the split that is reached by these child numbers. */
export function withSizes(node: Node, path: readonly number[], sizes: readonly number[]): Node {
  if (node.type === "group") return node;
  const [first, ...rest] = path;
  if (first === undefined) return { ...node, sizes };
  return {
    ...node,
    children: node.children.map((child, index) => (index === first ? withSizes(child, rest, sizes) : child)),
  };
}

/** The group next to this one in that direction: the one whose place lies there, nearest to the middle of this one. */
export function neighbour(root: Node | null, id: string, side: Side): string | undefined {
  const boxes = boxesOf(root);
  const here = boxes.find((box) => box.id === id);
  if (!here) return undefined;
  const isRow = side === "start" || side === "end";
  const sign = side === "end" || side === "below" ? 1 : -1;
  const middle = (box: Box) => {
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    return isRow ? { along: x, across: y } : { along: y, across: x };
  };
  const from = middle(here);
  return boxes
    .filter((box) => box.id !== id && (middle(box).along - from.along) * sign > 0.1)
    .map((box) => ({
      id: box.id,
      away: Math.abs(middle(box).along - from.along) + 2 * Math.abs(middle(box).across - from.across),
    }))
    .toSorted((a, b) => a.away - b.away)[0]?.id;
}

/** How much of the desk's width a group has, of a hundred. */
export const widthOf = (root: Node | null, id: string): number =>
  boxesOf(root).find((box) => box.id === id)?.width ?? 100;

type Box = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

function boxesOf(node: Node | null, box = { x: 0, y: 0, width: 100, height: 100 }): readonly Box[] {
  if (node === null) return [];
  if (node.type === "group") return [{ id: node.id, ...box }];
  let offset = 0;
  return node.children.flatMap((child, index) => {
    const part = (node.sizes[index] ?? 0) / 100;
    const inner =
      node.direction === "row"
        ? { ...box, x: box.x + offset * box.width, width: box.width * part }
        : { ...box, y: box.y + offset * box.height, height: box.height * part };
    offset += part;
    return boxesOf(child, inner);
  });
}

function joined(split: Split): Node | null {
  const [only] = split.children;
  if (only === undefined) return null;
  if (split.children.length === 1) return only;
  const sum = split.sizes.reduce((all, size) => all + size, 0);
  return {
    ...split,
    sizes: split.sizes.map((size) => (sum > 0 ? (size * 100) / sum : 100 / split.sizes.length)),
  };
}
