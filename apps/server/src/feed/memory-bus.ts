import type { EventBus, EventListener } from "../domain/log/bus.ts";
import type { Committed, SessionNumber } from "../domain/log/event-log.ts";

/** The bus of a single server: a call in the same turn as the commit. */
export class MemoryBus implements EventBus {
  readonly #listeners = new Map<SessionNumber, Set<EventListener>>();

  publish(committed: readonly Committed[]): void {
    for (const { session, events } of committed) {
      const listeners = this.#listeners.get(session);
      if (listeners && events.length > 0) for (const listener of listeners) listener(events);
    }
  }

  subscribe(session: SessionNumber, listener: EventListener): () => void {
    let listeners = this.#listeners.get(session);
    if (!listeners) this.#listeners.set(session, (listeners = new Set()));
    listeners.add(listener);
    const all = listeners;
    return () => {
      all.delete(listener);
      if (all.size === 0 && this.#listeners.get(session) === all) this.#listeners.delete(session);
    };
  }
}
