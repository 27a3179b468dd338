import type { TerminalSize } from "@dispatch/protocol/terminal";

/** How long a size that this page sent may take to come back as an event before it counts as lost. */
const ECHO_WITHIN_MS = 5_000;

/**
 * A session has one grid and may be shown in many windows. The window that was used last decides; all show the program as
 * it was drawn, this one too: a size that it asked for is its grid's when the stream says so. This keeps apart the echo of
 * such a wish and a size that another window chose.
 */
export class GridFollower {
  #sent: { readonly size: TerminalSize; readonly at: number }[] = [];
  #current: TerminalSize | undefined;
  readonly #now: () => number;

  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  /** The grid that the program draws for, as far as the stream has told. */
  get current(): TerminalSize | undefined {
    return this.#current;
  }

  /** Takes the grid of a screen or of replayed output. What was asked for meanwhile may still come. */
  start(size: TerminalSize): void {
    this.#current = size;
    this.#settle(size);
  }

  /** Whether this page should ask for `size`: only what differs from what the program has or will soon have. */
  wants(size: TerminalSize): boolean {
    this.#forgetLost();
    const coming = this.#sent.at(-1)?.size ?? this.#current;
    if (coming && isSame(coming, size)) return false;
    this.#sent.push({ size, at: this.#now() });
    return true;
  }

  /** A size event of the stream. Returns whether another window chose it, and this one did not choose since. */
  heard(size: TerminalSize): boolean {
    this.#forgetLost();
    const isNews = this.#current === undefined || !isSame(this.#current, size);
    this.#current = size;
    if (this.#settle(size)) return false;
    // A newer wish of this page is still on its way and will win.
    return isNews && this.#sent.length === 0;
  }

  /** Whether this page asked for the size; what it asked for before that is settled too. */
  #settle(size: TerminalSize): boolean {
    const echoOf = this.#sent.findIndex((sent) => isSame(sent.size, size));
    this.#sent.splice(0, echoOf + 1);
    return echoOf >= 0;
  }

  #forgetLost(): void {
    const oldest = this.#now() - ECHO_WITHIN_MS;
    this.#sent = this.#sent.filter(({ at }) => at >= oldest);
  }
}

const isSame = (a: TerminalSize, b: TerminalSize) => a.cols === b.cols && a.rows === b.rows;
