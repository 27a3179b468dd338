import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "../logger.ts";
import type { ServerSettings } from "../settings/server-settings.ts";
import type { Store } from "../store.ts";
import { type Clearing, SESSIONS_AT_ONCE, pinsOf } from "./clearing.ts";
import type { EndedSession } from "./data-store.ts";

const DAY_MS = 86_400_000;
const PAUSE_MS = 20;

type Needs = {
  readonly store: Store;
  readonly settings: ServerSettings;
  readonly clearing: Clearing;
  readonly logger: Logger;
  readonly now: () => number;
};

/** Clears away what has ended longer ago than the installation keeps it, in small steps. */
export class Retention implements AsyncDisposable {
  readonly #needs: Needs;
  readonly #stopped = new AbortController();
  #running: Promise<void> | undefined;
  #again = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    needs.settings.changes.subscribe((changed) => changed.has("retentionDays") && void this.sweep());
  }

  /** Until nothing is left that is old enough; one that runs already looks once more. */
  sweep(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run()
      .catch((error: unknown) => {
        if (!this.#stopped.signal.aborted)
          this.#needs.logger.warn({ err: error }, "what is too old could not be cleared away");
      })
      .finally(() => (this.#running = undefined));
    return this.#running;
  }

  async [Symbol.asyncDispose]() {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { settings, logger } = this.#needs;
    const { signal } = this.#stopped;
    let count = 0;
    while (this.#again && !signal.aborted) {
      this.#again = false;
      let after: EndedSession | undefined;
      for (;;) {
        // Asked each time: it may be changed while this goes on.
        const days = settings.get("retentionDays");
        const page = days === "none" || signal.aborted ? [] : await this.#page(days, after);
        after = page.at(-1);
        if (!after) break;
        const pins = await pinsOf(this.#needs.store.read, page);
        count += (await this.#needs.clearing.clear(page.filter(({ id }) => !pins.has(id)))).length;
        await pause(PAUSE_MS, undefined, { signal });
      }
    }
    if (count > 0) logger.info({ sessions: count }, "ended sessions were removed, as the retention says");
  }

  #page(days: number, after: EndedSession | undefined): Promise<EndedSession[]> {
    const { store, now } = this.#needs;
    const endedBefore = now() - days * DAY_MS;
    return store.read.data.ended({ ownerId: undefined, endedBefore, after, limit: SESSIONS_AT_ONCE });
  }
}
