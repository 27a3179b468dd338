import { setImmediate as nextTurn } from "node:timers/promises";
import { FollowedScreen } from "./followed-screen.ts";
import type { ScreenLog } from "./screen-log.ts";
import {
  SNAPSHOT_AFTER_BYTES,
  WAYPOINT_EVERY_BYTES,
  type Advance,
  type FromWorker,
  type ScreenTimes,
} from "./screen-messages.ts";

/** Under a flood a screen is stored at most this often: making one takes about 10 ms. */
const SNAPSHOT_PAUSE_MS = 1_000;

/** Less than this is read only when somebody looks or when the session falls silent: typing wakes nobody up. */
const READ_AT_ONCE_BYTES = 64 * 1024;

/** Time for one session before others, and new messages, get their turn. */
const SLICE_MS = 4;

/** Terminals kept at once, at up to 1.5 MiB each. The one unused for longest makes room: it can be brought back. */
const TERMINALS_LIMIT = 64;

type Entry = {
  readonly session: number;
  screen: FollowedScreen | undefined;
  headSeq: number; // the newest event that was heard of
  unreadBytes: number;
  reads: { readonly read: number; readonly seq: number }[];
  storeWhenDone: boolean;
  storedSeq: number;
  storedBytes: number;
  storedAtMs: number;
  waypointBytes: number; // how much output there was at the last waypoint
  timer: NodeJS.Timeout | undefined;
  usedAtMs: number;
};

type Needs = {
  readonly log: ScreenLog;
  readonly times: ScreenTimes;
  readonly post: (message: FromWorker) => void;
  /** Called when terminals are gone and nothing is to be done. */
  readonly returnMemory: () => void;
};

/** Follows the log of every session that does something, and forgets those that rest. */
export class ScreenFollower implements Disposable {
  readonly #needs: Needs;
  readonly #entries = new Map<number, Entry>();
  readonly #waiting = new Set<Entry>(); // entries with work to do, longest waiting first
  #returnTimer: NodeJS.Timeout | undefined;
  #running = false;
  #stopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** How many sessions are held in memory. */
  get size(): number {
    return this.#entries.size;
  }

  advanced({ session, seq, bytes }: Advance): void {
    const entry = this.#entry(session);
    entry.headSeq = Math.max(entry.headSeq, seq);
    entry.unreadBytes += bytes;
    entry.usedAtMs = performance.now();
    this.#rest(entry, this.#needs.times.quietMs);
    if (entry.unreadBytes >= READ_AT_ONCE_BYTES) this.#work(entry);
  }

  read(session: number, read: number): void {
    const entry = this.#entry(session);
    entry.usedAtMs = performance.now();
    try {
      entry.headSeq = this.#needs.log.headOf(session);
      entry.reads.push({ read, seq: entry.headSeq });
    } catch (error) {
      this.#needs.post({ type: "failure", session, message: messageOf(error), reads: [read] });
      return;
    }
    this.#rest(entry, this.#needs.times.quietMs);
    this.#work(entry);
  }

  forget(session: number): void {
    const entry = this.#entries.get(session);
    if (!entry) return;
    if (entry.reads.length > 0) this.#fail(entry, new Error("The session was removed."));
    else this.#drop(entry);
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    clearTimeout(this.#returnTimer);
    for (const entry of [...this.#entries.values()]) this.#drop(entry);
  }

  #entry(session: number): Entry {
    const known = this.#entries.get(session);
    if (known) return known;
    const entry: Entry = {
      session,
      screen: undefined,
      headSeq: 0,
      unreadBytes: 0,
      reads: [],
      storeWhenDone: false,
      storedSeq: 0,
      storedBytes: 0,
      storedAtMs: performance.now(),
      waypointBytes: 0,
      timer: undefined,
      usedAtMs: performance.now(),
    };
    this.#entries.set(session, entry);
    return entry;
  }

  #work(entry: Entry): void {
    this.#waiting.add(entry);
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let entry = this.#next(); entry && !this.#stopped; entry = this.#next()) {
      try {
        this.#step(entry);
      } catch (error) {
        this.#fail(entry, error);
      }
      await nextTurn();
    }
    this.#running = false;
  }

