const ESCAPE = 0x1b;
const BRACKET = 0x5b;
const PARAMETERS = { first: 0x30, last: 0x3b }; // digits, colon, semicolon
const ZERO = 0x30;
const COLOUR = 0x6d; // m
const ERASE_IN_LINE = 0x4b; // K
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const C1_LEAD = 0xc2; // of the control characters U+0080 to U+009F, and of some letters
const C1_CONTROLS = { first: 0x80, last: 0x9f };
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The beginning of a sequence that a chunk's end cuts off. No real colour is longer than this. */
const CUT_OFF_LIMIT_BYTES = 66;

/** Looked at one by one before a search begins: where many stand close together, beginning one for each costs more. */
const NEAR_BYTES = 16;

export type PlainCheck = { readonly plain: boolean; readonly carry: string; readonly coloured: boolean };
type Range = { readonly first: number; readonly last: number };

const isIn = ({ first, last }: Range, byte: number | undefined) =>
  byte !== undefined && byte >= first && byte <= last;

/**
 * Judges a chunk: output is plain if it holds text, line ends, tabs, backspaces, bells, colours (SGR) and erasures within a line, and
 * nothing else. What plain output leaves behind beyond the lines it wrote is the colour of the moment. `carry` is the undecided end
 * of the chunk before it. Looks at bytes, since a flood made into strings has V8 collect garbage all the time.
 */
export function checkPlain(chunk: Uint8Array, carry: string): PlainCheck {
  const own = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const bytes = carry === "" ? own : Buffer.concat([Buffer.from(carry, "latin1"), own]);
  const decided = decidedBytes(bytes);
  const shifts = bytes.indexOf(SHIFT_OUT) !== -1 || bytes.indexOf(SHIFT_IN) !== -1;
  if (decided === undefined || shifts || hasC1(bytes)) return { plain: false, carry: "", coloured: false };
  return {
    plain: true,
    carry: bytes.toString("latin1", decided),
    coloured: bytes.indexOf(ESCAPE) !== -1,
  };
}

/** How many bytes come before the sequence or character that the end cuts off; undefined if a sequence is not plain. */
function decidedBytes(bytes: Buffer): number | undefined {
  for (let begin = next(bytes, ESCAPE, 0); begin !== -1; begin = next(bytes, ESCAPE, begin + 1)) {
    if (begin + 1 === bytes.length) return begin;
    if (bytes[begin + 1] !== BRACKET) return undefined;
    const end = parametersEnd(bytes, begin + 2);
    if (end === bytes.length) return end - begin <= CUT_OFF_LIMIT_BYTES ? begin : undefined;
    if (bytes[end] !== COLOUR && bytes[end] !== ERASE_IN_LINE) return undefined;
  }
  return bytes.at(-1) === C1_LEAD ? bytes.length - 1 : bytes.length;
}

function next(bytes: Buffer, byte: number, from: number): number {
  const far = Math.min(from + NEAR_BYTES, bytes.length);
  for (let at = from; at < far; at++) if (bytes[at] === byte) return at;
  return bytes.indexOf(byte, far);
}

function parametersEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (isIn(PARAMETERS, bytes[at])) at += 1;
  return at;
}

function hasC1(bytes: Buffer): boolean {
  for (let at = next(bytes, C1_LEAD, 0); at !== -1; at = next(bytes, C1_LEAD, at + 1))
    if (isIn(C1_CONTROLS, bytes[at + 1])) return true;
  return false;
}

export type Place = { readonly chunk: number; readonly offset: number };

/** Where a line begins (right after CR LF) with at least `lines` line feeds behind it; undefined if none does. */
export function lineStartBefore(chunks: readonly Uint8Array[], lines: number): Place | undefined {
  let seen = 0;
  for (let chunk = chunks.length - 1; chunk >= 0; chunk--) {
    const part = chunks[chunk];
    if (!part) continue;
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
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
export function coloursAtEnd(chunks: readonly Uint8Array[]): string {
  // That one is nearly always in the last chunk. Only if it is not are all of them put together.
  const last = Buffer.concat(chunks.slice(-1));
  const bytes = lastReset(last) === -1 ? Buffer.concat(chunks) : last;
  const text = bytes.toString("latin1", Math.max(lastReset(bytes), 0));
  return (text.match(colour) ?? []).join("");
}

/** Where the last sequence begins that takes all colours back; -1 if there is none. */
function lastReset(bytes: Buffer): number {
  for (let at = bytes.lastIndexOf(ESCAPE); at !== -1; at = at > 0 ? bytes.lastIndexOf(ESCAPE, at - 1) : -1) {
    const end = bytes[at + 2] === ZERO ? at + 3 : at + 2;
    if (bytes[at + 1] === BRACKET && bytes[end] === COLOUR) return at;
  }
  return -1;
}
