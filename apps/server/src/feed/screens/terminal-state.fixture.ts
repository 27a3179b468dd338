import type { IBuffer, Terminal } from "@xterm/headless";
import { isWhole } from "./buffer-text.ts";
import { backgroundOf, linkOf, penSgr, sgr } from "./looks.ts";
import { headlessTerminal, internalsOf, type Cell, type Internals, type Look } from "./terminal-internals.ts";

export function terminalWith(
  output: string | Uint8Array,
  size: { cols: number; rows: number },
  scrollback: number,
): Terminal {
  const terminal = headlessTerminal(size.cols, size.rows, scrollback);
  if (output.length > 0) internalsOf(terminal).writeSync(output);
  return terminal;
}

/** Everything about a terminal that a person or program could notice, for comparing two of them. */
export function terminalState(terminal: Terminal) {
  const core = internalsOf(terminal);
  const { normal, alternate, active } = terminal.buffer;
  const { synchronizedOutputMode: _brief, ...modes } = terminal.modes;
  const { isCursorHidden, decPrivateModes } = core.coreService;
  const isAlternate = active.type === "alternate";
  return {
    active: active.type,
    cursor: [core.buffers.active.x, core.buffers.active.y],
    look: penSgr(core._inputHandler._curAttrData),
    link: linkAddress(core, core._inputHandler._curAttrData),
    modes,
    isCursorHidden,
    cursorStyle: [decPrivateModes.cursorStyle, decPrivateModes.cursorBlink],
    mouseEncoding: core.coreMouseService.activeEncoding,
    convertEol: core.optionsService.rawOptions.convertEol,
    glyphs: core._charsetService.charset?.["q"] ?? "q",
    parser: core._inputHandler._parser.currentState,
    normal: bufferState(core, normal, core.buffers.normal, terminal),
    alternate: isAlternate ? bufferState(core, alternate, core.buffers.alt, terminal) : undefined,
  };
}

/** The terminal forgets a link when the rows that had it are gone; it then leads nowhere. */
const linkAddress = (core: Internals, look: Look) =>
  core._oscLinkService.getLinkData(linkOf(look))?.uri ?? "";

function bufferState(
  core: Internals,
  buffer: IBuffer,
  inner: Internals["buffers"]["normal"],
  { cols, rows }: Terminal,
) {
  const cell = buffer.getNullCell() as Cell;
  const lines = Array.from({ length: buffer.length }, (_, row) => {
    const line = buffer.getLine(row);
    const cells = Array.from({ length: cols }, (_, column) => {
      line?.getCell(column, cell);
      const characters = cell.getChars();
      if (column > 0 && cell.getWidth() === 0 && line?.getCell(column - 1)?.getWidth() === 2) return "";
      if (characters === "" || (cell.getWidth() === 2 && line && !isWhole(line, column)))
        return `_${backgroundOf(cell) || ""}`;
      return `${characters}${sgr(cell)}${linkAddress(core, cell)}`;
    });
    return (row > 0 && line?.isWrapped ? "wrapped " : "") + cells.join(" ").trimEnd();
  });
  return {
    lines,
    above: buffer.baseY,
    region: [inner.scrollTop, inner.scrollBottom],
    saved: [Math.min(inner.savedX, cols - 1), Math.min(Math.max(inner.savedY - inner.ybase, 0), rows - 1)],
    savedLook: sgr(inner.savedCurAttrData),
    tabs: Array.from({ length: cols }, (_, column) => Boolean(inner.tabs[column])),
  };
}
