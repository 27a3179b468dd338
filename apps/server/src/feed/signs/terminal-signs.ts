import { setImmediate as nextTurn } from "node:timers/promises";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { SessionId } from "@dispatch/protocol/ids";
import type { Committed, EventLog, SessionNumber } from "../../domain/log/event-log.ts";
import type { Logger } from "../../domain/logger.ts";
import type { SessionRow, Store } from "../../domain/store.ts";
import { FollowedSigns } from "./followed-signs.ts";
import { HeardAhead } from "./heard-ahead.ts";

/** A program that works through several titles at once is called by the last of them. */
const GATHER_MS = 100;
/** Lists hear of a session's signs at most this often: some programs have a title that moves. */
const TELL_EVERY_MS = 600;
/** A cursor is written at least every so much output, so that a start never looks through more of a session. */
const KEEP_EVERY_BYTES = 4 * 1024 * 1024;
/** How long to wait before signs are written again that storage refused. */
const RETRY_MS = 2_000;
/** Of the log, read at once. */
const PAGE = { events: 256, bytes: 1024 * 1024 };

type Needs = {
  readonly store: Pick<Store, "read" | "write">;
  readonly log: Pick<EventLog, "head" | "readEvents">;
  readonly logger: Logger;
  /** Tells lists of the session. */
  readonly tell: (row: SessionRow) => void;
};

type Entry = {
  readonly session: SessionNumber;
  id: SessionId | undefined; // until its row is read
  signs: FollowedSigns;
  /** While it reads the log: what was heard meanwhile, up to which it reads. */
  ahead: HeardAhead | undefined;
  /** What is to be written: signs, of which lists are told, or no more than how far they are known. */
  due: "signs" | "cursor" | undefined;
  isWriting: boolean;
  timer: NodeJS.Timeout | undefined;
  notBeforeMs: number;
};

/**
 * What programs in terminals say of themselves beside their output: a title, and that they rang. A consumer of the log with a cursor
 * in each session's row; what a crash kept from being written is in the log, and is found there again.
 */
export class TerminalSigns implements Disposable {
  readonly #needs: Needs;
  readonly #entries = new Map<SessionNumber, Entry>();
  #stopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Looks at what the last server did not come to write down. */
  async begin(): Promise<void> {
    const { store, log } = this.#needs;
    for (const { number, terminal } of await store.read.sessions.listUnended("terminal"))
      if (log.head(number).seq > (terminal?.seq ?? 0)) this.#follow(number, []);
  }

  /** To be called after each commit. */
  heard(committed: readonly Committed[]): void {
    for (const { session, events } of committed) {
      const entry = this.#entries.get(session);
      if (entry) this.#hear(entry, events);
      else if (events.some(({ channel }) => channel === "terminal:output")) this.#follow(session, events);
    }
  }

  /** Drops what is known of a session that was removed. */
  forget(id: SessionId): void {
    for (const entry of this.#entries.values()) if (entry.id === id) this.#drop(entry);
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    for (const entry of [...this.#entries.values()]) this.#drop(entry);
  }

  #follow(session: SessionNumber, events: readonly SessionEvent[]): void {
    if (this.#stopped || this.#entries.has(session)) return;
    const entry: Entry = {
      session,
      id: undefined,
      signs: new FollowedSigns(),
      ahead: undefined,
      due: undefined,
      isWriting: false,
      timer: undefined,
      notBeforeMs: -Infinity,
    };
    this.#entries.set(session, entry);
    void this.#catchUp(entry, events);
  }

  #hear(entry: Entry, events: readonly SessionEvent[]): void {
    if (entry.ahead) return entry.ahead.add(events);
    const isNext = (events[0]?.seq ?? 0) <= entry.signs.seq + 1;
    if (isNext) return this.#take(entry, events);
    void this.#catchUp(entry, events);
  }

  async #catchUp(entry: Entry, heardFirst: readonly SessionEvent[]): Promise<void> {
    const { store, log, logger } = this.#needs;
    const ahead = (entry.ahead = new HeardAhead());
    ahead.add(heardFirst);
    try {
      if (entry.id === undefined) {
        const row = await store.read.sessions.byNumber(entry.session);
        if (row?.kind !== "terminal") return this.#drop(entry);
        // One that an older version began: its screen tells what it is called, and from where on to look.
        const screen = row.terminal ? undefined : await store.read.screens.load(entry.session);
        entry.signs = new FollowedSigns(row.terminal, screen);
        entry.id = row.id;
      }
      while (this.#follows(entry) && log.head(entry.session).seq > entry.signs.seq) {
        const heard = ahead.next(entry.signs.seq);
        const events = heard ?? (await log.readEvents(entry.session, entry.signs.seq, PAGE));
        if (events.length === 0) return this.#drop(entry); // removed, and its log cleared away
        this.#take(entry, events);
        if (!heard) await nextTurn();
      }
      entry.ahead = undefined;
      this.#writeSoon(entry);
      this.#endIfOver(entry);
    } catch (error) {
      // The next commit follows it anew.
      this.#drop(entry);
      logger.warn({ session: entry.session, err: error }, "a terminal's title and bell are not followed");
    }
  }

  #take(entry: Entry, events: readonly SessionEvent[]): void {
    if (entry.signs.take(events)) entry.due = "signs";
    else if (entry.signs.unkeptBytes >= KEEP_EVERY_BYTES) entry.due ??= "cursor";
    this.#writeSoon(entry);
    this.#endIfOver(entry);
  }

  #writeSoon(entry: Entry): void {
    // What is read again may be long past.
    if (entry.ahead || entry.due === undefined || entry.isWriting || entry.timer) return;
    if (!this.#follows(entry)) return;
    const waitMs = Math.max(GATHER_MS, entry.notBeforeMs - performance.now());
    entry.timer = setTimeout(() => void this.#write(entry), waitMs).unref();
  }

  /** The last signs of a session are told with its end. */
  #endIfOver(entry: Entry): void {
    if (!entry.signs.hasEnded || entry.ahead || entry.isWriting || !this.#follows(entry)) return;
    if (entry.due === "signs") void this.#write(entry);
    else this.#drop(entry);
  }

  async #write(entry: Entry): Promise<void> {
    const { store, logger, tell } = this.#needs;
    const { id, due } = entry;
    if (id === undefined) return;
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.due = undefined;
    entry.isWriting = true;
    let waitMs = TELL_EVERY_MS;
    try {
      const terminal = entry.signs.keep();
      const row = await store.write(async ({ sessions }) => {
        await sessions.update(id, { terminal });
        return sessions.byId(id);
      });
      if (row && due === "signs") tell(row);
    } catch (error) {
      if (entry.due !== "signs") entry.due = due;
      waitMs = RETRY_MS;
      logger.warn({ sessionId: id, err: error }, "a terminal's title and bell could not be written");
    }
    entry.isWriting = false;
    entry.notBeforeMs = performance.now() + waitMs;
    if (entry.due) this.#writeSoon(entry);
    else this.#endIfOver(entry);
  }

  #drop(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    if (this.#follows(entry)) this.#entries.delete(entry.session);
  }

  /** False once it was dropped. */
  #follows(entry: Entry): boolean {
    return this.#entries.get(entry.session) === entry;
  }
}
