/** The same numbers for the same seed, from 0 up to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class RandomOutput {
  readonly #random: () => number;
  /** Character sets and saved cursors are not mixed: a restored cursor leaves a set that no sequence can select. */
  readonly #savesCursor: boolean;

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
    this.#savesCursor = seed % 2 === 0;
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }

  words(): string {
    const words = [
      "alpha",
      "näive",
      "日本語",
      "e\u0301te\u0301",
      "x",
      "—",
      "🙂",
      "0123456789",
      "a  b",
      "C:\\",
      "£°",
    ] as const;
    return Array.from({ length: 1 + this.below(9) }, () => this.pick(words)).join(
      this.pick([" ", "\t", "", "  "]),
    );
  }

  colour(): string {
    const codes = [
      "0",
      "",
      "1",
      "2",
      "3",
      "4",
      "4:3",
      "5",
      "7",
      "9",
      "22",
      "24",
      "27",
      "31",
      "42",
      "49",
      "39",
      "97",
      "104",
      "38;5;200",
      "48;2;1;2;3",
      "58;5;9",
      "1;33;44",
    ] as const;
    return `\x1b[${this.pick(codes)}m`;
  }

  plainLine(): string {
    const parts = Array.from({ length: this.below(4) }, () => this.words());
    return parts.join(this.pick(["", "\b", "\x07", "\r"])) + this.pick(["\r\n", "\r\n", "\r\n", "\n"]);
  }

  colourLine(): string {
    return `${this.colour()}${this.words()}${this.pick(["", "\x1b[K", "\x1b[1K", "\x1b[2K"])}${this.colour()}${this.words()}\r\n`;
  }

  /** What full-screen programs write: cursor moves, erasures, insertions, modes, regions, the other screen. */
  screenWork(cols: number, rows: number): string {
    const at = () => `\x1b[${1 + this.below(rows)};${1 + this.below(cols)}H`;
    const some = 1 + this.below(3);
    return this.pick<() => string>([
      () => at() + this.colour() + this.words(),
      () => `${at()}\x1b[${this.pick(["J", "1J", "2J", "K", "1K", "2K"])}`,
      () => `${at()}\x1b[${some}${this.pick(["L", "M", "P", "@", "X", "S", "T", "b"])}`,
      () => `\x1b[${1 + this.below(rows - 2)};${rows - this.below(2)}r`,
      () => "\x1b[r",
      () => this.pick(["\x1bM", "\x1bD", "\x1bE"]),
      () => this.pick(["\x1b[?47h", "\x1b[?47l"]),
      () =>
        this.pick(
          this.#savesCursor
            ? ["\x1b7", "\x1b8", "\x1b[?1049h", "\x1b[?1049l"]
            : ["\x1b(0", "\x1b(B", "\x1b)0", "\x0e", "\x0f"],
        ),
      () =>
        `\x1b[?${this.pick([1, 7, 25, 66, 1000, 1002, 1003, 1004, 1006, 2004, 6])}${this.pick(["h", "l"])}`,
      () => this.pick(["\x1b[4h", "\x1b[4l"]),
      () => this.pick(["\x1b[2 q", "\x1b[5 q", "\x1b]2;a title\x07", "\x1b[0 q"]),
      () => this.pick(["\x1b[3g", "\x1bH", "\x1b[?7h", "\x1b[!p"]),
      () => `lqqqk${this.words()}`,
    ])();
  }

  /** The text cut into chunks anywhere, also within a sequence or a character. */
  chunks(text: string, largest: number): Uint8Array[] {
    const bytes = Buffer.from(text);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.byteLength;) {
      const end = at + 1 + this.below(largest);
      chunks.push(bytes.subarray(at, end));
      at = end;
    }
    return chunks;
  }
}
