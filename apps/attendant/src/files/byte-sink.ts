import { Buffer } from "node:buffer";

const FULL_BYTES = 64 * 1024;

/** Collects small pieces, so that a thousand headers are not a thousand frames. */
export class ByteSink {
  readonly #send: (bytes: Buffer) => Promise<void>;
  #parts: Buffer[] = [];
  #waiting = 0;
  /** So many bytes came in. */
  written = 0;

  constructor(send: (bytes: Buffer) => Promise<void>) {
    this.#send = send;
  }

  async write(bytes: Buffer): Promise<void> {
    this.#parts.push(bytes);
    this.#waiting += bytes.length;
    this.written += bytes.length;
    if (this.#waiting >= FULL_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#waiting = 0;
    if (bytes.length > 0) await this.#send(bytes);
  }
}
