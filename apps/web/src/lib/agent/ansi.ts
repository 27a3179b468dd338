/** A piece of what a program printed, with how it asked for it to look. */
export type AnsiPiece = {
  readonly text: string;
  /** Names of looks that the page has: `ink-1` to `ink-15`, `bold`, `dim`, `italic`, `underline`, `strike`. */
  readonly looks: readonly string[];
  /** Colours that the page has no name for. */
  readonly colour?: string;
  readonly ground?: string;
};

type Pen = { looks: Set<string>; ink?: string; colour?: string; ground?: string };

/** A sequence of a terminal: CSI, OSC, or a lone one. Those that colour are read, the others left out. */

const SEQUENCE =
  /\u001b(?:\[([0-9;:?<>=]*)[ -/]*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[@-Z\\^_=><78]|$)/g;

const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f]/g;

const onLooks: Readonly<Record<number, string>> = {
  1: "bold",
  2: "dim",
  3: "italic",
  4: "underline",
  9: "strike",
};
const offLooks: Readonly<Record<number, readonly string[]>> = {
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underline"],
  29: ["strike"],
};

/** What a program printed as it would be read in a terminal: lines that were written over, and colours. */
export function ansiPieces(text: string): readonly AnsiPiece[] {
  const pieces: AnsiPiece[] = [];
  const pen: Pen = { looks: new Set() };
  let at = 0;
  const put = (part: string) => {
    const shown = part.replaceAll(UNSEEN, "");
    if (shown !== "") pieces.push(pieceOf(shown, pen));
  };
  const source = withoutOverwritten(text);
  for (const match of source.matchAll(SEQUENCE)) {
    put(source.slice(at, match.index));
    if (match[2] === "m") draw(pen, (match[1] ?? "").split(/[;:]/).map(Number));
    at = match.index + match[0].length;
  }
  put(source.slice(at));
  return pieces;
}

/** What in a text changes the look of what comes behind it. */

export const inkOf = (text: string): string => text.match(/\u001b\[[0-9;:]*m/g)?.join("") ?? "";

/** Of a line that was begun anew, as those of progress are, the last writing counts. */
export function withoutOverwritten(text: string): string {
  if (!text.includes("\r")) return text;
  return text
    .replaceAll(/\r+\n/g, "\n")
    .split("\n")
    .map((line) => line.replace(/\r+$/, "").split("\r").at(-1) ?? "")
    .join("\n");
}

function pieceOf(text: string, { looks, ink, colour, ground }: Pen): AnsiPiece {
  const all = [...looks, ...(ink === undefined ? [] : [ink])];
  return {
    text,
    looks: all,
    ...(colour !== undefined && { colour }),
    ...(ground !== undefined && { ground }),
  };
}

function draw(pen: Pen, codes: readonly number[]): void {
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    const look = onLooks[code];
    if (code === 0) {
      pen.looks.clear();
      unsetInk(pen);
      delete pen.ground;
    } else if (look !== undefined) pen.looks.add(look);
    else if (offLooks[code]) for (const off of offLooks[code]) pen.looks.delete(off);
    else if (code >= 30 && code <= 37) setInk(pen, code - 30);
    else if (code >= 90 && code <= 97) setInk(pen, code - 82);
    else if (code === 39) unsetInk(pen);
    else if (code >= 40 && code <= 47) pen.ground = `var(--ink-${code - 40})`;
    else if (code >= 100 && code <= 107) pen.ground = `var(--ink-${code - 92})`;
    else if (code === 49) delete pen.ground;
    else if (code === 38 || code === 48) {
      const isIndexed = codes[at + 1] === 5;
      const colour = isIndexed ? indexed(codes[at + 2] ?? 0) : mixed(codes.slice(at + 2, at + 5));
      at += isIndexed ? 2 : 4;
      if (code === 48) pen.ground = colour;
      else {
        unsetInk(pen);
        pen.colour = colour;
      }
    }
  }
}

function setInk(pen: Pen, index: number) {
  unsetInk(pen);
  pen.ink = `ink-${index}`;
}

function unsetInk(pen: Pen) {
  delete pen.ink;
  delete pen.colour;
}

const STEPS = [0, 95, 135, 175, 215, 255] as const;

/** Of the palette of 256: the page's own sixteen, a cube of colours, and greys. */
function indexed(index: number): string {
  if (index < 16) return `var(--ink-${index})`;
  if (index >= 232) return mixed([0, 0, 0].map(() => 8 + (index - 232) * 10));
  const cube = index - 16;
  return mixed([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => STEPS[step] ?? 0));
}

const mixed = (parts: readonly number[]) =>
  `rgb(${[0, 1, 2].map((at) => Math.min(255, Math.max(0, parts[at] ?? 0))).join(" ")})`;
