import { networkOf } from "../access/network.ts";
import { Problem } from "@dispatch/protocol/problems";

/** Failures that one account takes from one address, and one address in all, before it has to wait. */
const ACCOUNT_FAILURES = 10;
const ADDRESS_FAILURES = 50;
/** Failures older than this are forgotten. */
const WINDOW_MS = 10 * 60_000;
/** Keys kept at a time; beyond it the oldest are forgotten, so that an attacker cannot fill the memory. */
const KEYS_LIMIT = 10_000;

type Attempt = { readonly account: string; readonly address: string };
type Failures = { count: number; readonly since: number };

/**
 * Slows down guessing. Only failures count, and an account is held back for the address that guesses and not for
 * everyone: otherwise anybody could lock anybody out.
 */
export class AttemptLimiter {
  readonly #now: () => number;
  readonly #failures = new Map<string, Failures>();

  constructor(needs: { now: () => number }) {
    this.#now = needs.now;
  }

  /** Runs an attempt that may fail; throws before it runs when there were too many failures. */
  async attempt<T>(who: Attempt, work: () => Promise<T>): Promise<T> {
    const network = networkOf(who.address);
    const limits = [
      { key: `account ${who.account} ${network}`, limit: ACCOUNT_FAILURES },
      { key: `address ${network}`, limit: ADDRESS_FAILURES },
    ];
    for (const { key, limit } of limits) this.#check(key, limit);
    // Counted before it is known: many guesses at once must not all pass the check.
    for (const { key } of limits) this.#count(key, 1);
    try {
      const result = await work();
      for (const { key } of limits) this.#count(key, -1);
      return result;
    } catch (error) {
      if (!(error instanceof Problem) || !isGuess(error as Problem))
        for (const { key } of limits) this.#count(key, -1);
      throw error;
    }
  }

  #check(key: string, limit: number) {
    const failures = this.#recent(key);
    if (!failures || failures.count < limit) return;
    const retryAfterSeconds = Math.max(1, Math.ceil((failures.since + WINDOW_MS - this.#now()) / 1000));
    throw new Problem(
      "too-many-requests",
      { retryAfterSeconds },
      `Too many failed attempts. Try again in ${retryAfterSeconds} seconds.`,
    );
  }

  #count(key: string, by: 1 | -1) {
    const failures = this.#recent(key) ?? { count: 0, since: this.#now() };
    failures.count += by;
    this.#failures.delete(key);
    if (failures.count > 0) this.#failures.set(key, failures);
    const oldest = this.#failures.size > KEYS_LIMIT ? this.#failures.keys().next().value : undefined;
    if (oldest !== undefined) this.#failures.delete(oldest);
  }

  #recent(key: string): Failures | undefined {
    const failures = this.#failures.get(key);
    if (!failures || this.#now() - failures.since < WINDOW_MS) return failures;
    this.#failures.delete(key);
    return undefined;
  }
}

/** What somebody who does not know a secret gets to see; a wrong form is no guess. */
const guesses = new Set<Problem["code"]>([
  "invalid-credentials",
  "setup-key-wrong",
  "invite-invalid",
  "person-not-found",
  "link-invalid",
  "pairing-not-found",
  "passkey-refused",
  "sign-in-expired",
  "sign-in-failed",
]);
const isGuess = ({ code }: Problem) => guesses.has(code);
