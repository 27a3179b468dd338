/** Longer than the slowest figure takes on a slow machine: then something hangs, and says so. */
const WAIT_LIMIT_MS = 180_000;

/** Counts what a reader gets, and says when it has got so much. */
export class ByteCount {
  total = 0;
  #wanted = Infinity;
  #reached: (() => void) | undefined;

  readonly take = (bytes: Uint8Array) => {
    this.total += bytes.length;
    if (this.total >= this.#wanted) this.#reached?.();
  };

  /** The moment (`performance.now()`) at which the total reached or passed `total`. */
  async reached(total: number): Promise<number> {
    if (this.total >= total) return performance.now();
    return new Promise((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error(`only ${this.total} of ${total} bytes came within ${WAIT_LIMIT_MS / 1000} s`)),
        WAIT_LIMIT_MS,
      );
      this.#wanted = total;
      this.#reached = () => {
        clearTimeout(limit);
        this.#wanted = Infinity;
        resolve(performance.now());
      };
    });
  }
}
