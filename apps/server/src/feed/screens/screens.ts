import { Worker } from "node:worker_threads";
import { Problem } from "@dispatch/protocol/problems";
import type { Logger } from "../../domain/logger.ts";
import { ScreenLog } from "./screen-log.ts";
import {
  SNAPSHOT_AFTER_BYTES,
  screenTimes,
  type Advance,
  type FromWorker,
  type ScreenTimes,
  type ToWorker,
  type WorkerData,
} from "./screen-messages.ts";
import type { StoredScreen } from "../../domain/store.ts";

/** The worker hears of commits at most this often. */
const TELL_EVERY_MS = 20;

/** A worker that broke is started again after this long, so that one that cannot start does not spin. */
const RESTART_AFTER_MS = 250;

/** Looks back that are under way at once, of one session and in all: each may hold a terminal and some time. */
const LOOKS_BACK_OF_ONE = 3;
const LOOKS_BACK_IN_ALL = 16;

/** Enough for all terminals that are kept at once (their rows lie outside the heap). Beyond it the worker is replaced. */
const WORKER_HEAP_MIB = 256;

type Needs = {
  readonly databasePath: string;
  readonly saveSnapshot: (session: number, screen: StoredScreen) => void | Promise<void>;
  readonly keepWaypoint: (session: number, screen: StoredScreen) => void | Promise<void>;
  readonly loadSnapshot: (session: number) => StoredScreen | undefined | Promise<StoredScreen | undefined>;
  readonly workerUrl?: URL;
  readonly times?: Partial<ScreenTimes>;
  readonly log: Pick<Logger, "warn" | "error">;
};

type PendingRead = {
  readonly session: number;
  readonly at: number | undefined;
  readonly resolve: (screen: StoredScreen) => void;
  readonly reject: (error: Error) => void;
  retried: boolean;
};

