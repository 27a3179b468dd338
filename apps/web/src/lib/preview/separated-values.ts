export type Table = {
  readonly rows: readonly (readonly string[])[];
  /** Rows that are not among them. */
  readonly moreRows: number;
  /** Columns of the widest row that are not among them. */
  readonly moreColumns: number;
};

/** More columns than this nobody reads beside each other. */
const COLUMNS_LIMIT = 100;

/** Reads a table as RFC 4180 has it, with whatever stands between its values; rows beyond the limit are counted only. */
export function readTable(text: string, path: string, rowsLimit: number): Table {
  const separator = /\.tsv$/i.test(path) ? "\t" : separatorOf(text);
  const rows: string[][] = [];
  let count = 0;
  let widest = 0;
  const add = (row: readonly string[]) => {
    // A blank line is none of the table.
    if (row.length === 1 && row[0] === "") return;
    count += 1;
    if (count > rowsLimit) return;
    widest = Math.max(widest, row.length);
    rows.push(row.slice(0, COLUMNS_LIMIT));
  };
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { value, end } = valueAt(text, at, separator);
    row.push(value);
    if (text[end] === separator && end < text.length) {
      at = end + 1;
      // The line ends behind a separator: what is between is empty.
      if (at < text.length) continue;
      row.push("");
    }
    add(row);
    row = [];
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  return { rows, moreRows: Math.max(0, count - rowsLimit), moreColumns: Math.max(0, widest - COLUMNS_LIMIT) };
}

function valueAt(text: string, start: number, separator: string): { value: string; end: number } {
  if (text[start] !== '"') {
    const end = plainEnd(text, start, separator);
    return { value: text.slice(start, end), end };
  }
  let value = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    // A quote that is never closed takes the rest.
    if (quote === -1) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = plainEnd(text, quote + 1, separator);
      return { value: value + text.slice(quote + 1, end), end };
    }
    value += '"';
    at = quote + 2;
  }
}

function plainEnd(text: string, start: number, separator: string): number {
  for (let at = start; at < text.length; at += 1)
    if (text[at] === separator || text[at] === "\n" || text[at] === "\r") return at;
  return text.length;
}

/** The one that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const [line = ""] = text.split(/[\r\n]/, 1);
  const bare = line.replaceAll(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((each) => ({ each, count: bare.split(each).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).each;
}
