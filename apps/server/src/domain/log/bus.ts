import type { SessionEvent } from "@dispatch/protocol/events";
import type { Committed, SessionNumber } from "./event-log.ts";

export type EventListener = (events: readonly SessionEvent[]) => void;

/**
 * Tells followers what was committed, after it was (R1). Delivery is a hint, not the truth: a follower that
 * misses one reads the log. Every implementation passes `bus.contract.ts`.
 */
export interface EventBus {
  publish(committed: readonly Committed[]): void;
  /** Listens to one session until the returned function is called. */
  subscribe(session: SessionNumber, listener: EventListener): () => void;
}
