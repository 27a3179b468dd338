import type { IBuffer, IBufferLine } from "@xterm/headless";
import { backgroundOf, hyperlink, linkOf, onlyBackground, plainLook, sameLook, sgr } from "./looks.ts";
import type { Cell, Internals, Look } from "./terminal-internals.ts";

/** Cells without a character, side by side, that have one background. */
type Gap = { width: number; readonly background: number };

/** UTF-16 units that are gathered before they become a string: one string for each character would be a flood of garbage. */
const GATHERED_LIMIT = 8 * 1024;
const UNIT_LIMIT = 0xffff;

/**
 * The rows of a buffer as text and sequences. Written to an empty terminal of the same size with the cursor at its home,
 * they make the same cells, the same soft line breaks and the same number of rows above the screen. Leaves the look
 * plain and no hyperlink open; the cursor may be anywhere.
 */
export function bufferText(buffer: IBuffer, size: { cols: number; rows: number }, core: Internals): string {
  const writer = new RowWriter(size.cols, core, buffer.getNullCell() as Cell);
  // With rows above the screen each row must be written, or the terminal would not scroll as far.
  const end = buffer.baseY > 0 ? buffer.baseY + size.rows : lastRowInUse(buffer, size.rows) + 1;
  for (let row = 0; row < end; row++) {
    const line = buffer.getLine(row);
    if (!line) break;
    if (row > 0) writer.nextRow(line);
    writer.row(line);
  }
  return writer.end();
}

class RowWriter {
  readonly #cols: number;
  readonly #core: Internals;
  readonly #cell: Cell;
  readonly #parts: string[] = [];
  /** What follows the parts, and how much of it there is. */
  readonly #gathered = new Uint16Array(GATHERED_LIMIT);
  #gatheredLength = 0;
  #look: Look = plainLook;
  #link = 0;
  #column = 0; // of the cursor; equal to the number of columns when the next character wraps
  #gaps: Gap[] = []; // cells at the end of the row so far that have no character

  constructor(cols: number, core: Internals, cell: Cell) {
    this.#cols = cols;
    this.#core = core;
    this.#cell = cell;
  }

  row(line: IBufferLine): void {
    const columns = Math.min(this.#cols, line.length);
    for (let column = 0; column < columns; column++) {
      const cell = line.getCell(column, this.#cell) as Cell;
      const width = cell.getWidth();
      if (isEmpty(cell) || (width === 2 && !isWhole(line, column))) {
        this.#gap(backgroundOf(cell));
      } else {
        this.#character(width, cell);
        if (width === 2) column += 1; // its second half
      }
    }
  }

  nextRow(line: IBufferLine): void {
    if (!line.isWrapped) {
      this.#endRow();
      // A row that scrolls in takes the background of the moment.
      if (backgroundOf(this.#look) !== 0) this.#setLook(plainLook);
      this.#say("\r\n");
    } else if (!this.#wrapsByItself(line)) {
      this.#wrapByForce();
    }
    this.#gaps = [];
    this.#column = 0;
  }

  end(): string {
    this.#endRow();
    this.#setLink(0);
    this.#setLook(plainLook);
    this.#closePart();
    return this.#parts.join("");
  }

  #character(width: number, cell: Cell): void {
    if (this.#gaps.length > 0) this.#closeGaps();
    if (linkOf(cell) !== this.#link) this.#setLink(linkOf(cell));
    if (!sameLook(cell, this.#look)) this.#setLook(cell);
    const code = cell.getCode();
    if (cell.isCombined() || code > UNIT_LIMIT) this.#say(cell.getChars());
    else this.#unit(code);
    this.#column += width;
  }

  #gap(background: number): void {
    const last = this.#gaps.at(-1);
    if (last?.background === background) last.width += 1;
    else this.#gaps.push({ width: 1, background });
  }

  #say(text: string): void {
    for (let at = 0; at < text.length; at++) this.#unit(text.charCodeAt(at));
  }

  #unit(unit: number): void {
    if (this.#gatheredLength === GATHERED_LIMIT) this.#closePart();
    this.#gathered[this.#gatheredLength++] = unit;
  }

  #closePart(): void {
    this.#parts.push(Buffer.from(this.#gathered.buffer).toString("utf16le", 0, 2 * this.#gatheredLength));
    this.#gatheredLength = 0;
  }

  #endRow(): void {
    if (this.#gaps.at(-1)?.background === 0) this.#gaps.pop(); // nothing to draw
    this.#closeGaps();
  }

  /** Colours the open gaps and moves behind them. */
  #closeGaps(): void {
    for (const { width, background } of this.#gaps) {
      if (background !== 0) {
        this.#setLook(onlyBackground(background));
        this.#say(`\x1b[${width}X`);
      }
      this.#say(`\x1b[${width}C`);
      this.#column += width;
    }
    this.#gaps = [];
  }

  /** Whether writing the next row's first character right here makes the terminal break the line. */
  #wrapsByItself(line: IBufferLine): boolean {
    const first = line.getCell(0, this.#cell) as Cell | undefined;
    if (!first || isEmpty(first) || backgroundOf(first) !== 0) return false;
    if (this.#column === this.#cols) return backgroundOf(this.#look) === 0 || this.#plainBeforeWrap();
    const [gap] = this.#gaps;
    const oneGapLeft = this.#column === this.#cols - 1 && this.#gaps.length === 1 && gap?.background === 0;
    return (
      oneGapLeft && first.getWidth() === 2 && (backgroundOf(this.#look) === 0 || this.#plainBeforeWrap())
    );
  }

  #plainBeforeWrap(): true {
    this.#setLook(plainLook); // the row that the break makes takes the background of the moment
    return true;
  }

  /** Breaks the line where no program could have: fills the row with blanks, breaks it, and erases the blanks. */
  #wrapByForce(): void {
    const missing = this.#cols - this.#column;
    const column = this.#column;
    this.#setLook(plainLook);
    this.#say(`${" ".repeat(missing + 1)}\r\x1b[X`);
    if (missing === 0) return;
    this.#say(`\x1b[A\x1b[${column + 1}G\x1b[${missing}X`);
    this.#closeGaps();
    this.#setLook(plainLook);
    this.#say("\x1b[B\r");
  }

  #setLook(look: Look): void {
    if (sameLook(look, this.#look)) return;
    this.#say(sgr(look));
    // The cell that the look came from is reused for the next one.
    this.#look = { fg: look.fg, bg: look.bg, extended: look.extended };
  }

  #setLink(link: number): void {
    if (link === this.#link) return;
    this.#say(hyperlink(this.#core, link));
    this.#link = link;
  }
}

/** Whether no character was ever written there. */
const isEmpty = (cell: Cell) => cell.getCode() === 0;

/** Without wrapping, a program can write over the second half of a wide character; the first half is then not drawn. */
export const isWhole = (line: IBufferLine, column: number) => line.getCell(column + 1)?.getWidth() === 0;

function lastRowInUse(buffer: IBuffer, rows: number): number {
  const cell = buffer.getNullCell() as Cell;
  for (let row = rows - 1; row >= 0; row--) {
    const line = buffer.getLine(row);
    if (!line) continue;
    if (line.isWrapped) return row;
    for (let column = 0; column < line.length; column++) {
      const found = line.getCell(column, cell) as Cell;
      if (!isEmpty(found) || backgroundOf(found) !== 0) return row;
    }
  }
  return -1;
}
