/**
 * Output is plain if it holds text, line ends, tabs, backspaces, bells, colours (SGR) and erasures within a line, and
 * nothing else. What plain output leaves behind beyond the lines it wrote is the colour of the moment.
 */
const unplain = /\x1b(?!\[[0-9;:]*[mK])|\xc2[\x80-\x9f]/;

/** The beginning of a sequence, cut off by the end of a chunk. No real colour is longer than this. */
const cutOff = /(?:\x1b(?:\[[0-9;:]{0,64})?|\xc2)$/;

const ESCAPE = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const C1_LEAD = 0xc2; // of the control characters U+0080 to U+009F, and of some letters
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export type PlainCheck = { readonly plain: boolean; readonly carry: string; readonly coloured: boolean };

/** Judges a chunk; `carry` is the undecided end of the one before it. Native scans decide for most of a flood. */
export function checkPlain(chunk: Uint8Array, carry: string): PlainCheck {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (bytes.indexOf(SHIFT_OUT) !== -1 || bytes.indexOf(SHIFT_IN) !== -1)
    return { plain: false, carry: "", coloured: false };
  if (carry === "" && bytes.indexOf(ESCAPE) === -1 && bytes.indexOf(C1_LEAD) === -1) {
    return { plain: true, carry: "", coloured: false };
  }
  const text = carry + bytes.toString("latin1");
  const cut = cutOff.exec(text)?.[0] ?? "";
  const decided = cut === "" ? text : text.slice(0, -cut.length);
  return { plain: !unplain.test(decided), carry: cut, coloured: true };
}

export type Place = { readonly chunk: number; readonly offset: number };

/** Where a line begins (right after CR LF) with at least `lines` line feeds behind it; undefined if none does. */
export function lineStartBefore(chunks: readonly Uint8Array[], lines: number): Place | undefined {
  let seen = 0;
  for (let chunk = chunks.length - 1; chunk >= 0; chunk--) {
    const bytes = chunks[chunk];
    if (!bytes) continue;
    for (
      let at = bytes.lastIndexOf(LINE_FEED);
      at !== -1;
      at = at === 0 ? -1 : bytes.lastIndexOf(LINE_FEED, at - 1)
    ) {
      if (seen >= lines && bytes[at - 1] === CARRIAGE_RETURN) return { chunk, offset: at + 1 };
      seen += 1;
    }
  }
  return undefined;
}

const colour = /\x1b\[[0-9;:]*m/g;

/** The colour sequences of plain output that still count at its end: those since the last reset. */
export function coloursAtEnd(text: string): string {
  const reset = Math.max(text.lastIndexOf("\x1b[0m"), text.lastIndexOf("\x1b[m"), 0);
  return (text.slice(reset).match(colour) ?? []).join("");
}
