import { checkPlain, coloursAtEnd, lineStartBefore } from "./plain-text.ts";

/** Below this the backlog is not looked at for lines to skip: finding them costs a scan of what is kept. */
const TRIM_ABOVE_BYTES = 512 * 1024;

/** What may wait unparsed for one session. Output with fewer line ends than that is parsed in full. */
const BACKLOG_LIMIT_BYTES = 4 * 1024 * 1024;

/** Chunks that may wait: each costs about 200 bytes besides its content. */
const BACKLOG_LIMIT_CHUNKS = 2_048;

/**
 * Plain output that no terminal has parsed yet. Under a flood its beginning scrolls away before anybody looks, so it is
 * dropped once enough lines follow it: the screen and its scrollback are then made of the following lines alone.
 * The one thing that outlives a dropped line is its colour.
 */
export class PlainBacklog {
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #carry = "";
  #coloured = false;
  #trimAtBytes = TRIM_ABOVE_BYTES;

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  get isFull(): boolean {
    return this.#bytes > BACKLOG_LIMIT_BYTES || this.#chunks.length > BACKLOG_LIMIT_CHUNKS;
  }

  /** Keeps the chunk if it is plain; false if not, and then what is kept must be parsed before it. */
  push(chunk: Uint8Array): boolean {
    const { plain, carry, coloured } = checkPlain(chunk, this.#carry);
    if (!plain) return false;
    this.#carry = carry;
    this.#coloured ||= coloured;
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
    return true;
  }

  /** Drops what at least `lines` line feeds follow, once it has grown; returns what must be parsed in its place. */
  trimIfGrown(lines: number): string | undefined {
    return this.#bytes < this.#trimAtBytes ? undefined : this.trim(lines);
  }

  trim(lines: number): string | undefined {
    const start = lineStartBefore(this.#chunks, lines);
    if (!start || (start.chunk === 0 && start.offset === 0)) {
      this.#trimAtBytes = this.#bytes + TRIM_ABOVE_BYTES;
      return undefined;
    }
    const first = this.#chunks[start.chunk] ?? new Uint8Array();
    const dropped = [...this.#chunks.slice(0, start.chunk), first.subarray(0, start.offset)];
    const colours = this.#coloured ? coloursAtEnd(dropped) : "";
    this.#chunks = [first.subarray(start.offset), ...this.#chunks.slice(start.chunk + 1)];
    this.#bytes = this.#chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    this.#trimAtBytes = Math.max(TRIM_ABOVE_BYTES, 2 * this.#bytes);
    return `${colours}\r\n`;
  }

  /** Everything kept, which is then kept no longer. */
  take(): Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#bytes = 0;
    this.#carry = "";
    this.#coloured = false;
    this.#trimAtBytes = TRIM_ABOVE_BYTES;
    return chunks;
  }
}
