import type { SessionId, UserId } from "@dispatch/protocol/ids";
import type { SessionAccess } from "@dispatch/protocol/sharing";
import type { Caller, GuestCaller, Place } from "../access/caller.ts";
import type { Credentials } from "../account/credentials.ts";
import type { ShareRow, Store } from "../store.ts";

/** The longest time Node's timers can wait. */
const TIMER_LIMIT_MS = 2 ** 31 - 1;

type Needs = { readonly store: Store; readonly credentials: Credentials; readonly now: () => number };
type Listener = (ended: ShareRow) => void;

export const isShareOf = (caller: Caller, share: ShareRow): boolean =>
  caller.kind === "guest" ? share.id === caller.shareId : share.userId === caller.userId;

/**
 * Which sessions others may see, held in memory: it is asked on every keystroke of a guest. The one server writes
 * each change through, and hears the end of a share when its time is over.
 */
export class Shares implements Disposable {
  readonly #needs: Needs;
  readonly #bySession = new Map<SessionId, ShareRow[]>();
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async load(): Promise<void> {
    for (const share of await this.#needs.store.read.shares.list()) this.#set(share);
    this.#watch();
  }

  /** Those that have not run out. */
  of(sessionId: SessionId): readonly ShareRow[] {
    return (this.#bySession.get(sessionId) ?? []).filter((share) => this.#isAlive(share));
  }

  sessionsSharedWith(userId: UserId): SessionId[] {
    return [...this.#bySession.keys()].filter((id) => this.of(id).some((share) => share.userId === userId));
  }

  accessOf(sessionId: SessionId, caller: Caller): SessionAccess | undefined {
    return this.of(sessionId).find((share) => isShareOf(caller, share))?.access;
  }

  /** Whoever holds a link, as a caller. */
  byToken(token: string, place: Place): GuestCaller | undefined {
    const hash = this.#needs.credentials.hash(token);
    for (const sessionId of this.#bySession.keys()) {
      const share = this.of(sessionId).find((each) => each.hash === hash);
      if (share) return toGuest(share, place);
    }
    return undefined;
  }

  /** A new share, or the changed one of the same id. */
  async save(share: ShareRow): Promise<void> {
    await this.#needs.store.write(({ shares }) => shares.save(share));
    this.#set(share);
    this.#watch();
  }

  async end(share: ShareRow): Promise<void> {
    await this.#needs.store.write(({ shares }) => shares.delete(share.id));
    this.#drop(share);
  }

  /** The session is gone, and with it all that was shared of it. */
  forget(sessionId: SessionId): void {
    for (const share of this.#bySession.get(sessionId) ?? []) this.#drop(share);
  }

  onEnded(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  [Symbol.dispose]() {
    clearTimeout(this.#timer);
  }

  #isAlive = ({ expiresAt }: ShareRow) => expiresAt === null || expiresAt > this.#needs.now();

  #set(share: ShareRow): void {
    const others = (this.#bySession.get(share.sessionId) ?? []).filter(({ id }) => id !== share.id);
    this.#bySession.set(share.sessionId, [...others, share]);
  }

  #drop(share: ShareRow): void {
    const others = (this.#bySession.get(share.sessionId) ?? []).filter(({ id }) => id !== share.id);
    if (others.length > 0) this.#bySession.set(share.sessionId, others);
    else this.#bySession.delete(share.sessionId);
    for (const listener of [...this.#listeners]) listener(share);
  }

  /** Wakes when the next share runs out: what is open under it has to close then, not at the next request. */
  #watch(): void {
    clearTimeout(this.#timer);
    const ends = [...this.#bySession.values()].flat().flatMap(({ expiresAt }) => expiresAt ?? []);
    if (ends.length === 0) return;
    const waitMs = Math.max(0, Math.min(...ends) - this.#needs.now());
    this.#timer = setTimeout(() => void this.#endExpired(), Math.min(waitMs, TIMER_LIMIT_MS)).unref();
  }

  async #endExpired(): Promise<void> {
    for (const share of [...this.#bySession.values()].flat()) {
      if (this.#isAlive(share)) continue;
      // Its row only takes up room: what counts is its time.
      await this.#needs.store.write(({ shares }) => shares.delete(share.id)).catch(() => undefined);
      this.#drop(share);
    }
    this.#watch();
  }
}

const toGuest = (share: ShareRow, place: Place): GuestCaller => ({
  kind: "guest",
  shareId: share.id,
  sessionId: share.sessionId,
  access: share.access,
  credentialId: share.id,
  byCookie: false,
  name: share.label,
  place,
});
