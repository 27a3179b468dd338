type Waiting = { readonly bytes: number; readonly go: () => void };

/** How much may still be sent: senders wait in their order until the other side has given room. */
export class Window {
  #room: number;
  #isOpen = false;
  readonly #waiting: Waiting[] = [];

  constructor(bytes: number) {
    this.#room = bytes;
  }

  give(bytes: number): void {
    this.#room += bytes;
    while (this.#room > 0 || this.#isOpen) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#room -= next.bytes;
      next.go();
    }
  }

  /** Resolves when there is room; the last piece may be larger than what is left. */
  take(bytes: number): Promise<void> {
    if (this.#isOpen) return Promise.resolve();
    if (this.#room > 0 && this.#waiting.length === 0) {
      this.#room -= bytes;
      return Promise.resolve();
    }
    return new Promise((go) => this.#waiting.push({ bytes, go }));
  }

  /** Nobody will give room any more: who waits goes on, and finds out otherwise that it is over. */
  open(): void {
    this.#isOpen = true;
    this.give(0);
  }
}
