/** A line longer than this is given out in parts; going back then reaches the newest part only. */
const LINE_LIMIT_CHARACTERS = 64 * 1024;

/** The line being written, with a place to write at: what carriage returns, backspaces and line editing change. */
export class LineEditor {
  #line = "";
  #column: number | undefined; // in characters; undefined at the end, where nearly all writing happens

  get isEmpty(): boolean {
    return this.#line === "";
  }

  /** Writes over what is there; returns a part of the line if it has grown too long to be kept. */
  write(text: string): string {
    if (this.#column === undefined) this.#line += text;
    else this.#edit((cells, column) => this.#place(cells, column, text));
    if (this.#line.length <= LINE_LIMIT_CHARACTERS) return "";
    return this.take();
  }

  /** The line so far, which is then empty. */
  take(): string {
    const line = this.#line;
    this.#line = "";
    this.#column = undefined;
    return line;
  }

  moveTo(column: number): void {
    this.#column = Math.min(Math.max(column, 0), LINE_LIMIT_CHARACTERS);
  }

  moveBy(columns: number): void {
    this.moveTo((this.#column ?? [...this.#line].length) + columns);
  }

  eraseToEnd(): void {
    this.#edit((cells, column) => cells.slice(0, column));
  }

  eraseToStart(): void {
    this.#edit((cells, column) => cells.map((cell, at) => (at <= column ? " " : cell)));
  }

  eraseAll(): void {
    this.moveBy(0);
    this.#line = "";
  }

  insertBlanks(count: number): void {
    this.#edit((cells, column) => [
      ...cells.slice(0, column),
      ...Array<string>(bounded(count)).fill(" "),
      ...cells.slice(column),
    ]);
  }

  deleteCharacters(count: number): void {
    this.#edit((cells, column) => [...cells.slice(0, column), ...cells.slice(column + count)]);
  }

  #edit(change: (cells: string[], column: number) => string[]): void {
    const cells = [...this.#line];
    this.#line = change(cells, this.#column ?? cells.length).join("");
  }

  #place(cells: string[], column: number, text: string): string[] {
    const written = [...text];
    const before = cells.slice(0, column);
    while (before.length < column) before.push(" ");
    const after = cells.slice(column + written.length);
    this.#column = after.length === 0 ? undefined : column + written.length;
    return [...before, ...written, ...after];
  }
}

const bounded = (count: number) => Math.min(count, LINE_LIMIT_CHARACTERS);
