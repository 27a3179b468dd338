import { statSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Logger } from "../domain/logger.ts";
import { PAGE_BYTES } from "./database.ts";

const LOOK_EVERY_MS = 500;
/** A log smaller than this is not worth the reading and syncing. */
const COPY_ABOVE_BYTES = 8 * 1024 * 1024;
/** A pause of a moment in which everything is copied lets the next commit start the log over by itself; a flood makes none. */
const START_OVER_ABOVE_BYTES = 256 * 1024 * 1024;
/** So little is copied and synced within some milliseconds: everybody who writes may wait for it, */
const LAST_ROUND_BYTES = 1024 * 1024;
/** and does after so many rounds, however much is left. */
const ROUNDS_LIMIT = 20;
/** What is left of the log's file when nobody writes. */
const LOG_KEPT_BYTES = 64 * 1024 * 1024;

/** Copies what can be copied; all of it, so that the next commit begins the log anew; the same, and empties the file. */
export type Checkpoint = "passive" | "restart" | "truncate";
/** Pages in the log, and how many of them are in the database by now. */
export type Copied = { readonly loggedPages: number; readonly copiedPages: number };

type Needs = {
  readonly path: string;
  readonly workerUrl: URL;
  readonly log: Logger;
  /** Does it while nobody writes. */
  readonly alone: (work: () => Promise<unknown>) => Promise<unknown>;
  readonly startOverAboveBytes?: number;
};

/**
 * Keeps the write-ahead log short. All work on files happens in a thread of its own: here it would stop everything for as long as the
 * disk takes.
 */
export class Checkpoints implements AsyncDisposable {
  readonly #needs: Needs;
  /** Made when there is something to copy: most servers idle. */
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #answer: ((copied: Copied | undefined) => void) | undefined;
  #looking: Promise<void> | undefined;
  #room: Promise<void> | undefined;
  #seenAtMs = 0;
  #isClosed = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Looks by itself from here on. */
  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** Undefined while there is room for a flood; else it comes when there is again. What is small may be written meanwhile. */
  get room(): Promise<void> | undefined {
    return this.#room;
  }

  /** Does what is due, unless it is being done. */
  look(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => (this.#looking = undefined)));
  }

  async [Symbol.asyncDispose]() {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#worker?.terminate();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { size, mtimeMs } = this.#logFile();
    if (size < COPY_ABOVE_BYTES) return;
    const isQuiet = mtimeMs === this.#seenAtMs;
    this.#seenAtMs = mtimeMs;
    if (isQuiet) {
      if (size > LOG_KEPT_BYTES) await this.#needs.alone(() => this.#ask("truncate"));
      return;
    }
    const copied = await this.#ask("passive");
    const { startOverAboveBytes = START_OVER_ABOVE_BYTES } = this.#needs;
    if (copied && copied.loggedPages * PAGE_BYTES >= startOverAboveBytes) await this.#startOver(copied);
  }

  /** Floods wait, so that each round finds less to copy. For the last one everybody waits: only then is nothing left. */
  async #startOver(last: Copied): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#room = promise;
    try {
      let { copiedPages } = last;
      for (let round = 1; round < ROUNDS_LIMIT; round++) {
        const copied = await this.#ask("passive");
        if (!copied) return;
        const isLittle = (copied.copiedPages - copiedPages) * PAGE_BYTES < LAST_ROUND_BYTES;
        copiedPages = copied.copiedPages;
        if (isLittle) break;
      }
      await this.#needs.alone(() => this.#ask("restart"));
    } finally {
      this.#room = undefined;
      resolve();
    }
  }

  /** Undefined where it could not be done, or the thread is gone. */
  #ask(how: Checkpoint): Promise<Copied | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    this.#worker ??= this.#makeWorker();
    this.#worker.postMessage(how);
    return new Promise((resolve) => (this.#answer = resolve));
  }

  #makeWorker(): Worker {
    const { workerUrl, path, log } = this.#needs;
    const worker = new Worker(workerUrl, { workerData: { path }, name: "checkpoints" });
    worker.on("message", (copied: Copied | undefined) => this.#answer?.(copied));
    worker.on("error", (error) =>
      log.warn({ error: String(error) }, "the checkpoint thread broke; the next round starts another"),
    );
    worker.on("exit", () => {
      this.#worker = undefined;
      this.#answer?.(undefined);
    });
    worker.unref();
    return worker;
  }

  #logFile() {
    return statSync(`${this.#needs.path}-wal`, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
  }
}
