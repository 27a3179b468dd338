import type { EditorChange } from "./editor.ts";
import { type Hunk, diffLines, linesOf } from "./line-diff.ts";

/** How one text becomes another, in as few characters as lines and their ends show. */
export function changesBetween(before: string, after: string): EditorChange[] {
  if (before === after) return [];
  const [a, b] = [linesOf(before), linesOf(after)];
  const startsAt = starts(a);
  return diffLines(a, b).map(({ from, to, otherFrom, otherTo }) =>
    trimmed(at(startsAt, from), a.slice(from, to).join(""), b.slice(otherFrom, otherTo).join("")),
  );
}

/**
 * What others made of a text, as changes to what was made of it here. Undefined where both changed the same lines, or
 * lines that touch, in different ways: then somebody has to choose.
 */
export function mergeInto(base: string, mine: string, theirs: string): EditorChange[] | undefined {
  if (mine === base) return changesBetween(mine, theirs);
  const [b, m, t] = [linesOf(base), linesOf(mine), linesOf(theirs)];
  const mineStartsAt = starts(m);
  const changes: EditorChange[] = [];
  for (const region of regions(diffLines(b, m), diffLines(b, t))) {
    const [ours, others] = [region.mine, region.theirs];
    if (!others) continue;
    const text = t.slice(others.from, others.to).join("");
    const here = m.slice(region.here.from, region.here.to).join("");
    if (text === here) continue;
    if (ours) return undefined;
    changes.push(trimmed(at(mineStartsAt, region.here.from), here, text));
  }
  return changes;
}

type Lines = { readonly from: number; readonly to: number };
type Region = {
  /** Lines of the changed texts; a side that changed nothing here has none. */
  readonly mine: Lines | undefined;
  readonly theirs: Lines | undefined;
  /** The region in my text, also where I changed nothing. */
  readonly here: Lines;
};
type Side = "mine" | "theirs";

/** Stretches of the base that one or both changed; what overlaps or touches is one. */
function* regions(mine: readonly Hunk[], theirs: readonly Hunk[]): Generator<Region> {
  const all: { side: Side; hunk: Hunk }[] = [
    ...mine.map((hunk) => ({ side: "mine" as const, hunk })),
    ...theirs.map((hunk) => ({ side: "theirs" as const, hunk })),
  ].sort((one, other) => one.hunk.from - other.hunk.from || one.hunk.to - other.hunk.to);
  // By how many lines each side has grown before the region.
  const grown: Record<Side, number> = { mine: 0, theirs: 0 };
  for (let index = 0; index < all.length;) {
    const from = all[index]?.hunk.from ?? 0;
    let to = from;
    const added: Record<Side, number> = { mine: 0, theirs: 0 };
    const touched = new Set<Side>();
    for (let next = all[index]; next && (touched.size === 0 || next.hunk.from <= to); next = all[++index]) {
      const { side, hunk } = next;
      to = Math.max(to, hunk.to);
      added[side] += hunk.otherTo - hunk.otherFrom - (hunk.to - hunk.from);
      touched.add(side);
    }
    const linesIn = (side: Side) => ({ from: from + grown[side], to: to + grown[side] + added[side] });
    yield {
      mine: touched.has("mine") ? linesIn("mine") : undefined,
      theirs: touched.has("theirs") ? linesIn("theirs") : undefined,
      here: linesIn("mine"),
    };
    grown.mine += added.mine;
    grown.theirs += added.theirs;
  }
}

/** Where each line begins, and where the last one ends. */
function starts(lines: readonly string[]): number[] {
  const positions = [0];
  for (const line of lines) positions.push((positions.at(-1) ?? 0) + line.length);
  return positions;
}

const at = (positions: readonly number[], line: number) => positions[line] ?? 0;

/** Leaves out what both begin and end with, so that a cursor beside it stays; no character is cut in two. */
function trimmed(start: number, before: string, after: string): EditorChange {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  if (head > 0 && isHighHalf(before.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (tail > 0 && isLowHalf(before.charCodeAt(before.length - tail))) tail--;
  return {
    from: start + head,
    to: start + before.length - tail,
    insert: after.slice(head, after.length - tail),
  };
}

const isHighHalf = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLowHalf = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
