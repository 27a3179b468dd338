/** One writer at a time, in the order of asking. When nobody writes, work begins in the same turn. */
export class WriteLane {
  #busy = false;
  readonly #waiting: (() => void)[] = [];

  async run<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#busy) await new Promise<void>((go) => this.#waiting.push(go));
    this.#busy = true;
    try {
      const result = work();
      // A plain value leaves the lane in the same turn: the hot path pays for no promise it does not need.
      return result instanceof Promise ? await result : result;
    } finally {
      const next = this.#waiting.shift();
      // The lane stays busy while it is handed over, so that nobody slips in between.
      if (next) next();
      else this.#busy = false;
    }
  }
}
