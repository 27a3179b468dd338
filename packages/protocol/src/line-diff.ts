/** Lines `from` up to `to` of one text are lines `otherFrom` up to `otherTo` of the other. */
export type Hunk = {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
};

/** Beyond so many differing lines it is not worth a search: what differs is then one hunk. */
const EDITS_LIMIT = 1000;
/** So many steps take some tens of milliseconds, in which nothing else happens: long texts are searched less. */
const STEPS_LIMIT = 20_000_000;

/** Lines with their ends, so that joined they are the text again. */
export const linesOf = (text: string): string[] => (text === "" ? [] : text.split(/(?<=\n)/));

/** Where two texts differ, by lines: the shortest way from one to the other, found greedily (Myers, 1986). */
export function diffLines(one: readonly string[], other: readonly string[]): Hunk[] {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const a = one.slice(start, one.length - end);
  const b = other.slice(start, other.length - end);
  if (a.length === 0 && b.length === 0) return [];
  const whole = { from: 0, to: a.length, otherFrom: 0, otherTo: b.length };
  const hunks = a.length === 0 || b.length === 0 ? [whole] : (search(a, b) ?? [whole]);
  return hunks.map(({ from, to, otherFrom, otherTo }) => ({
    from: from + start,
    to: to + start,
    otherFrom: otherFrom + start,
    otherTo: otherTo + start,
  }));
}

function search(one: readonly string[], other: readonly string[]): Hunk[] | undefined {
  const numbers = new Map<string, number>();
  const numbered = (line: string) => numbers.get(line) ?? (numbers.set(line, numbers.size), numbers.size - 1);
  const [a, b] = [one.map(numbered), other.map(numbered)];
  const length = a.length + b.length;
  const limit = Math.min(length, EDITS_LIMIT, Math.ceil(STEPS_LIMIT / length));
  // How far along `a` each diagonal has come, after each number of edits.
  const reached: Int32Array[] = [];
  let before = new Int32Array([0]);
  for (let edits = 0; edits <= limit; edits++) {
    const now = new Int32Array(2 * edits + 1);
    for (let k = -edits; k <= edits; k += 2) {
      let x = edits === 0 ? 0 : furthest(before, edits - 1, k);
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      now[k + edits] = x;
      if (x >= a.length && y >= b.length) return hunksOf(reached, edits, k);
    }
    reached.push(now);
    before = now;
  }
  return undefined;
}

/** Where diagonal `k` begins, one edit after `edits`: below the one above it, or right of the one before it. */
function furthest(before: Int32Array, edits: number, k: number): number {
  const at = (diagonal: number) => (Math.abs(diagonal) > edits ? -1 : (before[diagonal + edits] ?? -1));
  return Math.max(at(k - 1) + 1, at(k + 1));
}

/** Goes the way back, and gathers edits that touch. */
function hunksOf(reached: readonly Int32Array[], count: number, diagonal: number): Hunk[] {
  const hunks: Hunk[] = [];
  let k = diagonal;
  for (let edits = count; edits > 0; edits--) {
    const before = reached[edits - 1] as Int32Array;
    const at = (diagonal: number) =>
      Math.abs(diagonal) > edits - 1 ? -1 : (before[diagonal + edits - 1] ?? -1);
    const isInsertion = at(k + 1) >= at(k - 1) + 1;
    const begin = furthest(before, edits - 1, k);
    const previous = isInsertion ? k + 1 : k - 1;
    const hunk = isInsertion
      ? { from: begin, to: begin, otherFrom: begin - previous, otherTo: begin - k }
      : { from: begin - 1, to: begin, otherFrom: begin - k, otherTo: begin - k };
    const next = hunks.at(-1);
    if (next && next.from === hunk.to && next.otherFrom === hunk.otherTo)
      hunks[hunks.length - 1] = { ...next, from: hunk.from, otherFrom: hunk.otherFrom };
    else hunks.push(hunk);
    k = previous;
  }
  return hunks.reverse();
}
