type Entry = { readonly seq: number; readonly bytes: number; done: boolean };

/**
 * What a reader was given and has not worked through yet. Acks only ever name a number up to which
 * everything is consumed, although painters may finish out of order.
 */
export class Consumption {
  readonly #entries: Entry[] = [];
  readonly #ackEveryBytes: number;
  readonly #ack: (seq: number) => void;
  #consumedBytes = 0;
  #pendingBytes = 0;

  constructor(needs: { readonly ackEveryBytes: number; readonly ack: (seq: number) => void }) {
    this.#ackEveryBytes = needs.ackEveryBytes;
    this.#ack = needs.ack;
  }

  /** Delivered and not yet consumed. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** Notes a delivery; the returned function says that it was consumed. */
  add(seq: number, bytes: number): () => void {
    const entry: Entry = { seq, bytes, done: false };
    this.#entries.push(entry);
    this.#pendingBytes += bytes;
    return () => {
      entry.done = true;
      this.#settle();
    };
  }

  #settle(): void {
    let count = 0;
    let seq = 0;
    for (const entry of this.#entries) {
      if (!entry.done) break;
      count += 1;
      seq = entry.seq;
      this.#consumedBytes += entry.bytes;
      this.#pendingBytes -= entry.bytes;
    }
    this.#entries.splice(0, count);
    if (count > 0 && this.#consumedBytes >= this.#ackEveryBytes) {
      this.#consumedBytes = 0;
      this.#ack(seq);
    }
  }
}
