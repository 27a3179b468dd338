import type { Row } from "./figure.ts";

const headings = ["figure", "unit", "bare ws", "Dispatch", "ratio", "target", ""];

/** The whole result, one line for each figure, in columns. It is a table in Markdown too. */
export function formatTable(rows: readonly Row[]): string {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)));
  const lines = cells.map(
    (row) => `| ${row.map((cell, column) => pad(cell, widths[column]!, column)).join(" | ")} |`,
  );
  const rule = `|${widths.map((width, column) => (isNumber(column) ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** One figure by itself, while others are still being measured. */
export function formatLine(row: Row): string {
  const [figure, unit, bare, dispatch, ratio, target, verdict] = cellsOf(row);
  return `${figure}: ${dispatch} ${unit}, bare ws ${bare}, ratio ${ratio}${target ? `, target ${target}: ${verdict}` : ""}`;
}

function cellsOf({ figure, unit, bare, dispatch, target }: Row): string[] {
  // A ratio to nearly nothing says nothing.
  const ratio = bare === undefined || bare < 0.01 ? "-" : (dispatch / bare).toFixed(2);
  const verdict = target === undefined ? "" : target.met ? "ok" : "MISS";
  return [
    figure,
    unit,
    bare === undefined ? "-" : digits(bare),
    digits(dispatch),
    ratio,
    target?.text ?? "",
    verdict,
  ];
}

const digits = (value: number) => value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
const isNumber = (column: number) => column >= 2 && column <= 4;
const pad = (cell: string, width: number, column: number) =>
  isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
