import { Buffer } from "node:buffer";
import { readSync } from "node:fs";
import { constants } from "node:os";
import { ReadStream } from "node:tty";
import { InputQueue, type WriteResult } from "./input-queue.ts";
import { fork, setSize, type ForkOptions } from "./native.ts";
import { OpenFiles } from "./open-files.ts";

/** What one wake-up reads at most: one item's worth, */
const READ_LIMIT_BYTES = 64 * 1024;
/** and for how long, since a read may wait for the kernel's own worker: other sessions' keys wait meanwhile. */
const READ_LIMIT_MS = 0.5;
/** The kernel hands out at most a page per read; with less room than that a read would be cut short. */
const READ_PIECE_BYTES = 4096;
/** A read of a whole page, less the one byte that Linux keeps back, says that more is waiting. */
const FULL_PIECE_BYTES = 4095;
/** After the leader's exit others may still hold the terminal: so long without output and it is over, */
const QUIET_AFTER_EXIT_MS = 250;
/** and so long in any case. */
const TAIL_LIMIT_MS = 2_000;
/** What is read in one go after the leader's exit, far more than the kernel can hold for one terminal. */
const TAIL_LIMIT_BYTES = 1024 * 1024;

/** Shared by all terminals: a read and the copy out of it happen within one turn. */
const readBuffer = Buffer.allocUnsafeSlow(READ_LIMIT_BYTES);
/** Shared as well, since a process has one set of files. */
const openFiles = new OpenFiles();

const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

export type PtyExit = { readonly exitCode: number; readonly signal?: string };

export type PtyEvents = {
  /** `bytes` is a view that is overwritten by the next read: copy what must stay. */
  readonly onOutput: (bytes: Buffer) => void;
  /** The terminal is gone although its leader lives on: nobody holds its other side any more. */
  readonly onHangUp: () => void;
  /** The last call: the leader has exited and all output was handed out. */
  readonly onEnd: (exit: PtyExit) => void;
};

/** A program in a terminal of its own: bytes in, bytes out, nothing lost at the end. */
export class Pty {
  readonly pid: number;
  readonly #fd: number;
  readonly #stream: ReadStream;
  readonly #events: PtyEvents;
  readonly #input: InputQueue;
  #held = false;
  #exit: PtyExit | undefined;
  #ended = false;
  #hasLetGo = false;
  #quietTimer: NodeJS.Timeout | undefined;
  #tailTimer: NodeJS.Timeout | undefined;

