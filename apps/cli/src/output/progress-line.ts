import type { OutputStream } from "../context.ts";
import { oneLine } from "./table.ts";

const CLEAR_LINE = "\r\u001b[K";

/** Tells on stderr how far something has come: one line written over on a terminal, else a line for each step. */
export class ProgressLine implements Disposable {
  readonly #stream: OutputStream;
  #last = "";

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  tell(step: string, more = ""): void {
    const plain = oneLine(step);
    if (!this.#stream.isTTY) {
      if (plain !== this.#last) this.#stream.write(`${plain}\n`);
      this.#last = plain;
      return;
    }
    const text = `${plain}${more === "" ? "" : ` ${oneLine(more)}`}`;
    // A line that wraps could not be written over.
    const line = text.slice(0, Math.max(10, (this.#stream.columns ?? 80) - 1));
    if (line !== this.#last) this.#stream.write(CLEAR_LINE + line);
    this.#last = line;
  }

  [Symbol.dispose](): void {
    if (this.#stream.isTTY && this.#last !== "") this.#stream.write(CLEAR_LINE);
    this.#last = "";
  }
}
