import type { Terminal } from "@xterm/headless";
import type { SessionScreen } from "@dispatch/protocol/session";
import { cutCharacterBytes } from "@dispatch/protocol/cut-character";
import { PlainBacklog } from "./plain-backlog.ts";
import { restoreText } from "./restore.ts";
import { headlessTerminal, internalsOf, isGround, type Internals } from "./terminal-internals.ts";

/** Rows above the screen that a screen brings back. The whole history is in the log. */
export const SCROLLBACK_ROWS = 1_000;

/** Longest unfinished sequence that a screen carries. Longer ones (images) are waited for. */
const UNFINISHED_LIMIT_BYTES = 64 * 1024;

/** Characters of a window title that are kept; programs may set megabytes. */
const TITLE_LIMIT = 1_000;

const ESCAPE = 0x1b;
const c1Control = /[\u0080-\u009f]/;

export type Captured = {
  readonly screen: Omit<SessionScreen, "seq">;
  /** Whether the screen may be continued by the bytes that follow; false within a character or a very long sequence. */
  readonly exact: boolean;
};

/** The state of one terminal, made from its output. Parses as little as it can and as late as it can. */
export class ScreenTerminal implements Disposable {
  readonly #terminal: Terminal;
  readonly #core: Internals;
  readonly #backlog = new PlainBacklog();
  #title = "";
  #cut: Uint8Array = new Uint8Array(); // the beginning of a character
  #unfinished: Uint8Array | undefined = new Uint8Array(); // bytes since the parser left ground; undefined if too many

  constructor(size: { cols: number; rows: number }) {
    this.#terminal = headlessTerminal(size.cols, size.rows, SCROLLBACK_ROWS);
    this.#core = internalsOf(this.#terminal);
    this.#terminal.onTitleChange((title) => (this.#title = title.slice(0, TITLE_LIMIT)));
  }

  /** A terminal as a screen describes it. */
  static from(screen: Pick<SessionScreen, "cols" | "rows" | "restore">): ScreenTerminal {
    const made = new ScreenTerminal(screen);
    made.#parse(Buffer.from(screen.restore));
    return made;
  }

  write(chunk: Uint8Array): void {
    if (chunk.byteLength === 0) return;
    if ((!this.#backlog.isEmpty || this.#maySkip()) && this.#backlog.push(chunk)) {
      this.#skip(this.#backlog.trimIfGrown(this.#rowsUntilAllIsNew()));
      if (this.#backlog.isFull) this.#settle();
      return;
    }
    this.#settle();
    this.#parse(chunk);
  }

  resize(cols: number, rows: number): void {
    this.#settle();
    this.#terminal.resize(cols, rows);
  }

  capture(): Captured {
    this.#settle();
    const { cols, rows } = this.#terminal;
    const { active } = this.#terminal.buffer;
    const unfinished = this.#unfinishedText();
    return {
      screen: {
        cols,
        rows,
        title: this.#title,
        text: visibleText(this.#terminal),
        restore: restoreText(this.#terminal, this.#core, this.#title, unfinished ?? ""),
        cursor: { x: Math.min(active.cursorX, cols - 1), y: active.cursorY },
      },
      exact: unfinished !== undefined,
    };
  }

  [Symbol.dispose](): void {
    this.#terminal.dispose();
  }

  #skip(instead: string | undefined): void {
    if (instead !== undefined) this.#core.writeSync(instead);
  }

  #settle(): void {
    if (this.#backlog.isEmpty) return;
    this.#skip(this.#backlog.trim(this.#rowsUntilAllIsNew()));
    for (const chunk of this.#backlog.take()) this.#parse(chunk);
  }

  #parse(next: Uint8Array): void {
    // The terminal's decoder loses some characters that are cut in two (E2 80 | 94), so it never sees one cut.
    const joined = this.#cut.byteLength === 0 ? next : Buffer.concat([this.#cut, next]);
    const end = joined.byteLength - cutCharacterBytes(joined);
    this.#cut = joined.slice(end);
    const chunk = joined.subarray(0, end);
    if (chunk.byteLength === 0) return;
    this.#core.writeSync(chunk);
    if (isGround(this.#core)) {
      this.#unfinished = new Uint8Array();
      return;
    }
    // An escape character ends whatever was open, so what is unfinished begins at the last one.
    const start = chunk.lastIndexOf(ESCAPE);
    const open =
      start >= 0 ? chunk.slice(start) : this.#unfinished && Buffer.concat([this.#unfinished, chunk]);
    this.#unfinished = open && open.byteLength <= UNFINISHED_LIMIT_BYTES ? open : undefined;
  }

  /** The unfinished sequence; undefined if text cannot say it. */
  #unfinishedText(): string | undefined {
    if (this.#unfinished === undefined || this.#cut.byteLength > 0) return undefined;
    const text = Buffer.from(this.#unfinished).toString("utf8");
    // One-character introducers open sequences too, and only the parser knows where.
    return c1Control.test(text) || text.includes("\ufffd") ? undefined : text;
  }

  /** Whether lines of plain output scroll through the whole screen into the scrollback, one after the other. */
  #maySkip(): boolean {
    const { scrollTop, scrollBottom } = this.#core.buffers.active;
    return (
      this.#terminal.buffer.active.type === "normal" &&
      scrollTop === 0 &&
      scrollBottom === this.#terminal.rows - 1 &&
      !this.#terminal.modes.reverseWraparoundMode &&
      isGround(this.#core) &&
      this.#cut.byteLength === 0
    );
  }

  /** Line feeds after which nothing older is left: down to the last row, then through screen and scrollback. */
  #rowsUntilAllIsNew(): number {
    return SCROLLBACK_ROWS + 2 * this.#terminal.rows;
  }
}

function visibleText(terminal: Terminal): string {
  const { active } = terminal.buffer;
  const rows = Array.from(
    { length: terminal.rows },
    (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? "",
  );
  while (rows.at(-1) === "") rows.pop();
  return rows.join("\n");
}
