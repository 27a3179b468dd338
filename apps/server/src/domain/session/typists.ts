import type { SessionId, ShareId, UserId } from "@dispatch/protocol/ids";
import type { Caller } from "../access/caller.ts";
import type { Store } from "../store.ts";

/** Says in the log from where on somebody else types. What they type is nobody's business. */
export class Typists {
  readonly #store: Store;
  readonly #last = new Map<SessionId, UserId | ShareId>();
  /** The last of those that wait for a change to be written. */
  readonly #changing = new Map<SessionId, Promise<void>>();

  constructor(needs: { store: Store }) {
    this.#store = needs.store;
  }

  /**
   * Is done before the keys are handed over, so that the log names the person before what they caused. Keys that come
   * while that is being written wait their turn: none overtakes another.
   */
  async types(caller: Caller, id: SessionId): Promise<void> {
    const before = this.#changing.get(id);
    if (!before && this.#last.get(id) === typistOf(caller)) return;
    const change = () => this.#change(caller, id);
    const turn = before ? before.then(change, change) : change();
    this.#changing.set(id, turn);
    try {
      await turn;
    } finally {
      if (this.#changing.get(id) === turn) this.#changing.delete(id);
    }
  }

  forget(id: SessionId): void {
    this.#last.delete(id);
  }

  async #change(caller: Caller, id: SessionId): Promise<void> {
    const typist = typistOf(caller);
    if (this.#last.get(id) === typist) return;
    const row = await this.#store.read.sessions.byId(id);
    if (row && (row.typist ?? row.ownerId) !== typist) {
      await this.#store.write(async ({ sessions, events }) => {
        await sessions.update(id, { typist });
        const payload = {
          name: caller.name,
          ...(caller.kind === "person" ? { userId: caller.userId } : {}),
        };
        events.append(row.number, { channel: "session:typist", payload });
      });
    }
    this.#last.set(id, typist);
  }
}

const typistOf = (caller: Caller) => (caller.kind === "person" ? caller.userId : caller.shareId);
