import type { SessionEvent } from "@dispatch/protocol/events";
import type { EventBus } from "../domain/log/bus.ts";
import type { EventLog, SessionNumber } from "../domain/log/event-log.ts";
import type { Presence, Viewer } from "../domain/session/session-view.ts";
import { Reader, type ReaderOptions } from "./reader.ts";

type Needs = { readonly log: EventLog; readonly bus: EventBus };
type Following = Omit<Viewer, "isHuman"> & { clients: number; humans: number };
type Listener = (session: SessionNumber) => void;

/** All readers of all sessions, by who reads: who follows a session is part of what is shown of it. */
export class Readers implements Presence {
  readonly #needs: Needs;
  readonly #viewers = new Map<SessionNumber, Map<Viewer["id"], Following>>();
  readonly #listeners = new Set<Listener>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  open({ viewer, ...options }: Omit<ReaderOptions, "log" | "bus" | "onClose"> & { viewer: Viewer }): Reader {
    const { session } = options;
    const reader = new Reader({
      ...this.#needs,
      ...options,
      onClose: () => this.#count(session, viewer, -1),
    });
    this.#count(session, viewer, 1);
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

  viewers(session: SessionNumber) {
    return [...(this.#viewers.get(session)?.values() ?? [])];
  }

  onCountChanged(listener: Listener): void {
    this.#listeners.add(listener);
  }

  #count(session: SessionNumber, { isHuman, ...viewer }: Viewer, by: 1 | -1) {
    const viewers = this.#viewers.get(session) ?? new Map<Viewer["id"], Following>();
    const before = viewers.get(viewer.id);
    const clients = (before?.clients ?? 0) + by;
    const humans = (before?.humans ?? 0) + (isHuman ? by : 0);
    if (clients > 0) viewers.set(viewer.id, { ...viewer, clients, humans });
    else viewers.delete(viewer.id);
    if (viewers.size > 0) this.#viewers.set(session, viewers);
    else this.#viewers.delete(session);
    for (const listener of this.#listeners) listener(session);
  }
}
