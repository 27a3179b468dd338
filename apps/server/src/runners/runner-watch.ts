import type { RunnerId } from "@dispatch/protocol/ids";

/** How often a runner that hung up is looked for among the processes. */
const LOOK_EVERY_MS = 200;
/** A gap shorter than this is not worth telling anyone. */
const SLOW_AFTER_MS = 1_500;

type Watched = { readonly id: RunnerId; readonly pid: number };
type Needs = {
  readonly isAlive: (runner: Watched) => boolean;
  readonly dead: (id: RunnerId) => void;
  readonly slow: (id: RunnerId) => void;
};

/** Looks for runners that are not connected until they are back or certainly dead: status is never a guess (R12). */
export class RunnerWatch implements Disposable {
  readonly #needs: Needs;
  readonly #timers = new Map<RunnerId, NodeJS.Timeout>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  begin(runner: Watched): void {
    if (this.#timers.has(runner.id)) return;
    const slowAt = Date.now() + SLOW_AFTER_MS;
    let told = false;
    const look = () => {
      if (!this.#needs.isAlive(runner)) {
        this.end(runner.id);
        this.#needs.dead(runner.id);
      } else if (!told && Date.now() > slowAt) {
        told = true;
        this.#needs.slow(runner.id);
      }
    };
    this.#timers.set(runner.id, setInterval(look, LOOK_EVERY_MS));
    look();
  }

  end(id: RunnerId): void {
    clearInterval(this.#timers.get(id));
    this.#timers.delete(id);
  }

  [Symbol.dispose]() {
    for (const id of [...this.#timers.keys()]) this.end(id);
  }
}
