import type { Internals, Look } from "./terminal-internals.ts";

const COLOR_MODE = 0x3000000;
const PALETTE_16 = 0x1000000;
const PALETTE_256 = 0x2000000;
const RGB = 0x3000000;
const COLOR = COLOR_MODE | 0xffffff;
const HAS_EXTENDED = 0x10000000;

const foregroundFlags = [
  [0x8000000, "1"],
  [0x20000000, "5"],
  [0x4000000, "7"],
  [0x40000000, "8"],
  [0x80000000, "9"],
] as const;
const UNDERLINE = 0x10000000;
const backgroundFlags = [
  [0x8000000, "2"],
  [0x4000000, "3"],
  [0x40000000, "53"],
] as const;

export const plainLook: Look = { fg: 0, bg: 0, extended: { _ext: 0, underlineColor: 0, urlId: 0 } };

/** The colour that erasing leaves behind; 0 is the terminal's own background. */
export function backgroundOf(look: Look): number {
  const mode = look.bg & COLOR_MODE;
  if (mode === 0) return 0;
  // A palette index leaves the other bits as an earlier colour had them.
  return mode === RGB ? look.bg & COLOR : mode | (look.bg & 0xff);
}

/** A look of nothing but a background. */
export const onlyBackground = (background: number): Look => ({ ...plainLook, bg: background });

/** Whether one SGR sequence makes both. */
export const sameLook = (one: Look, other: Look) =>
  one.fg === other.fg &&
  one.bg === other.bg &&
  ((one.bg & HAS_EXTENDED) === 0 ||
    (underlineStyle(one) === underlineStyle(other) &&
      one.extended.underlineColor === other.extended.underlineColor));

/** 1 single to 5 dashed. The accessor of this name says dashed for every hyperlink, whatever was asked for. */
const underlineStyle = (look: Look) => (look.extended._ext >>> 26) & 7;

/** The hyperlink of a cell, 0 if none. */
export const linkOf = (look: Look) => (look.bg & HAS_EXTENDED ? look.extended.urlId : 0);

/** The SGR sequence that leads from any state to this look. Always from the reset, since 22 ends both bold and dim. */
export function sgr(look: Look): string {
  const codes = ["0"];
  for (const [flag, code] of foregroundFlags) if (look.fg & flag) codes.push(code);
  for (const [flag, code] of backgroundFlags) if (look.bg & flag) codes.push(code);
  if (look.fg & UNDERLINE) codes.push(underlineStyle(look) > 1 ? `4:${underlineStyle(look)}` : "4");
  pushColor(codes, look.fg, 38, 30, 90);
  pushColor(codes, look.bg, 48, 40, 100);
  if (look.fg & UNDERLINE) pushColor(codes, look.extended.underlineColor, 58);
  return codes.length === 1 ? "\x1b[m" : `\x1b[${codes.join(";")}m`;
}

/** The same for what comes next: a colour may be set for underlines before the first of them. */
export function penSgr(look: Look): string {
  const codes: string[] = [];
  if ((look.fg & UNDERLINE) === 0) pushColor(codes, look.extended.underlineColor, 58);
  return sgr(look) + codes.map((code) => `\x1b[${code}m`).join("");
}

function pushColor(codes: string[], packed: number, extended: number, normal?: number, bright?: number) {
  const mode = packed & COLOR_MODE;
  if (mode === 0) return;
  const index = packed & 0xff;
  if (mode === PALETTE_16 && normal !== undefined && bright !== undefined)
    codes.push(String(index < 8 ? normal + index : bright + index - 8));
  else if (mode === PALETTE_16 || mode === PALETTE_256) codes.push(`${extended};5;${index}`);
  else codes.push(`${extended};2;${(packed >>> 16) & 0xff};${(packed >>> 8) & 0xff};${index}`);
}

/** The OSC 8 sequence that opens a hyperlink, or closes the open one. */
export function hyperlink(core: Internals, link: number): string {
  const data = link === 0 ? undefined : core._oscLinkService.getLinkData(link);
  return `\x1b]8;${data?.id ? `id=${data.id}` : ""};${data?.uri ?? ""}\x1b\\`;
}
