/** Relative times in view are refreshed this often; they are never finer than ten seconds. */
const TICK_MS = 10_000;

/** The time as the page shows it, advancing while somebody looks. */
export class Clock implements Disposable {
  now = $state(Date.now());
  readonly #timer = setInterval(() => this.refresh(), TICK_MS);

  constructor() {
    document.addEventListener("visibilitychange", this.refresh);
  }

  refresh = () => {
    if (!document.hidden) this.now = Date.now();
  };

  [Symbol.dispose]() {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.refresh);
  }
}
