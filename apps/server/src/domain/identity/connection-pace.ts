import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";

/** Knocks of one person within the window. */
const KNOCKS = 30;
const WINDOW_MS = 10 * 60_000;
const AT_ONCE_PER_PERSON = 2;
const AT_ONCE = 8;
/** A knock that has to wait for another's end. */
const RETRY_SECONDS = 5;

type Pace = { since: number; count: number; open: number };

/** Keeps this server from being used to knock at doors all over the network. */
export class ConnectionPace {
  readonly #now: () => number;
  readonly #paces = new Map<UserId, Pace>();
  #open = 0;

  constructor(needs: { now: () => number }) {
    this.#now = needs.now;
  }

  async run<T>(userId: UserId, work: () => Promise<T>): Promise<T> {
    const pace = this.#paceOf(userId);
    if (pace.count >= KNOCKS) throw tooMany(Math.ceil((pace.since + WINDOW_MS - this.#now()) / 1000));
    if (pace.open >= AT_ONCE_PER_PERSON || this.#open >= AT_ONCE) throw tooMany(RETRY_SECONDS);
    pace.count += 1;
    pace.open += 1;
    this.#open += 1;
    try {
      return await work();
    } finally {
      pace.open -= 1;
      this.#open -= 1;
    }
  }

  #paceOf(userId: UserId): Pace {
    const known = this.#paces.get(userId);
    const at = this.#now();
    if (known && (known.open > 0 || at - known.since < WINDOW_MS)) {
      if (at - known.since >= WINDOW_MS) Object.assign(known, { since: at, count: known.open });
      return known;
    }
    const fresh = { since: at, count: 0, open: 0 };
    this.#paces.set(userId, fresh);
    return fresh;
  }
}

const tooMany = (seconds: number) => {
  const retryAfterSeconds = Math.max(1, seconds);
  return new Problem(
    "too-many-requests",
    { retryAfterSeconds },
    `Too many connections at once. Try again in ${retryAfterSeconds} seconds.`,
  );
};
