import type { RunnerId } from "@dispatch/protocol/ids";

/** A new runner that ends at once is not started again more often than this. */
const RESPAWN_AFTER_MS = 1_000;

type Needs = {
  readonly spawn: (id: RunnerId) => Promise<number>;
  readonly spawned: (id: RunnerId, pid: number) => Promise<void>;
  readonly failed: (error: unknown) => void;
};

/** Starts runners, one at a time and not in a frenzy. */
export class RunnerSpawner implements AsyncDisposable {
  readonly #needs: Needs;
  #running: Promise<void> | undefined;
  #stopWaiting: (() => void) | undefined;
  #lastAt = 0;
  #stopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  spawn(id: RunnerId): void {
    if (this.#running) return;
    const spawning = this.#spawn(id).finally(() => (this.#running = undefined));
    // What follows comes after this spawn is over: a runner that died at once must find the way clear for the next.
    this.#running = spawning
      .then((pid) => (pid === undefined ? undefined : this.#needs.spawned(id, pid)))
      .catch((error: unknown) => this.#needs.failed(error));
  }

  async [Symbol.asyncDispose]() {
    this.#stopped = true;
    this.#stopWaiting?.();
    await this.#running;
  }

  async #spawn(id: RunnerId): Promise<number | undefined> {
    const waitMs = this.#lastAt + RESPAWN_AFTER_MS - Date.now();
    if (waitMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        this.#stopWaiting = () => (clearTimeout(timer), resolve());
      });
    }
    if (this.#stopped) return undefined;
    this.#lastAt = Date.now();
    return this.#needs.spawn(id);
  }
}
