import { Buffer } from "node:buffer";
import { writeSync } from "node:fs";

/** Input that waits because the program does not read. Four of the largest pastes. */
const QUEUE_LIMIT_BYTES = 4 * 1024 * 1024;
/** The kernel takes a few KiB at a time: so long until it is asked again while it takes something, */
const RETRY_FIRST_MS = 1;
/** and doubling up to this while it takes nothing. */
const RETRY_LIMIT_MS = 50;

export type WriteResult = "written" | "closed" | "full";
type Waiting = { readonly bytes: Buffer; taken: number; readonly done: (result: WriteResult) => void };

/**
 * Writes to a terminal, in order, without ever waiting for its program. What the kernel does not take stays here and
 * is offered again by a timer: the event loop's own writes to a terminal block until the program reads.
 */
export class InputQueue {
  readonly #fd: number;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** `done` is called, maybe at once, when the kernel has the bytes or it is clear that it never will. */
  write(bytes: Buffer, done: (result: WriteResult) => void) {
    if (this.#isClosed) return done("closed");
    if (this.#waitingBytes + bytes.length > QUEUE_LIMIT_BYTES) return done("full");
    const taken = this.#waitingBytes > 0 ? 0 : offer(this.#fd, bytes, 0);
    if (taken === bytes.length) return done("written");
    // `bytes` belongs to a frame that may be far larger: what waits is copied.
    this.#waiting.push({ bytes: Buffer.from(bytes.subarray(taken)), taken: 0, done });
    this.#waitingBytes += bytes.length - taken;
    this.#retryAfter(RETRY_FIRST_MS);
  }

  /** Nothing is written from now on; what waits never will be. */
  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const { done } of this.#waiting.splice(0)) done("closed");
    this.#waitingBytes = 0;
  }

  #retryAfter(waitMs: number) {
    this.#timer ??= setTimeout(() => this.#retry(waitMs), waitMs);
  }

  #retry(waitedMs: number) {
    this.#timer = undefined;
    const before = this.#waitingBytes;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const taken = offer(this.#fd, next.bytes, next.taken);
      next.taken += taken;
      this.#waitingBytes -= taken;
      if (next.taken < next.bytes.length) break;
      this.#waiting.shift();
      next.done("written");
    }
    if (this.#waitingBytes === 0) return;
    this.#retryAfter(this.#waitingBytes < before ? RETRY_FIRST_MS : Math.min(waitedMs * 2, RETRY_LIMIT_MS));
  }
}

/** How many of the bytes behind `from` the kernel takes now. */
function offer(fd: number, bytes: Buffer, from: number): number {
  const stackTraceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  let at = from;
  try {
    while (at < bytes.length) at += writeSync(fd, bytes, at, bytes.length - at);
  } catch {
    // It is full, or the terminal is gone, which its reader notices.
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return at - from;
}
