/** Modes whose reset would move the cursor or the screen although they are not on. */
const careful = [6, 47, 1047, 1049];
/** A sequence longer than this is none of those looked for. */
const SEQUENCE_LIMIT_BYTES = 64;

/** Switched off without looking: harmless where they are off. Mouse, paste, focus, keys, colours, wrap, cursor. */
const alwaysOff = [
  "\x1b[?1000l\x1b[?1001l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1016l", // mouse
  "\x1b[?2004l\x1b[?1004l", // bracketed paste, focus reports
  "\x1b[?1l\x1b>", // cursor and number keys as usual
  "\x1b[=0u\x1b[>4;0m", // keyboard protocols
  "\x1b[?2026l", // synchronized output
  "\x1b[4l\x1b[20l", // insert mode, line feed mode
  "\x1b7\x1b[r\x1b8", // scroll region, which moves the cursor: put it back
  "\x1b(B\x0f", // character set
  "\x1b[0m\x1b[?7h\x1b[0 q\x1b[?25h", // colours, wrap, cursor
].join("");

/** Remembers which modes a session has switched on in this terminal, to leave it as it was found. */
export class TerminalModes {
  readonly #on = new Set<number>();
  #rest = "";

  /** Whether the session shows the alternate screen. */
  get alternate(): boolean {
    return this.#on.has(47) || this.#on.has(1047) || this.#on.has(1049);
  }

  /** Looks at output on its way to the terminal. */
  see(output: Uint8Array): void {
    const bytes = Buffer.from(output.buffer, output.byteOffset, output.byteLength);
    // Most output has no such sequence: a search in native code keeps a flood cheap.
    if (this.#rest === "" && bytes.indexOf(0x1b) < 0) return;
    const text = this.#rest + bytes.toString("latin1");

    for (const [, numbers = "", action] of text.matchAll(/\x1b\[\?([0-9;]+)([hl])/g)) {
      for (const number of numbers.split(";").map(Number)) {
        if (!careful.includes(number)) continue;
        if (action === "h") this.#on.add(number);
        else this.#on.delete(number);
      }
    }
    const last = text.lastIndexOf("\x1b");

    const unfinished =
      last >= 0 &&
      text.length - last < SEQUENCE_LIMIT_BYTES &&
      /^\x1b(\[(\?[0-9;]*)?)?$/.test(text.slice(last));
    this.#rest = unfinished ? text.slice(last) : "";
  }

  /** The sequence that undoes everything. */
  reset(): string {
    const off = careful.filter((number) => this.#on.has(number)).map((number) => `\x1b[?${number}l`);
    this.#on.clear();
    this.#rest = "";
    return off.join("") + alwaysOff;
  }
}
