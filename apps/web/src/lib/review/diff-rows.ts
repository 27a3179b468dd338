import type { DiffHunk, DiffLine } from "@dispatch/protocol/git";
import { diffArrays } from "diff";

export type LineType = DiffLine["type"];
export type FileSide = "old" | "new";

/** A line as it stands on one side. */
export type SideLine = {
  readonly type: LineType;
  readonly number: number;
  readonly text: string;
  /** What the line was replaced by, or replaces: its words are compared with these. */
  readonly other?: string;
  readonly isCut?: true;
  readonly hasNoNewline?: true;
};

/** What is between two hunks and was not changed. */
export type Gap = {
  readonly kind: "gap";
  readonly key: string;
  /** The first line of it in the new file. */
  readonly from: number;
  /** Unknown behind the last hunk, as long as the file was not read. */
  readonly count: number | undefined;
  /** What is added to a new line's number for that of the old one. */
  readonly shift: number;
  readonly heading: string;
};
export type LineRow = {
  readonly kind: "line";
  readonly key: string;
  readonly left?: SideLine;
  readonly right?: SideLine;
  /** The first row of something that was changed. */
  readonly startsChange?: true;
};
export type DiffRow = Gap | LineRow;

type Change = { readonly deleted: readonly DiffLine[]; readonly added: readonly DiffLine[] };
type Piece = { readonly context: readonly [DiffLine, DiffLine] } | Change;

export type RowOptions = { readonly isSplit: boolean; readonly ignoresWhitespace: boolean };

/** Longer passages are not searched for lines that differ in their white space alone: the search takes their square. */
const SEARCH_LIMIT_LINES = 600;
/** As many unchanged lines stand around a change, so fewer at the end mean that the file ends there. */
const CONTEXT_LINES = 3;

/** What is seen of a file's hunks from above to below. */
export function diffRows(hunks: readonly DiffHunk[], options: RowOptions): DiffRow[] {
  const rows: DiffRow[] = [];
  let next = { old: 1, new: 1 };
  for (const [index, hunk] of hunks.entries()) {
    const pieces = piecesOf(hunk, options);
    if (!pieces.some((piece) => "added" in piece)) continue;
    const start = startOf(hunk);
    if (start.new > next.new) rows.push(gap(next, start.new - next.new, hunk.heading));
    for (const piece of pieces) rows.push(...rowsOf(piece, index, options));
    next = { old: start.old + hunk.oldLines, new: start.new + hunk.newLines };
  }
  const last = hunks.at(-1);
  const tail = last?.lines.slice(-CONTEXT_LINES) ?? [];
  const mayGoOn = tail.length === CONTEXT_LINES && tail.every(({ type }) => type === "context");
  if (last && mayGoOn && next.new > 1) rows.push(gap(next, undefined, ""));
  return rows;
}

/** Of a side without lines the number is that of the line before. */
const startOf = ({ oldStart, oldLines, newStart, newLines }: DiffHunk) => ({
  old: oldLines === 0 ? oldStart + 1 : oldStart,
  new: newLines === 0 ? newStart + 1 : newStart,
});

const gap = (next: { old: number; new: number }, count: number | undefined, heading: string): Gap => ({
  kind: "gap",
  key: `gap-${next.new}`,
  from: next.new,
  count,
  shift: next.old - next.new,
  heading,
});

function piecesOf({ lines }: DiffHunk, { ignoresWhitespace }: RowOptions): Piece[] {
  const pieces: Piece[] = [];
  let deleted: DiffLine[] = [];
  let added: DiffLine[] = [];
  const close = () => {
    if (deleted.length + added.length === 0) return;
    const change = { deleted, added };
    pieces.push(...(ignoresWhitespace ? withoutWhitespace(change) : [change]));
    [deleted, added] = [[], []];
  };
  for (const line of lines) {
    if (line.type === "deleted") {
      // Git lists what was taken away first; another deletion after an addition begins another change.
      if (added.length > 0) close();
      deleted.push(line);
    } else if (line.type === "added") added.push(line);
    else {
      close();
      pieces.push({ context: [line, line] });
    }
  }
  close();
  return pieces;
}

const bare = (text: string) => text.replaceAll(/\s+/g, "");

