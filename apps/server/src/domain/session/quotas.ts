import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Reading } from "../store.ts";
import { roomOf } from "../workspace/disk-use.ts";

const MINUTE_MS = 60_000;
const MIB = 1024 * 1024;

/** What one person may have and do. Nothing is meant for people: it stops what got out of hand, and tells who did it. */
export type QuotaLimits = {
  readonly liveSessions: number;
  readonly startsPerMinute: number;
  /** What a person's folder may hold; without it nothing is measured. */
  readonly diskMib: number | undefined;
};

type Needs = {
  /** Asked anew each time: they may change while the server runs. */
  readonly limits: () => QuotaLimits;
  readonly folderOf: (userId: UserId) => string;
  readonly now: () => number;
};

/** Refuses a start that would exceed what one person may have, before anything is made. */
export class Quotas {
  readonly #needs: Needs;
  readonly #starts = new Map<UserId, { since: number; count: number }>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async admit(userId: UserId): Promise<void> {
    const limits = this.#needs.limits();
    this.#countStart(userId);
    if (limits.diskMib !== undefined) await this.#admitDisk(userId, limits.diskMib);
  }

  /** In the transaction that makes the session: of many starts at once no one slips by. */
  async admitLive({ sessions }: Pick<Reading, "sessions">, userId: UserId): Promise<void> {
    const limit = this.#needs.limits().liveSessions;
    const live = await sessions.countLive(userId);
    if (live < limit) return;
    const detail = `You have ${live} live sessions; ${limit} is the limit here. End one that you no longer need.`;
    throw exceeded("live-sessions", limit, detail);
  }

  #countStart(userId: UserId): void {
    const limits = this.#needs.limits();
    const { now } = this.#needs;
    const at = now();
    for (const [id, { since }] of this.#starts) if (at - since >= MINUTE_MS) this.#starts.delete(id);
    const starts = this.#starts.get(userId) ?? { since: at, count: 0 };
    if (starts.count >= limits.startsPerMinute) {
      const retryAfterSeconds = Math.max(1, Math.ceil((starts.since + MINUTE_MS - at) / 1000));
      throw new Problem(
        "too-many-requests",
        { retryAfterSeconds },
        `You started ${starts.count} sessions within a minute, the limit here. Try again in ${retryAfterSeconds} seconds.`,
      );
    }
    this.#starts.set(userId, { ...starts, count: starts.count + 1 });
  }

  async #admitDisk(userId: UserId, limitMib: number): Promise<void> {
    const { bytes } = await roomOf(this.#needs.folderOf(userId), { bytes: limitMib * MIB });
    if (bytes <= limitMib * MIB) return;
    throw exceeded(
      "disk",
      limitMib,
      `Your files take more than ${limitMib} MiB, the limit here. Delete some first; a deleted workspace takes its room until it is gone for good.`,
    );
  }
}

const exceeded = (quota: string, limit: number, detail: string) =>
  new Problem("quota-exceeded", { quota, limit }, detail);
