/** How a flood gives way to people, and for how long after a sign of one. */
type Pace = {
  readonly forMs: number;
  /** A session that hands out this much within this time is a flood, */
  readonly bytes: number;
  readonly withinMs: number;
  /** and rests for so long before it is read on: its program then waits at its next write. */
  readonly restMs: number;
};

/** Beside a key: it waits for each step of its way, so a flood rests often. Some 15 MB a second. */
const besideKeys: Pace = { forMs: 500, bytes: 32 * 1024, withinMs: 10, restMs: 2 };
/** Beside a page, which needs a processor for some time to draw: the same share in few pieces leaves it late. Some 8 MB a second. */
const besidePages: Pace = { forMs: 2_000, bytes: 256 * 1024, withinMs: 250, restMs: 25 };

/**
 * While somebody types, floods of other sessions rest; while somebody uses a page, all do. On a small machine a flood otherwise takes
 * every processor there is: each key waits for its turn at each step of its way, and a click in a page on the same machine for its paint.
 */
export class PeopleFirst<S extends object> {
  readonly #now: () => number;
  readonly #floodsBesideKeys = new Floods<S>(besideKeys);
  readonly #floodsBesidePages = new Floods<S>(besidePages);
  #typedAt = -Infinity;
  #typedIn: S | undefined;
  #pageUsedAt = -Infinity;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  typed(session: S) {
    this.#typedAt = this.#now();
    this.#typedIn = session;
  }

  /** Somebody typed, pointed or scrolled in a page. */
  pageUsed() {
    this.#pageUsedAt = this.#now();
  }

  /** How long a session rests that has just handed out so much. */
  restAfter(session: S, bytes: number): number {
    const now = this.#now();
    const isTypedElsewhere = now - this.#typedAt <= besideKeys.forMs && session !== this.#typedIn;
    const isPageUsed = now - this.#pageUsedAt <= besidePages.forMs;
    return Math.max(
      isTypedElsewhere ? this.#floodsBesideKeys.restAfter(session, bytes, now) : 0,
      isPageUsed ? this.#floodsBesidePages.restAfter(session, bytes, now) : 0,
    );
  }
}

type Window = { since: number; bytes: number };

/** Knows, by what each session handed out of late, which of them are floods. */
class Floods<S extends object> {
  readonly #pace: Pace;
  readonly #windows = new WeakMap<S, Window>();

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  restAfter(session: S, bytes: number, now: number): number {
    const window = this.#windowOf(session, now);
    window.bytes += bytes;
    if (window.bytes < this.#pace.bytes) return 0;
    this.#windows.delete(session);
    return this.#pace.restMs;
  }

  #windowOf(session: S, now: number): Window {
    const present = this.#windows.get(session);
    if (present && now - present.since <= this.#pace.withinMs) return present;
    const window = { since: now, bytes: 0 };
    this.#windows.set(session, window);
    return window;
  }
}
