import type { Terminal } from "@xterm/headless";
import { bufferText } from "./buffer-text.ts";
import { hyperlink, linkOf, penSgr, plainLook, sameLook, sgr } from "./looks.ts";
import type { Cell, Charset, Internals, Look } from "./terminal-internals.ts";

const TAB_WIDTH = 8;
const charsetTargets = ["(", ")", "*", "+"] as const; // G0 to G3
const mouseModes = {
  none: "",
  x10: "\x1b[?9h",
  vt200: "\x1b[?1000h",
  drag: "\x1b[?1002h",
  any: "\x1b[?1003h",
} as const;
const cursorStyles = { block: 2, underline: 4, bar: 6 } as const;

/**
 * What makes an empty terminal of the same size equal to this one: rows and scrollback, cursor, look, modes, tab stops,
 * scroll region, character sets, saved cursors, title. `unfinished` is the beginning of a sequence whose other
 * bytes have not come: as the last thing it leaves the parser where it stands.
 */
export function restoreText(terminal: Terminal, core: Internals, title: string, unfinished: string): string {
  const { normal, alternate, active } = terminal.buffer;
  const { modes } = terminal;
  const parts: string[] = [];
  if (title !== "") parts.push(`\x1b]2;${title}\x07`);
  parts.push(bufferText(normal, terminal, core));
  parts.push(bufferState(core.buffers.normal, terminal.cols, terminal.rows));
  if (active.type === "alternate") {
    // Entering saves the cursor once more: it still stands where the saved one was.
    parts.push("\x1b[?1049h\x1b(B\x1b[m\x1b[2J\x1b[H", bufferText(alternate, terminal, core));
    parts.push(bufferState(core.buffers.alt, terminal.cols, terminal.rows));
  }
  if (modes.applicationCursorKeysMode) parts.push("\x1b[?1h");
  if (modes.applicationKeypadMode) parts.push("\x1b[?66h");
  if (modes.bracketedPasteMode) parts.push("\x1b[?2004h");
  if (modes.sendFocusMode) parts.push("\x1b[?1004h");
  if (modes.reverseWraparoundMode) parts.push("\x1b[?45h");
  if (!modes.wraparoundMode) parts.push("\x1b[?7l");
  if (modes.originMode) parts.push("\x1b[?6h");
  parts.push(mouseModes[modes.mouseTrackingMode]);
  if (core.coreMouseService.activeEncoding === "SGR") parts.push("\x1b[?1006h");
  if (core.coreMouseService.activeEncoding === "SGR_PIXELS") parts.push("\x1b[?1016h");
  if (core.optionsService.rawOptions.convertEol) parts.push("\x1b[20h");
  if (core.optionsService.rawOptions.cursorBlink) parts.push("\x1b[?12h");
  const { cursorStyle, cursorBlink } = core.coreService.decPrivateModes;
  if (cursorStyle !== undefined) parts.push(`\x1b[${cursorStyles[cursorStyle] - (cursorBlink ? 1 : 0)} q`);
  if (core.coreService.isCursorHidden) parts.push("\x1b[?25l");
  parts.push(cursor(terminal, core));
  if (modes.insertMode) parts.push("\x1b[4h");
  parts.push(unfinished);
  return parts.join("");
}

/** Tab stops, scroll region and saved cursor, which each buffer has of its own. */
function bufferState(buffer: Internals["buffers"]["normal"], cols: number, rows: number): string {
  const parts: string[] = [];
  if (!hasUsualTabs(buffer.tabs, cols)) {
    parts.push("\x1b[3g");
    for (let column = 0; column < cols; column++)
      if (buffer.tabs[column]) parts.push(`\x1b[${column + 1}G\x1bH`);
  }
  if (buffer.scrollTop !== 0 || buffer.scrollBottom !== rows - 1) {
    parts.push(`\x1b[${buffer.scrollTop + 1};${buffer.scrollBottom + 1}r`);
  }
  const row = Math.min(Math.max(buffer.savedY - buffer.ybase, 0), rows - 1);
  const column = Math.min(buffer.savedX, cols - 1);
  const look = buffer.savedCurAttrData;
  const charset = charsetLetter(buffer.savedCharset);
  parts.push(`\x1b[${row + 1};${column + 1}H`);
  if (row === 0 && column === 0 && sameLook(look, plainLook) && charset === "B") return parts.join("");
  parts.push(sgr(look), charset === "B" ? "" : `\x1b(${charset}`, "\x1b7");
  return parts.join("");
}

function hasUsualTabs(tabs: { readonly [column: number]: boolean | undefined }, cols: number): boolean {
  for (let column = 0; column < cols; column++) {
    if (Boolean(tabs[column]) !== (column % TAB_WIDTH === 0)) return false;
  }
  return true;
}

/** Line drawing and the British set are what programs use of the national sets; the others fall back to ASCII. */
const charsetLetter = (charset: Charset) =>
  charset?.["q"] === "─" ? "0" : charset?.["#"] === "£" ? "A" : "B";

function charsets(core: Internals): string {
  const { charset, glevel, _charsets } = core._charsetService;
  const letters = charsetTargets.map((target, level) => {
    const letter = charsetLetter(level === glevel ? charset : _charsets[level]);
    // G0 is always said, since a saved cursor may have left another one there.
    return letter === "B" && level > 0 ? "" : `\x1b${target}${letter}`;
  });
  const shift = ["\x0f", "\x0e", "\x1bn", "\x1bo"][glevel] ?? "";
  return letters.join("") + shift;
}

/**
 * Puts the cursor in its place. Where the terminal waits to wrap, or where a combining character would still join the
 * last one, no sequence leads: the last character is written again.
 */
function cursor(terminal: Terminal, core: Internals): string {
  const { active } = terminal.buffer;
  const inner = core.buffers.active;
  const look = core._inputHandler._curAttrData;
  const top = terminal.modes.originMode ? inner.scrollTop : 0;
  const go = (x: number) => `\x1b[${Math.max(inner.y - top, 0) + 1};${x + 1}H`;
  const link = linkOf(look) === 0 ? "" : hyperlink(core, linkOf(look));

  const waits = inner.x >= terminal.cols;
  const joins = core._inputHandler._parser.precedingJoinState !== 0 && !terminal.modes.insertMode;
  const sets = charsets(core);
  const last =
    waits || joins
      ? lastCharacter(active.getLine(inner.ybase + inner.y), inner.x, active.getNullCell() as Cell)
      : undefined;
  if (!last) return sets + go(Math.min(inner.x, terminal.cols - 1)) + penSgr(look) + link;

  const again = (joins ? penSgr(look) : sgr(last.look)) + link + go(last.column) + last.characters;
  // A character that can be joined was written with the look and the set of now, and any sequence would end that.
  return joins ? sets + again : `\x1b(B\x0f${again}${sets}${penSgr(look)}`;
}

type Last = { readonly column: number; readonly characters: string; readonly look: Look };

function lastCharacter(
  line: { getCell(x: number, cell: Cell): unknown } | undefined,
  x: number,
  cell: Cell,
): Last | undefined {
  for (let column = x - 1; line && column >= Math.max(0, x - 2); column--) {
    line.getCell(column, cell);
    if (cell.getWidth() === 0) continue;
    const characters = cell.getChars();
    return characters === ""
      ? undefined
      : { column, characters, look: { fg: cell.fg, bg: cell.bg, extended: cell.extended } };
  }
  return undefined;
}
