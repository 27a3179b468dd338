import { createHash } from "node:crypto";
import type { SessionEvent } from "@dispatch/protocol/events";

/** What one follower received: it checks every number and hashes every byte. */
export class Receipt {
  readonly after: number;
  /** What broke the promise of each event once and in order; empty when it was kept. */
  readonly faults: string[] = [];
  lastSeq: number;
  bytes = 0;
  ended = false;
  readonly #hash = createHash("sha256");
  readonly #waiting = new Set<() => void>();

  constructor(after: number) {
    this.after = after;
    this.lastSeq = after;
  }

  get sha256(): string {
    return this.#hash.copy().digest("hex");
  }

  take(event: SessionEvent): void {
    if (event.seq !== this.lastSeq + 1) this.fault(`event ${event.seq} came after event ${this.lastSeq}`);
    this.lastSeq = event.seq;
    if (event.channel === "terminal:output") this.#take(event.payload);
    if (event.channel === "session:status") this.ended = event.payload.status === "ended";
    this.#look();
  }

  /** For followers that see bytes only. */
  takeBytes(bytes: Uint8Array): void {
    this.#take(bytes);
    this.#look();
  }

  finish(): void {
    this.ended = true;
    this.#look();
  }

  fault(what: string): void {
    this.faults.push(what);
    this.#look();
  }

  /** Resolves when it holds, rejects at the first fault. */
  reached(holds: (receipt: this) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const [fault] = this.faults;
        if (fault === undefined && !holds(this)) return;
        this.#waiting.delete(look);
        if (fault === undefined) resolve();
        else reject(new Error(fault));
      };
      this.#waiting.add(look);
      look();
    });
  }

  #take(bytes: Uint8Array) {
    this.bytes += bytes.length;
    this.#hash.update(bytes);
  }

  #look() {
    for (const look of [...this.#waiting]) look();
  }
}
