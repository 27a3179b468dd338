import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import type { Logger } from "../domain/logger.ts";
import { BUSY_TIMEOUT_MS } from "./open-reader.ts";

const LOOK_EVERY_MS = 500;
/** A log smaller than this is not worth the reading and syncing. */
const COPY_ABOVE_BYTES = 8 * 1024 * 1024;
/**
 * A pause of a moment in which everything is copied lets the next commit start the log over by itself. A flood without such a
 * pause may let it grow to this size; then the writer starts it over, which costs it a sync of the disk.
 */
const RESTART_ABOVE_BYTES = 512 * 1024 * 1024;
/** Pages that may be left for the writer to copy when it does. */
const RESTART_BELOW_PAGES = 1024;

/** Keeps the write-ahead log short. The copying happens in a thread of its own. */
export class Checkpoints implements AsyncDisposable {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #workerUrl: URL;
  readonly #log: Logger;
  readonly #timer: NodeJS.Timeout;
  /** Made when there is something to copy: most servers idle. */
  #worker: Worker | undefined;
  #copying = false;
  #copiedUpTo = 0;

  constructor(needs: { path: string; database: DatabaseSync; workerUrl: URL; log: Logger }) {
    this.#path = needs.path;
    this.#database = needs.database;
    this.#workerUrl = needs.workerUrl;
    this.#log = needs.log;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  async [Symbol.asyncDispose]() {
    clearInterval(this.#timer);
    await this.#worker?.terminate();
  }

  #look() {
    const { size, mtimeMs } = this.#logFile();
    if (this.#copying || size < COPY_ABOVE_BYTES || mtimeMs === this.#copiedUpTo) return;
    this.#copying = true;
    this.#copiedUpTo = mtimeMs;
    this.#worker ??= this.#makeWorker();
    this.#worker.postMessage(null);
  }

  #makeWorker(): Worker {
    const worker = new Worker(this.#workerUrl, { workerData: { path: this.#path }, name: "checkpoints" });
    worker.on("message", ({ left }: { left: number }) => this.#copied(left));
    worker.on("error", (error) => {
      this.#log.warn({ error: String(error) }, "the checkpoint thread broke; the next round starts another");
      this.#worker = undefined;
      this.#copying = false;
    });
    worker.unref();
    return worker;
  }

  #copied(left: number) {
    this.#copying = false;
    if (this.#logFile().size < RESTART_ABOVE_BYTES) return;
    if (left >= 0 && left < RESTART_BELOW_PAGES && !this.#database.isTransaction) {
      try {
        // Without the time-out: a reader must not make the writer wait.
        this.#database.exec("pragma busy_timeout = 0; pragma wal_checkpoint(truncate);");
      } catch {
        // Somebody reads the log right now, or the disk is full: the next round tries again.
      } finally {
        this.#database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
      }
    } else {
      this.#look();
    }
  }

  #logFile() {
    return statSync(`${this.#path}-wal`, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
  }
}
