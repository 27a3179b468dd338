/** Columns as wide as their widest cell; the last one takes what is left and is cut to the terminal's width. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string {
  const all = [head, ...rows].map((row) => row.map(oneLine));
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) => {
      const line = row
        .map((cell, column) => (column === head.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join("  ");
      return `${line.length > width ? `${line.slice(0, Math.max(1, width - 1))}…` : line}`.trimEnd();
    })
    .join("\n");
}

/** A title may hold anything, an escape sequence included: nothing of it reaches the terminal but plain text. */

export const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");

const units = [
  { name: "d", ms: 86_400_000 },
  { name: "h", ms: 3_600_000 },
  { name: "m", ms: 60_000 },
  { name: "s", ms: 1_000 },
];

/** "3m ago", in the largest unit that fits. */
export function ago(iso: string, now = Date.now()): string {
  const ms = now - Date.parse(iso);
  const unit = units.find((candidate) => ms >= candidate.ms);
  return unit ? `${Math.floor(ms / unit.ms)}${unit.name} ago` : "now";
}
