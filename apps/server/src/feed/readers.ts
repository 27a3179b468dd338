import type { SessionEvent } from "@dispatch/protocol/events";
import type { EventBus } from "../domain/log/bus.ts";
import type { EventLog, SessionNumber } from "../domain/log/event-log.ts";
import type { Presence } from "../domain/session/session-view.ts";
import { Reader, type ReaderOptions } from "./reader.ts";

type Needs = { readonly log: EventLog; readonly bus: EventBus };
type Listener = (session: SessionNumber) => void;

/** All readers of all sessions, counted: who follows a session is part of what is shown of it. */
export class Readers implements Presence {
  readonly #needs: Needs;
  readonly #counts = new Map<SessionNumber, number>();
  readonly #listeners = new Set<Listener>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  open(options: Omit<ReaderOptions, "log" | "bus" | "onClose">): Reader {
    const reader = new Reader({
      ...this.#needs,
      ...options,
      onClose: () => this.#count(options.session, -1),
    });
    this.#count(options.session, 1);
    return reader;
  }

  /** Every event after `after` that is in the log by now, page by page; for exports. */
  async *history(session: SessionNumber, after = 0): AsyncGenerator<SessionEvent> {
    const { log } = this.#needs;
    const { seq: end } = log.head(session);
    for (let cursor = after; cursor < end;) {
      const page = await log.readEvents(session, cursor, { events: 512, bytes: 1024 * 1024 });
      if (page.length === 0) return;
      for (const event of page) {
        if (event.seq > end) return;
        yield event;
        cursor = event.seq;
      }
      await new Promise(setImmediate);
    }
  }

  attached(session: SessionNumber): number {
    return this.#counts.get(session) ?? 0;
  }

  onCountChanged(listener: Listener): void {
    this.#listeners.add(listener);
  }

  #count(session: SessionNumber, by: 1 | -1) {
    const count = this.attached(session) + by;
    if (count > 0) this.#counts.set(session, count);
    else this.#counts.delete(session);
    for (const listener of this.#listeners) listener(session);
  }
}