/** Lines that differ in white space alone count as unchanged, and so do empty ones that came or went. */
function withoutWhitespace({ deleted, added }: Change): Piece[] {
  if (deleted.length + added.length > SEARCH_LIMIT_LINES) return [{ deleted, added }];
  const pieces: Piece[] = [];
  let open: { deleted: DiffLine[]; added: DiffLine[] } = { deleted: [], added: [] };
  const close = () => {
    if ([...open.deleted, ...open.added].some(({ text }) => bare(text) !== "")) pieces.push(open);
    else for (const line of open.added) pieces.push({ context: [line, line] });
    open = { deleted: [], added: [] };
  };
  let [at, other] = [0, 0];
  for (const part of diffArrays([...deleted], [...added], {
    comparator: (one, two) => bare(one.text) === bare(two.text),
  })) {
    const count = part.value.length;
    if (part.removed) open.deleted.push(...deleted.slice(at, (at += count)));
    else if (part.added) open.added.push(...added.slice(other, (other += count)));
    else {
      close();
      for (let number = 0; number < count; number++)
        pieces.push({ context: [deleted[at++] as DiffLine, added[other++] as DiffLine] });
    }
  }
  close();
  return pieces;
}

function rowsOf(piece: Piece, hunk: number, { isSplit }: RowOptions): LineRow[] {
  if ("context" in piece) {
    const [before, after] = piece.context;
    const left = side(before, "context", before.old ?? 0);
    const right = side(after, "context", after.new ?? 0);
    return [
      { kind: "line", key: keyOf(hunk, left, right), ...(before.old !== undefined && { left }), right },
    ];
  }
  const lefts = piece.deleted.map((line, index) =>
    side(line, "deleted", line.old ?? 0, piece.added[index]?.text),
  );
  const rights = piece.added.map((line, index) =>
    side(line, "added", line.new ?? 0, piece.deleted[index]?.text),
  );
  const pairs: { left?: SideLine; right?: SideLine }[] = isSplit
    ? Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) => ({
        ...(lefts[index] && { left: lefts[index] }),
        ...(rights[index] && { right: rights[index] }),
      }))
    : [...lefts.map((left) => ({ left })), ...rights.map((right) => ({ right }))];
  return pairs.map((pair, index) => ({
    kind: "line",
    key: keyOf(hunk, pair.left, pair.right),
    ...pair,
    ...(index === 0 && { startsChange: true as const }),
  }));
}

const side = (line: DiffLine, type: LineType, number: number, other?: string): SideLine => ({
  type,
  number,
  text: line.text,
  ...(other !== undefined && { other }),
  ...(line.isCut && { isCut: true }),
  ...(line.hasNoNewline && { hasNoNewline: true }),
});

const keyOf = (hunk: number, left?: SideLine, right?: SideLine) =>
  `${hunk}-${left?.number ?? ""}-${right?.number ?? ""}`;

/** Part of a gap that is shown all the same. */
export type Shown = { readonly above: number; readonly below: number };

/** Puts lines of the file where gaps were opened. `lines` is the new file. */
export function openedRows(
  rows: readonly DiffRow[],
  lines: readonly string[] | undefined,
  shown: ReadonlyMap<string, Shown>,
): DiffRow[] {
  if (!lines) return [...rows];
  return rows.flatMap((row): DiffRow[] => {
    if (row.kind !== "gap") return [row];
    const count = row.count ?? Math.max(0, lines.length - row.from + 1);
    const { above = 0, below = 0 } = shown.get(row.key) ?? {};
    const left = count - above - below;
    const unchanged = (from: number, length: number) =>
      Array.from({ length }, (_, index) => contextRow(lines, from + index, row.shift));
    if (left <= 0) return unchanged(row.from, count);
    return [
      ...unchanged(row.from, above),
      { ...row, from: row.from + above, count: left },
      ...unchanged(row.from + count - below, below),
    ];
  });
}

function contextRow(lines: readonly string[], number: number, shift: number): LineRow {
  const text = lines[number - 1] ?? "";
  return {
    kind: "line",
    key: `open-${number}`,
    left: { type: "context", number: number + shift, text },
    right: { type: "context", number, text },
  };
}

/** Whether the file that was read is the one that the hunks were made of. */
export const fits = (hunks: readonly DiffHunk[], lines: readonly string[]) =>
  hunks.every((hunk) =>
    hunk.lines.every(
      (line) =>
        line.type === "deleted" ||
        line.isCut === true ||
        line.new === undefined ||
        lines[line.new - 1] === line.text,
    ),
  );
