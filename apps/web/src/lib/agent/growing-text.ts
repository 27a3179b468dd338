/**
 * Text that is still being said, as far as it can be read: what nobody can know yet is held back for the moment, and what is begun is taken
 * as ended, so that nothing that was read changes its place or look when the rest arrives.
 */
export function growingText(text: string): string {
  if (isInFence(text)) return withoutHalfFence(text);
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  // What may yet become a list, a heading, a rule or the line below a heading.
  if (last === "" || /^\s{0,3}([-+*_=#>~`|]+|\d{1,9}[.)]?)\s*$/.test(last)) lines.pop();
  return ended(withoutHalfTable(lines).join("\n"));
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Whether the end of it is inside a block of code. */
function isInFence(text: string): boolean {
  let fence = "";
  for (const line of text.split("\n")) {
    const mark = FENCE.exec(line)?.[1];
    if (mark === undefined) continue;
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = "";
  }
  return fence !== "";
}

/** The closing fence comes letter by letter, and is no code. */
const withoutHalfFence = (text: string) => text.replace(/\n {0,3}(`{1,2}|~{1,2})$/, "");

const isTableRow = (line: string) => /^\s*\|/.test(line);
const isTableRule = (line: string) =>
  /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(line) && line.includes("-");

const marksIn = (row: string) => row.split("|").length;

/** A row is a heading of a table only once the line below it says so; a row that is being written has not all its cells. */
function withoutHalfTable(lines: readonly string[]): readonly string[] {
  let first = lines.length;
  while (first > 0 && isTableRow(lines[first - 1] ?? "")) first -= 1;
  const rows = lines.slice(first);
  if (rows.length === 0) return lines;
  const [head = "", rule = ""] = rows;
  const isTable = rows.length > 2 || (isTableRule(rule) && marksIn(rule) >= marksIn(head));
  if (!isTable) return lines.slice(0, first);
  const isWhole = /\|\s*$/.test(rows.at(-1) ?? "");
  return isWhole ? lines : lines.slice(0, -1);
}

/** Marks inside the last paragraph that were opened are closed, and a link is its words until it is whole. */
function ended(text: string): string {
  const from = text.lastIndexOf("\n\n") + 1;
  let paragraph = text.slice(from);
  const ticks = paragraph.match(/`/g)?.length ?? 0;
  if (ticks % 2 === 1) return paragraph.endsWith("`") ? text.slice(0, -1) : `${text}\``;
  paragraph = paragraph
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*$/, "$1")
    .replace(/!?\[([^\]\n]*)$/, "$1")
    .replace(/(\*+|_+|~+)$/, "");
  const bare = paragraph.replaceAll(/`[^`]*`/g, "").replaceAll(/^\s*[*+-]\s/gm, "");
  const strong = (bare.match(/\*\*/g)?.length ?? 0) % 2 === 1;
  const soft = (bare.replaceAll("**", "").match(/\*/g)?.length ?? 0) % 2 === 1;
  const tail = /\s+$/.exec(paragraph)?.[0] ?? "";
  const shown = paragraph.slice(0, paragraph.length - tail.length);
  const closing = `${soft ? "*" : ""}${strong ? "**" : ""}`;
  return text.slice(0, from) + (closing === "" ? paragraph : shown + closing);
}