  /** Whoever is waited for comes first, then everyone in turn. */
  #next(): Entry | undefined {
    let next: Entry | undefined;
    for (const entry of this.#waiting) {
      if (entry.reads.length > 0) return entry;
      next ??= entry;
    }
    return next;
  }

  #step(entry: Entry): void {
    const screen = (entry.screen ??= this.#open(entry));
    const ended = screen.advance(SLICE_MS) === "reached the end";
    this.#waiting.delete(entry);
    if (ended) entry.unreadBytes = 0;
    else this.#waiting.add(entry);

    const answered = entry.reads.filter(({ seq }) => ended || (screen.seq >= seq && !screen.endsCut));
    const due =
      !screen.endsCut &&
      screen.bytesSeen - entry.storedBytes > SNAPSHOT_AFTER_BYTES &&
      performance.now() - entry.storedAtMs >= SNAPSHOT_PAUSE_MS;
    const isWaypoint = !screen.endsCut && screen.bytesSeen - entry.waypointBytes >= WAYPOINT_EVERY_BYTES;
    if (answered.length === 0 && !due && !isWaypoint && !(ended && entry.storeWhenDone)) return;

    const captured = this.#store(entry, screen);
    entry.reads = entry.reads.filter((read) => !answered.includes(read));
    for (const { read } of answered) this.#needs.post({ type: "answer", read, screen: captured });
    if (ended) entry.storeWhenDone = false;
  }

  #open(entry: Entry): FollowedScreen {
    this.#makeRoom();
    const screen = new FollowedScreen(entry.session, this.#needs.log);
    entry.storedSeq = screen.seq;
    entry.storedBytes = screen.bytesSeen;
    entry.storedAtMs = performance.now();
    entry.waypointBytes = this.#needs.log.waypointAt(entry.session, screen.seq)?.bytesSeen ?? 0;
    return screen;
  }

  #makeRoom(): void {
    const open = [...this.#entries.values()].filter(({ screen }) => screen !== undefined);
    if (open.length < TERMINALS_LIMIT) return;
    const resting = open
      .filter((entry) => !this.#waiting.has(entry))
      .sort((one, other) => one.usedAtMs - other.usedAtMs);
    const [longest] = resting;
    if (longest) this.#giveUp(longest);
  }

  /** Captures the screen and has it stored if that is news. */
  #store(entry: Entry, screen: FollowedScreen) {
    const captured = screen.capture();
    entry.storedAtMs = performance.now();
    if (screen.bytesSeen - entry.waypointBytes >= WAYPOINT_EVERY_BYTES) {
      // What is not exact now is tried again a little further on.
      entry.waypointBytes = captured.exact ? screen.bytesSeen : entry.waypointBytes + SNAPSHOT_AFTER_BYTES;
      if (captured.exact)
        this.#needs.post({ type: "waypoint", session: entry.session, screen: captured.screen });
    }
    if (captured.exact && screen.seq > entry.storedSeq) {
      entry.storedSeq = screen.seq;
      entry.storedBytes = screen.bytesSeen;
      this.#needs.post({ type: "snapshot", session: entry.session, screen: captured.screen });
    }
    return captured.screen;
  }

  /** Stores what is known of a terminal and lets it go. What could not be stored is in the log. */
  #giveUp(entry: Entry): void {
    const { screen } = entry;
    if (!screen) return;
    try {
      if (screen.seq > entry.storedSeq) this.#store(entry, screen);
      screen[Symbol.dispose]();
      entry.screen = undefined;
    } catch (error) {
      this.#fail(entry, error);
    }
  }

  /** Starts the silence over: first the screen is stored, then the terminal goes. */
  #rest(entry: Entry, afterMs: number): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => this.#silent(entry), afterMs);
  }

  #silent(entry: Entry): void {
    const { quietMs, idleMs } = this.#needs.times;
    const silentMs = performance.now() - entry.usedAtMs;
    const busy = this.#waiting.has(entry) || entry.reads.length > 0;
    const isBehind = entry.headSeq > (entry.screen?.seq ?? entry.storedSeq);
    if (!busy && !isBehind && silentMs >= idleMs) {
      this.#giveUp(entry);
      this.#drop(entry);
      this.#returnTimer ??= setTimeout(() => this.#returnMemory(), this.#needs.times.returnMemoryMs);
      return;
    }
    this.#rest(entry, Math.max(Math.ceil(idleMs - silentMs) + 1, quietMs));
    const isNews = entry.screen !== undefined && entry.screen.seq > entry.storedSeq;
    if (!isBehind && !isNews) return;
    entry.storeWhenDone = true;
    this.#work(entry);
  }

  #returnMemory(): void {
    if (this.#running) {
      this.#returnTimer?.refresh();
      return;
    }
    this.#returnTimer = undefined;
    this.#needs.returnMemory();
  }

  #fail(entry: Entry, error: unknown): void {
    const reads = entry.reads.map(({ read }) => read);
    this.#needs.post({ type: "failure", session: entry.session, message: messageOf(error), reads });
    this.#drop(entry);
  }

  #drop(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.screen?.[Symbol.dispose]();
    this.#waiting.delete(entry);
    this.#entries.delete(entry.session);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
