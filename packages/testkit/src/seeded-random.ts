/** What a test tells when it failed: vitest's context, of which only this is used. */
type Failing = { onTestFailed(listener: () => void): unknown };

const MULTIPLIER = 0x6d2b79f5;

/** The same numbers for the same seed, on every machine: a failure can be run again. */
export class SeededRandom {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed >>> 0;
    this.#state = this.seed;
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + MULTIPLIER) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number between the two, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.integer(0, list.length - 1)];
    if (chosen === undefined) throw new Error("nothing to pick from");
    return chosen;
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Independent of what is drawn here later, so that one part's draws do not move another's. */
  fork(): SeededRandom {
    return new SeededRandom(this.integer(0, 2 ** 32 - 1));
  }

  bytes(count: number): Buffer {
    const bytes = Buffer.allocUnsafe(count);
    for (let at = 0; at < count; at += 1) bytes[at] = Math.floor(this.next() * 256);
    return bytes;
  }
}

/** A random source for one test. `SEED` in the environment repeats a run; a failing test prints what to set. */
export function randomOf(test: Failing): SeededRandom {
  const given = process.env["SEED"];
  const seed = given ? Number(given) : Math.floor(Math.random() * 2 ** 32);
  test.onTestFailed(() => void process.stderr.write(`Run again with SEED=${seed >>> 0}\n`));
  return new SeededRandom(seed);
}
