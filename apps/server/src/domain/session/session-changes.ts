import type { SessionId, UserId } from "@dispatch/protocol/ids";
import type { Session } from "@dispatch/protocol/session";

export type SessionChange =
  | { readonly type: "changed"; readonly ownerId: UserId; readonly session: Session }
  | { readonly type: "removed"; readonly ownerId: UserId; readonly id: SessionId };

type Listener = (change: SessionChange) => void;

/** News of whole sessions, for lists and overviews. What happens inside one is in its log. */
export class SessionChanges {
  readonly #listeners = new Set<Listener>();

  emit(change: SessionChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
