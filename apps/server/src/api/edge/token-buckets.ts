type Bucket = { tokens: number; at: number };
type Needs = {
  /** How many come back in a second. */
  readonly rate: number;
  /** How many may go at once after a rest. */
  readonly burst: number;
  /** Milliseconds that never run backwards. */
  readonly now?: () => number;
};

/** Keys of one generation. Two are kept, so that a stranger who changes his address cannot fill the memory. */
const GENERATION_LIMIT = 10_000;

/** A rate for one thing. */
export class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  readonly #now: () => number;
  #tokens: number;
  #at: number;

  constructor({ rate, burst, now = () => performance.now() }: Needs) {
    this.#rate = rate;
    this.#burst = burst;
    this.#now = now;
    this.#tokens = burst;
    this.#at = now();
  }

  /** What is left after taking; below 0 it was too much. What is refused counts too, down to a second burst. */
  take(count = 1): number {
    const at = this.#now();
    const tokens = Math.min(this.#burst, this.#tokens + ((at - this.#at) * this.#rate) / 1000) - count;
    this.#tokens = Math.max(tokens, -this.#burst);
    this.#at = at;
    return tokens;
  }
}

/** A rate for each of many: addresses, credentials. Two lookups and a sum, and bounded memory. */
export class TokenBuckets {
  readonly #rate: number;
  readonly #burst: number;
  readonly #now: () => number;
  #young = new Map<string, Bucket>();
  #old = new Map<string, Bucket>();

  constructor({ rate, burst, now = () => performance.now() }: Needs) {
    this.#rate = rate;
    this.#burst = burst;
    this.#now = now;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** Takes one. 0 means: go on; otherwise so many seconds are to be waited. */
  take(key: string): number {
    if (this.#rate === 0) return 0;
    const at = this.#now();
    const bucket = this.#bucket(key, at);
    bucket.tokens = Math.min(this.#burst, bucket.tokens + ((at - bucket.at) * this.#rate) / 1000);
    bucket.at = at;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / this.#rate));
    bucket.tokens -= 1;
    return 0;
  }

  #bucket(key: string, at: number): Bucket {
    const young = this.#young.get(key);
    if (young) return young;
    const bucket = this.#old.get(key) ?? { tokens: this.#burst, at };
    if (this.#young.size >= GENERATION_LIMIT) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, bucket);
    return bucket;
  }
}
