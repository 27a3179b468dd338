import type { ReviewComment } from "@dispatch/protocol/review";
import type { DiffRow, FileSide, LineRow } from "./diff-rows.ts";

/** Lines that are to be commented on. */
export type Spot = { readonly side: FileSide; readonly line: number; readonly lines: number };
export type CommentsRow = {
  readonly kind: "comments";
  readonly key: string;
  readonly comments: readonly ReviewComment[];
  /** Their lines are not shown, or not there any more. */
  readonly isLoose: boolean;
};
export type FormRow = { readonly kind: "form"; readonly key: string; readonly spot: Spot };
export type ViewRow = DiffRow | CommentsRow | FormRow;

const spotKey = (side: FileSide, line: number) => `${side}-${line}`;

/** Comments stand below the last of their lines; those without a place come first. */
export function viewRows(
  rows: readonly DiffRow[],
  comments: readonly ReviewComment[],
  spot: Spot | undefined,
): ViewRow[] {
  const bySpot = new Map<string, ReviewComment[]>();
  for (const comment of comments) {
    const { side, currentLine, lines } = comment;
    const key = currentLine === undefined ? "" : spotKey(side, currentLine + lines - 1);
    bySpot.set(key, [...(bySpot.get(key) ?? []), comment]);
  }
  const formKey = spot && spotKey(spot.side, spot.line + spot.lines - 1);
  const placed = new Set<string>();
  const view = rows.flatMap((row): ViewRow[] => {
    if (row.kind === "gap") return [row];
    const keys = sidesOf(row);
    for (const key of keys) placed.add(key);
    const own = keys.flatMap((key) => bySpot.get(key) ?? []);
    return [
      row,
      ...(own.length > 0
        ? [{ kind: "comments" as const, key: `comments-${row.key}`, comments: own, isLoose: false }]
        : []),
      ...(spot && formKey !== undefined && keys.includes(formKey)
        ? [{ kind: "form" as const, key: "form", spot }]
        : []),
    ];
  });
  if (spot && !view.some(({ kind }) => kind === "form")) view.unshift({ kind: "form", key: "form", spot });
  const loose = [...bySpot].flatMap(([key, own]) => (placed.has(key) ? [] : own));
  if (loose.length === 0) return view;
  return [{ kind: "comments", key: "comments-loose", comments: loose, isLoose: true }, ...view];
}

/** An unchanged line can be named on both sides; the new one is meant. */
function sidesOf({ left, right }: LineRow): string[] {
  const keys = right ? [spotKey("new", right.number)] : [];
  return left && (left.type !== "context" || !right) ? [...keys, spotKey("old", left.number)] : keys;
}

/** The lines from one row to another that lie on one side; undefined where there is none such. */
export function spotBetween(
  rows: readonly ViewRow[],
  anchor: number,
  current: number,
  preferred?: FileSide,
): Spot | undefined {
  const within = rows
    .slice(Math.min(anchor, current), Math.max(anchor, current) + 1)
    .filter((row): row is LineRow => row.kind === "line");
  const sides: readonly FileSide[] = preferred === "old" ? ["old", "new"] : ["new", "old"];
  for (const side of sides) {
    const numbers = within.flatMap(({ left, right }) => {
      const line = side === "new" ? right : left;
      return line ? [line.number] : [];
    });
    const [first] = numbers;
    const last = numbers.at(-1);
    if (first !== undefined && last !== undefined) return { side, line: first, lines: last - first + 1 };
  }
  return undefined;
}

/** The next row where something was changed, from one on; undefined where there is none. */
export function nextChange(rows: readonly ViewRow[], from: number, step: 1 | -1): number | undefined {
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    const row = rows[index];
    if (row?.kind === "line" && row.startsChange) return index;
  }
  return undefined;
}

/** The next line above or below. */
export function nextLine(rows: readonly ViewRow[], from: number, step: 1 | -1): number | undefined {
  for (let index = from + step; index >= 0 && index < rows.length; index += step)
    if (rows[index]?.kind === "line") return index;
  return undefined;
}

/** Where a row is, or in another way of looking the one with the same line. */
export function placeOf(rows: readonly ViewRow[], key: string | undefined): number {
  if (key === undefined) return -1;
  const exact = rows.findIndex((row) => row.key === key);
  if (exact >= 0) return exact;
  const [, left, right] = /-(\d*)-(\d*)$/.exec(key) ?? [];
  const has = (line: LineRow) =>
    right ? String(line.right?.number) === right : left !== undefined && String(line.left?.number) === left;
  return rows.findIndex((row) => row.kind === "line" && has(row));
}