/** The terminals' screens: kept in a worker, answered from the stored ones where these are near enough. */
export class Screens implements AsyncDisposable {
  readonly #needs: Needs;
  readonly #reads = new Map<number, PendingRead>();
  readonly #untold = new Map<number, Advance>();
  /** Sessions with events that no stored screen covers; what a new worker is told first. */
  readonly #unstored = new Map<number, number>();
  #worker: Worker | undefined;
  #log: ScreenLog | undefined;
  #tellTimer: NodeJS.Timeout | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #nextRead = 1;
  #stopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Starts the worker unless it runs. Returns at once: what is asked before it is up waits for it. */
  start(): void {
    if (this.#worker || this.#stopped || this.#restartTimer) return;
    const workerData: WorkerData = {
      databasePath: this.#needs.databasePath,
      times: { ...screenTimes, ...this.#needs.times },
    };
    const worker = new Worker(this.#needs.workerUrl ?? new URL("./screen.worker.ts", import.meta.url), {
      workerData,
      name: "screens",
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MIB },
    });
    worker.on("message", (message: FromWorker) => this.#receive(message));
    worker.on("error", (error: unknown) => this.#needs.log.error({ err: error }, "the screen worker broke"));
    worker.on("exit", () => this.#exited(worker));
    this.#worker = worker;
    for (const [session, seq] of this.#unstored)
      this.#untold.set(session, this.#untold.get(session) ?? { session, seq, bytes: 0 });
    if (this.#untold.size > 0) this.#tellTimer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
    for (const [read, { session, at }] of this.#reads) this.#post({ type: "read", read, session, at });
  }

  /** To be called after each commit, with the bytes of output in it. */
  advanced(session: number, seq: number, bytes: number): void {
    this.#unstored.set(session, seq);
    this.#untold.set(session, { session, seq, bytes: (this.#untold.get(session)?.bytes ?? 0) + bytes });
    if (this.#worker) this.#tellTimer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
  }

  /** A screen at the head, or one with a short tail behind it; `fresh` insists on the head as it is now. */
  async read(session: number, options: { readonly fresh?: boolean } = {}): Promise<StoredScreen> {
    this.#refuseWhenStopped();
    if (!options.fresh) {
      const stored = await this.#needs.loadSnapshot(session);
      this.#refuseWhenStopped();
      this.#log ??= new ScreenLog(this.#needs.databasePath);
      if (stored && this.#log.tailIsWithin(session, stored.seq, SNAPSHOT_AFTER_BYTES)) return stored;
    }
    return this.#ask(session, undefined);
  }

  /**
   * The screen as it was at an event, or at one shortly before where that one ends within a character. Made from the nearest
   * screen that is kept, so it costs the same anywhere in a recording.
   */
  async readAt(session: number, at: number): Promise<StoredScreen> {
    this.#refuseWhenStopped();
    const under = [...this.#reads.values()].filter((read) => read.at !== undefined);
    const isTooMany =
      under.length >= LOOKS_BACK_IN_ALL ||
      under.filter((read) => read.session === session).length >= LOOKS_BACK_OF_ONE;
    if (isTooMany) throw notReady("Too many earlier screens are being made at once.");
    return this.#ask(session, at);
  }

  /** Drops everything about a session that was removed. */
  forget(session: number): void {
    this.#untold.delete(session);
    this.#unstored.delete(session);
    this.#post({ type: "forget", session });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#tellTimer);
    clearTimeout(this.#restartTimer);
    for (const { reject } of this.#reads.values()) reject(new Error("The server is stopping."));
    this.#reads.clear();
    this.#log?.[Symbol.dispose]();
    const worker = this.#worker;
    if (!worker) return;
    const exit = new Promise((resolve) => worker.once("exit", resolve));
    this.#post({ type: "stop" });
    await exit;
  }

  #refuseWhenStopped(): void {
    if (this.#stopped) throw new Error("Screens are not kept any more: the server is stopping.");
  }

  #ask(session: number, at: number | undefined): Promise<StoredScreen> {
    this.start();
    const read = this.#nextRead++;
    const { promise, resolve, reject } = Promise.withResolvers<StoredScreen>();
    this.#reads.set(read, { session, at, resolve, reject, retried: false });
    this.#post({ type: "read", read, session, at });
    return promise;
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #tell(): void {
    this.#tellTimer = undefined;
    if (!this.#worker) return;
    this.#post({ type: "advanced", advances: [...this.#untold.values()] });
    this.#untold.clear();
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case "snapshot":
        void this.#save(message.session, message.screen);
        return;
      case "waypoint":
        void this.#keep(message.session, message.screen);
        return;
      case "unfinished":
        this.#reads
          .get(message.read)
          ?.reject(notReady("This point lies far from any screen that is kept of this recording."));
        this.#reads.delete(message.read);
        return;
      case "answer":
        this.#reads.get(message.read)?.resolve(message.screen);
        this.#reads.delete(message.read);
        return;
      case "failure":
        this.#needs.log.warn(
          { session: message.session, reason: message.message },
          "a screen could not be made",
        );
        for (const read of message.reads) this.#retryOrReject(read, message.message);
    }
  }

  async #save(session: number, screen: StoredScreen): Promise<void> {
    const seq = this.#unstored.get(session);
    if (seq === undefined && !this.#isAwaited(session)) return; // removed while its last screen was on its way
    try {
      await this.#needs.saveSnapshot(session, screen);
      if (this.#unstored.get(session) === seq && seq !== undefined && seq <= screen.seq)
        this.#unstored.delete(session);
    } catch (error) {
      this.#needs.log.warn(
        { session, err: error },
        "a screen could not be stored; it will be made again when needed",
      );
    }
  }

  async #keep(session: number, screen: StoredScreen): Promise<void> {
    if (!this.#unstored.has(session) && !this.#isAwaited(session)) return; // removed meanwhile
    try {
      await this.#needs.keepWaypoint(session, screen);
    } catch (error) {
      this.#needs.log.warn({ session, err: error }, "a waypoint could not be stored; it is made again later");
    }
  }

  #isAwaited(session: number): boolean {
    return [...this.#reads.values()].some((read) => read.session === session);
  }

  #retryOrReject(id: number, reason: string): void {
    const read = this.#reads.get(id);
    if (!read) return;
    if (!read.retried) {
      read.retried = true;
      this.#post({ type: "read", read: id, session: read.session, at: read.at });
      return;
    }
    this.#reads.delete(id);
    read.reject(new Error(`The screen of the session could not be made: ${reason}`));
  }

  #exited(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    if (this.#stopped) return;
    this.#needs.log.warn({ reads: this.#reads.size }, "the screen worker ended and is started again");
    // A new worker is asked again by start(); who was asked again already is told the truth.
    for (const [id, read] of this.#reads) {
      if (read.retried) this.#retryOrReject(id, "the screen worker broke twice");
      else read.retried = true;
    }
    this.#restartTimer = setTimeout(() => {
      this.#restartTimer = undefined;
      this.start();
    }, RESTART_AFTER_MS);
  }
}

const notReady = (why: string) =>
  new Problem(
    "screen-not-ready",
    { retryAfterSeconds: 1 },
    `${why} Ask again in a second: what was done so far is kept.`,
  );
