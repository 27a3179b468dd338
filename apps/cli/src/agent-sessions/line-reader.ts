import type { InputStream } from "../context.ts";

/** Lines as they are typed or piped; whoever needs the keyboard for something else holds it back. */
export class LineReader implements Disposable {
  readonly #stdin: InputStream;
  readonly #onLine: (line: string) => void;
  readonly #onEnd: () => void;
  #begun = "";

  constructor(needs: { stdin: InputStream; onLine: (line: string) => void; onEnd: () => void }) {
    this.#stdin = needs.stdin;
    this.#onLine = needs.onLine;
    this.#onEnd = needs.onEnd;
    this.#stdin.on("end", this.#ended);
    this.#listen();
  }

  /** Nothing is read until what it returns is called. */
  hold(): () => void {
    this.#stdin.off("data", this.#read);
    return () => this.#listen();
  }

  [Symbol.dispose](): void {
    this.#stdin.off("data", this.#read);
    this.#stdin.off("end", this.#ended);
    this.#stdin.pause();
  }

  #listen(): void {
    this.#stdin.on("data", this.#read);
    this.#stdin.resume();
  }

  readonly #read = (chunk: Buffer | string) => {
    const lines = (this.#begun + chunk.toString()).split(/\r?\n/);
    this.#begun = lines.pop() ?? "";
    for (const line of lines) this.#onLine(line);
  };

  readonly #ended = () => {
    if (this.#begun !== "") this.#onLine(this.#begun);
    this.#onEnd();
  };
}
