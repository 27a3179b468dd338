import type { Item } from "./outbox.ts";

/** What one session sends before the next has its turn: one large item. */
const TURN_LIMIT_BYTES = 64 * 1024;
/** So little is an echo or a prompt: it goes before the bytes of a flood that wait already. */
const SMALL_BYTES = 4 * 1024;

export type Source = {
  readonly unsentBytes: number;
  take(): Item | undefined;
};

export type Sink<S extends Source> = {
  /** Whether more would only wait in memory. */
  isFull(): boolean;
  send(source: S, item: Item): void;
};

/** Sends the items of many sessions over one connection, in turns, so that none delays another. */
export class Pump<S extends Source> {
  readonly #sink: Sink<S>;
  readonly #queue = new Set<S>();
  readonly #urgent = new Set<S>();

  constructor(sink: Sink<S>) {
    this.#sink = sink;
  }

  /** The source may have something to send. */
  ready(source: S) {
    if (source.unsentBytes <= SMALL_BYTES && !this.#queue.has(source)) this.#urgent.add(source);
    else if (!this.#urgent.has(source)) this.#queue.add(source);
    this.run();
  }

  remove(source: S) {
    this.#queue.delete(source);
    this.#urgent.delete(source);
  }

  clear() {
    this.#queue.clear();
    this.#urgent.clear();
  }

  /** Sends until the sink is full or nothing is left. */
  run() {
    for (let source = this.#first(); source && !this.#sink.isFull(); source = this.#first()) {
      this.remove(source);
      if (this.#sendTurn(source)) this.#queue.add(source); // a set keeps the order of joining: this is its end
    }
  }

  #first(): S | undefined {
    const { value } = this.#urgent.size > 0 ? this.#urgent.values().next() : this.#queue.values().next();
    return value;
  }

  /** Whether the source may have more. */
  #sendTurn(source: S): boolean {
    for (let sent = 0; sent < TURN_LIMIT_BYTES;) {
      const item = source.take();
      if (!item) return false;
      this.#sink.send(source, item);
      sent += item.body.length;
    }
    return true;
  }
}
