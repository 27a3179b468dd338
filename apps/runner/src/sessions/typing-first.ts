/** So long after a key somebody is typing. */
const TYPING_MS = 500;
/** A session that hands out more than this, */
const FLOOD_BYTES = 32 * 1024;
/** within this time, is a flood, */
const WINDOW_MS = 10;
/** and rests for so long before it is read on: its program then waits at its next write. */
const REST_MS = 2;

type Window = { since: number; bytes: number };

/**
 * While somebody types in one session, floods of the others are read at some 15 MB a second instead of as fast as the machine can.
 * On a small machine a flood otherwise takes every processor there is, and each key waits for its turn at each step of its way.
 */
export class TypingFirst<S extends object> {
  readonly #now: () => number;
  readonly #windows = new WeakMap<S, Window>();
  #typedAt = -Infinity;
  #typedIn: S | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  typed(session: S) {
    this.#typedAt = this.#now();
    this.#typedIn = session;
  }

  /** How long a session rests that has just handed out so much. */
  restAfter(session: S, bytes: number): number {
    const now = this.#now();
    if (now - this.#typedAt > TYPING_MS || session === this.#typedIn) return 0;
    const window = this.#windows.get(session);
    if (!window || now - window.since > WINDOW_MS) {
      this.#windows.set(session, { since: now, bytes });
      return bytes >= FLOOD_BYTES ? REST_MS : 0;
    }
    window.bytes += bytes;
    if (window.bytes < FLOOD_BYTES) return 0;
    window.bytes = 0;
    return REST_MS;
  }
}
