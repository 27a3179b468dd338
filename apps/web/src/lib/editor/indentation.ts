/** What a level is indented with. */
export type Indentation = { readonly unit: string; readonly width: number };

const LOOK_AT_LINES = 1_000;
const standard: Indentation = { unit: "  ", width: 2 };

/** As most lines of the file do it: by tabs, or by so many spaces as one level differs from the next. */
export function indentationOf(text: string): Indentation {
  let tabs = 0;
  let last = 0;
  const steps = new Map<number, number>();
  for (const line of firstLines(text)) {
    const blanks = /^[ \t]*(?=\S)/.exec(line)?.[0];
    if (blanks === undefined) continue;
    if (blanks.includes("\t")) tabs += 1;
    const step = Math.abs(blanks.length - last);
    if (!blanks.includes("\t") && step >= 2 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    last = blanks.length;
  }
  const [width, count] = [...steps].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [standard.width, 0];
  if (tabs > count) return { unit: "\t", width: 4 };
  return count === 0 ? standard : { unit: " ".repeat(width), width };
}

function* firstLines(text: string): Generator<string> {
  let from = 0;
  for (let count = 0; count < LOOK_AT_LINES && from < text.length; count++) {
    const end = text.indexOf("\n", from);
    yield text.slice(from, end === -1 ? text.length : end);
    if (end === -1) return;
    from = end + 1;
  }
}
