import type { SessionEvent } from "@dispatch/protocol/events";
import type { EventBus } from "../domain/log/bus.ts";
import type { EventLog, SessionNumber } from "../domain/log/event-log.ts";

/** The most one page of backlog brings into memory, and sends before other readers have their turn. */
const PAGE = { events: 512, bytes: 256 * 1024 };

/** Where a reader's events go. */
export interface Sink {
  send(event: SessionEvent, bytes: number): void;
  /** False while the connection holds more than it should: the reader then waits for `wake`. */
  readonly open: boolean;
}

export type ReaderOptions = {
  readonly log: EventLog;
  readonly bus: EventBus;
  readonly session: SessionNumber;
  readonly after: number;
  readonly sink: Sink;
  /** Bytes that may be on the way without an ack; without it only the sink's own state counts. */
  readonly windowBytes?: number | undefined;
  /** Called when more than `behindBytes` wait; the reader waits until `jump` is called, and then for a sign of life before the next. */
  readonly onBehind?: () => void;
  readonly behindBytes?: number;
  readonly onError: (error: unknown) => void;
  readonly onClose?: () => void;
};

/** As it counts against a window: bytes of output, or about what the payload is as JSON. */
function sizeOf(event: SessionEvent): number {
  if (event.channel === "terminal:output") return event.payload.length;
  return event.channel.startsWith("editor:") ? JSON.stringify(event.payload).length : 64;
}

/**
 * Follows one session's log from a cursor: N+1, N+2 … once each, in order, then live (R3). Backlog and live are one path:
 * an event is sent only if it is the next one, and whatever is not at hand is read from the log. A reader that is slow
 * keeps nothing in memory but its cursor (R6).
 */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #unsubscribe: () => void;
  /** Sent but not acknowledged, oldest first; empty without a window. */
  readonly #unacked: { seq: number; bytes: number }[] = [];
  #unackedBytes = 0;
  #cursor: number;
  #head: number;
  /** What was published from this event on, and is not sent. */
  #lagFrom = 0;
  #lagBytes = 0;
  #pumping = false;
  #jumping = false;
  /** Whether the client has taken something since it was last given a screen: one that stands still needs no second. */
  #isAlive = true;
  #closed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#cursor = options.after;
    // Subscribed before the head is read: what is committed in between is seen twice rather than never.
    this.#unsubscribe = options.bus.subscribe(options.session, (events) => this.#published(events));
    this.#head = options.log.head(options.session).seq;
  }

  get session(): SessionNumber {
    return this.#options.session;
  }

  /** Begins to send. Apart from the constructor, so that an answer can go out first. */
  start(): void {
    this.#pump();
  }

  /** The client has everything up to `seq`. */
  ack(seq: number): void {
    while (this.#unacked[0] && this.#unacked[0].seq <= seq) {
      this.#unackedBytes -= this.#unacked.shift()?.bytes ?? 0;
      this.#isAlive = true;
    }
    this.#goOn();
  }

  /** The sink is open again. */
  wake(): void {
    this.#isAlive = true;
    this.#goOn();
  }

  /** Goes on after `seq`: a screen has replaced what came before. */
  jump(seq: number): void {
    this.#jumping = false;
    this.#isAlive = false;
    this.#cursor = Math.max(this.#cursor, seq);
    // What came while the screen was made may be much: about so much of it is still to be read.
    const late = Math.max(1, this.#head - this.#lagFrom + 1);
    this.#lagBytes *= Math.min(1, (this.#head - this.#cursor) / late);
    this.#lagFrom = this.#cursor + 1;
    this.#pump();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unsubscribe();
    this.#options.onClose?.();
  }

  get #open() {
    const { windowBytes, sink } = this.#options;
    return (
      !this.#closed &&
      !this.#jumping &&
      sink.open &&
      (windowBytes === undefined || this.#unackedBytes < windowBytes)
    );
  }

  #published(events: readonly SessionEvent[]) {
    for (const event of events) {
      this.#head = Math.max(this.#head, event.seq);
      if (!this.#pumping && event.seq === this.#cursor + 1 && this.#open) this.#send(event);
      else this.#isLate(event);
    }
    if (this.#cursor < this.#head) this.#goOn();
  }

  #isLate(event: SessionEvent) {
    if (this.#lagBytes === 0) this.#lagFrom = event.seq;
    this.#lagBytes += sizeOf(event);
  }

  #goOn() {
    const { behindBytes = Infinity, onBehind } = this.#options;
    const isBehind = this.#lagBytes > behindBytes && this.#isAlive && !this.#jumping && !this.#closed;
    if (!isBehind) return this.#pump();
    this.#jumping = true;
    onBehind?.();
  }

  #send(event: SessionEvent) {
    const bytes = sizeOf(event);
    this.#cursor = event.seq;
    if (event.seq >= this.#lagFrom) this.#lagBytes = Math.max(0, this.#lagBytes - bytes);
    if (this.#options.windowBytes !== undefined) {
      this.#unacked.push({ seq: event.seq, bytes });
      this.#unackedBytes += bytes;
    }
    this.#options.sink.send(event, bytes);
  }

  #pump() {
    if (this.#pumping || !this.#open) return;
    if (this.#cursor >= this.#head) {
      this.#lagBytes = 0;
      return;
    }
    this.#pumping = true;
    void this.#readPages()
      .catch((error: unknown) => {
        this.close();
        this.#options.onError(error);
      })
      .finally(() => {
        this.#pumping = false;
        // Something may have been published or opened between the last look and this line.
        if (this.#cursor < this.#head) this.#pump();
        else this.#lagBytes = 0;
      });
  }

  async #readPages() {
    const { log, session } = this.#options;
    while (this.#open && this.#cursor < this.#head) {
      for (const event of await log.readEvents(session, this.#cursor, PAGE)) {
        if (!this.#open) return;
        if (event.seq === this.#cursor + 1) this.#send(event);
      }
      // One page a turn: the echo of another session must not wait for somebody's long history.
      await new Promise(setImmediate);
    }
  }
}
