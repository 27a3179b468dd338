import type { SessionEvent } from "@dispatch/protocol/events";

/** What is kept of a recording that is being looked at. */
const KEPT_BYTES = 32 * 1024 * 1024;

type Options = {
  /** Events `after` a number, in order; none at the end. */
  readonly read: (after: number, limit: number) => Promise<readonly SessionEvent[]>;
  readonly size: number;
};
type Page = { readonly events: readonly SessionEvent[]; readonly bytes: number };

/** A session's events by pages, of which those used last are kept. */
export class EventPages {
  readonly #options: Options;
  /** By the number before their first event, used longest ago first. */
  readonly #pages = new Map<number, Page>();
  readonly #reading = new Map<number, Promise<readonly SessionEvent[]>>();
  #bytes = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The events behind this one, some of them at least; none at the end of the session. */
  async after(seq: number): Promise<readonly SessionEvent[]> {
    const { size } = this.#options;
    const first = Math.floor(seq / size) * size;
    const known = behind(this.#pages.get(first)?.events ?? [], seq);
    let events = known.length > 0 ? known : behind(await this.#more(first, seq), seq);
    // Somebody else's reading may have ended before this event.
    if (events.length === 0) events = behind(await this.#more(first, seq), seq);
    // The next page is on its way before it is needed.
    const isWhole = events.at(-1)?.seq === first + size;
    if (isWhole && events.length < size / 3 && !this.#pages.has(first + size))
      this.#more(first + size, first + size).catch(() => undefined);
    return events;
  }

  async #more(first: number, beyond: number): Promise<readonly SessionEvent[]> {
    const busy = this.#reading.get(first);
    if (busy) return busy;
    const reading = this.#read(first, beyond).finally(() => this.#reading.delete(first));
    this.#reading.set(first, reading);
    return reading;
  }

  /** Answers may be shorter than the page: an event of them can be large, and the session may end. */
  async #read(first: number, beyond: number): Promise<readonly SessionEvent[]> {
    const end = first + this.#options.size;
    let events = this.#pages.get(first)?.events ?? [];
    for (let last = events.at(-1)?.seq ?? first; last <= beyond && last < end;) {
      const more = await this.#options.read(last, end - last);
      if (more.length === 0) break;
      events = [...events, ...more];
      last = more.at(-1)?.seq ?? end;
    }
    this.#keep(first, events);
    return events;
  }

  #keep(first: number, events: readonly SessionEvent[]): void {
    this.#bytes -= this.#pages.get(first)?.bytes ?? 0;
    this.#pages.delete(first);
    if (events.length === 0) return;
    const bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
    this.#pages.set(first, { events, bytes });
    this.#bytes += bytes;
    for (const [oldest, page] of this.#pages) {
      if (this.#bytes <= KEPT_BYTES || oldest === first) break;
      this.#pages.delete(oldest);
      this.#bytes -= page.bytes;
    }
  }
}

const behind = (events: readonly SessionEvent[], seq: number) => {
  const at = events.findIndex((event) => event.seq > seq);
  return at < 0 ? [] : events.slice(at);
};

const sizeOf = (event: SessionEvent) =>
  event.channel === "terminal:output" ? event.payload.length + 100 : JSON.stringify(event.payload).length * 2;