  constructor(options: ForkOptions, events: PtyEvents) {
    this.#events = events;
    const { fd, pid } = fork({ ...options, ...openFiles.keepFrom(options) }, (exitCode, signal) =>
      this.#leaderExited(exitCode, signal),
    );
    this.pid = pid;
    this.#fd = fd;
    this.#input = new InputQueue(fd);
    openFiles.add(fd);
    this.#stream = new ReadStream(fd, {
      onread: { buffer: readBuffer, callback: (bytes) => this.#woken(bytes) },
    });
    // The kernel says EIO when the last process has closed the terminal: that is its end, not a failure.
    this.#stream.on("error", () => this.#letGo());
    this.#stream.on("end", () => this.#letGo());
    this.#stream.on("close", () => this.#closed());
    this.#stream.resume();
  }

  /** Takes no key for a signal and echoes none: whoever has the other side has a terminal of its own for the program. */
  makeRaw() {
    this.#stream.setRawMode(true);
  }

  /** Stops reading; the kernel then holds the program at its next write. */
  hold() {
    this.#held = true;
    if (!this.#exit) this.#stream.pause();
  }

  release() {
    this.#held = false;
    this.#stream.resume();
  }

  /** Hands out what the program has written up to now, so that something else can take its place in the order. */
  flush() {
    if (!this.#held && !this.#hasLetGo) this.#readUpTo(READ_LIMIT_BYTES);
  }

  resize(cols: number, rows: number): boolean {
    if (this.#hasLetGo) return false;
    setSize(this.#fd, cols, rows);
    return true;
  }

  /** Bytes in order. `done` is called, maybe at once, when the kernel has them or it is clear that it never will. */
  write(bytes: Buffer, done: (result: WriteResult) => void) {
    this.#input.write(bytes, done);
  }

  #woken(bytes: number): boolean {
    const total = bytes < FULL_PIECE_BYTES ? bytes : readWhileFull(this.#fd, bytes);
    this.#events.onOutput(readBuffer.subarray(0, total));
    this.#quietTimer?.refresh();
    return true;
  }

  /** Whether the terminal's end was reached. */
  #readUpTo(limitBytes: number): boolean {
    for (let total = 0; total < limitBytes;) {
      const { filledBytes, ended } = readAll(this.#fd);
      if (filledBytes > 0) this.#events.onOutput(readBuffer.subarray(0, filledBytes));
      if (ended) return true;
      if (filledBytes < READ_LIMIT_BYTES - READ_PIECE_BYTES) return false;
      total += filledBytes;
    }
    return false;
  }

  #leaderExited(exitCode: number, signal: number) {
    // As shells report it: a signal's number above 128, never the 0 of a success.
    this.#exit =
      signal > 0
        ? { exitCode: 128 + signal, signal: signalNames.get(signal) ?? `SIG${signal}` }
        : { exitCode };
    if (this.#hasLetGo) return this.#finish();
    // What the kernel still holds is a few KiB: a held terminal takes them too, since nothing will follow.
    if (this.#readUpTo(TAIL_LIMIT_BYTES)) return this.#finish();
    this.#quietTimer = setTimeout(() => this.#finish(), QUIET_AFTER_EXIT_MS);
    this.#tailTimer = setTimeout(() => this.#finish(), TAIL_LIMIT_MS);
    this.#stream.resume();
  }

  /** The number of a closed file soon belongs to another: nothing of this terminal may use it. */
  #letGo() {
    if (this.#hasLetGo) return;
    this.#hasLetGo = true;
    this.#input.close();
    openFiles.delete(this.#fd);
  }

  #closed() {
    this.#letGo();
    if (this.#exit) this.#finish();
    else this.#events.onHangUp();
  }

  #finish() {
    if (this.#ended || !this.#exit) return;
    this.#ended = true;
    clearTimeout(this.#quietTimer);
    clearTimeout(this.#tailTimer);
    this.#letGo();
    this.#stream.destroy();
    this.#events.onEnd(this.#exit);
  }
}

/**
 * Reads on behind what the event loop has read, page by page, while pages come full: one wake-up then hands out up
 * to 64 KiB instead of 4. It stops before the read that finds nothing, because that one waits for the kernel's
 * worker to say so, for milliseconds on a busy machine, and everybody's echo with it.
 */
function readWhileFull(fd: number, filledBytes: number): number {
  const endsAt = performance.now() + READ_LIMIT_MS;
  while (filledBytes <= READ_LIMIT_BYTES - READ_PIECE_BYTES && performance.now() < endsAt) {
    const bytes = readPiece(fd, filledBytes);
    filledBytes += Math.max(bytes, 0);
    if (bytes < FULL_PIECE_BYTES) break;
  }
  return filledBytes;
}

/** Fills the read buffer with everything that the kernel has, and says whether the terminal's end was reached. */
function readAll(fd: number): { filledBytes: number; ended: boolean } {
  let filledBytes = 0;
  while (filledBytes <= READ_LIMIT_BYTES - READ_PIECE_BYTES) {
    const bytes = readPiece(fd, filledBytes);
    if (bytes <= 0) return { filledBytes, ended: bytes === 0 };
    filledBytes += bytes;
  }
  return { filledBytes, ended: false };
}

/** The number of bytes read, 0 at the terminal's end, -1 when there is nothing more for now. */
function readPiece(fd: number, filledBytes: number): number {
  // "Nothing more" comes as an exception: without a stack it costs a few microseconds.
  const stackTraceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return readSync(fd, readBuffer, filledBytes, READ_LIMIT_BYTES - filledBytes, null);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EAGAIN" ? -1 : 0;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
