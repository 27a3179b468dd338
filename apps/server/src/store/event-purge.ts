import type { Logger } from "../domain/logger.ts";
import type { Store } from "../domain/store.ts";

/** Events deleted in one transaction: some 16 MB at most, so that nobody's echo waits noticeably. */
const EVENTS_AT_ONCE = 256;
const PAUSE_MS = 20;

type PurgedStore = Store & { shrink(): Promise<boolean> };

/** Clears away what removed sessions left in the log, in small steps beside the server's work, and gives the disk its room back. */
export class EventPurge implements AsyncDisposable {
  readonly #store: PurgedStore;
  readonly #log: Logger;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(needs: { store: PurgedStore; log: Logger }) {
    this.#store = needs.store;
    this.#log = needs.log;
  }

  /** Also called at the start: a crash may have come between a removal and its purge. */
  soon(): void {
    this.#again = true;
    this.#running ??= this.#run()
      .catch((error: unknown) =>
        this.#log.warn({ error: String(error) }, "purge stopped; it goes on with the next removal"),
      )
      .finally(() => (this.#running = undefined));
  }

  async [Symbol.asyncDispose]() {
    this.#stopped = true;
    await this.#running;
  }

  async #run() {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      for (const number of await this.#store.read.sessions.listRemoved()) {
        while (
          !this.#stopped &&
          !(await this.#store.write(({ sessions }) => sessions.purge(number, EVENTS_AT_ONCE)))
        ) {
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        }
        if (!this.#stopped) this.#store.forget(number);
      }
      while (!this.#stopped && (await this.#store.shrink()))
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
