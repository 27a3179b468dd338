import type { Caller } from "../../domain/access/caller.ts";
import { Problem } from "@dispatch/protocol/problems";

/** Sockets and event streams that are open at a time: far more than windows on a desk, far less than hurts. */
const HOLDER_LIMIT = 500;
const ADDRESS_LIMIT = 5_000;
/** Somebody closes a window and tries again. */
const RETRY_SECONDS = 5;

/** Counts what stays open, for each person or shared link and each address. */
export class OpenConnections {
  readonly #counts = new Map<string, number>();

  get size(): number {
    return this.#counts.size;
  }

  /** Counts one more and gives what counts it off; throws when there are too many. */
  enter(caller: Caller, address: string): () => void {
    const holder = caller.kind === "person" ? caller.userId : caller.shareId;
    const places = [
      { key: `holder ${holder}`, limit: HOLDER_LIMIT, who: "One person, or one shared link," },
      { key: `address ${address}`, limit: ADDRESS_LIMIT, who: "One address" },
    ];
    for (const { key, limit, who } of places) {
      if ((this.#counts.get(key) ?? 0) < limit) continue;
      throw new Problem(
        "too-many-requests",
        { retryAfterSeconds: RETRY_SECONDS },
        `${who} may have ${limit} live connections. Close one first.`,
      );
    }
    for (const { key } of places) this.#count(key, 1);
    let isOpen = true;
    return () => {
      if (isOpen) for (const { key } of places) this.#count(key, -1);
      isOpen = false;
    };
  }

  #count(key: string, by: 1 | -1) {
    const count = (this.#counts.get(key) ?? 0) + by;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}
