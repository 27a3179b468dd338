import type { EventBus } from "../domain/log/bus.ts";
import type { Committed } from "../domain/log/event-log.ts";

/** A bus that lets one more part see everything, after followers did. */
export const observed = (bus: EventBus, see: (committed: readonly Committed[]) => void): EventBus => ({
  publish(committed) {
    bus.publish(committed);
    see(committed);
  },
  subscribe: (session, listener) => bus.subscribe(session, listener),
});
