import type { ErrandName, ErrandResult, ErrandWish } from "@dispatch/protocol/errands";
import type { RunnerId, UserId } from "@dispatch/protocol/ids";
import type { SessionIsolation } from "@dispatch/protocol/isolation";
import type { AttendedPlace, Attendants, ErrandOptions, ShownFolder } from "../domain/attendants.ts";
import { type AttendantPipe, Conversation } from "./conversation.ts";

/** An attendant without work goes after so long: it costs a process, and comes back in a moment. */
const IDLE_MS = 60_000;
/** So many may rest at once on an installation; the one that has rested longest goes first. */
const RESTING_LIMIT = 12;

type Needs = {
  readonly place: () => Promise<RunnerId>;
  readonly isolation: (ownerId: UserId, runnerId: RunnerId) => Promise<SessionIsolation>;
  readonly attend: (
    runnerId: RunnerId,
    wish: { folder: string; shown: ShownFolder[]; isolation: SessionIsolation },
    events: { onBytes: (bytes: Buffer) => void; onEnd: () => void },
  ) => Promise<AttendantPipe>;
};

type Attendant = {
  readonly conversation: Promise<Conversation>;
  busy: number;
  restTimer?: NodeJS.Timeout;
};

/** Attendants by the place they work in: one for each, started with the first errand, gone when there is none for a while. */
export class AttendantPool implements Attendants, Disposable {
  readonly #needs: Needs;
  /** In the order of their last use. */
  readonly #byPlace = new Map<string, Attendant>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async ask<N extends ErrandName>(
    place: AttendedPlace,
    errand: N,
    params: ErrandWish<N>,
    options: ErrandOptions<N> = {},
  ): Promise<ErrandResult<N>> {
    const key = JSON.stringify([place.ownerId, place.folder, place.isOnline ?? false, place.shown ?? []]);
    const attendant = this.#byPlace.get(key) ?? this.#start(key, place);
    this.#byPlace.delete(key);
    this.#byPlace.set(key, attendant);
    clearTimeout(attendant.restTimer);
    attendant.busy += 1;
    try {
      const conversation = await attendant.conversation;
      return await conversation.ask(errand, params, options);
    } finally {
      attendant.busy -= 1;
      if (attendant.busy === 0) this.#rest(key, attendant);
    }
  }

  /** Ends those that work in a folder, which is about to go. Whatever they are at ends with them. */
  async leave(folder: string): Promise<void> {
    for (const [key, attendant] of this.#byPlace) {
      if ((JSON.parse(key) as unknown[])[1] === folder) await this.#end(key, attendant);
    }
  }

  [Symbol.dispose]() {
    for (const [key, attendant] of this.#byPlace) void this.#end(key, attendant);
  }

  #start(key: string, place: AttendedPlace): Attendant {
    const attendant: Attendant = { conversation: this.#open(place, () => forget()), busy: 0 };
    const forget = () => {
      clearTimeout(attendant.restTimer);
      if (this.#byPlace.get(key) === attendant) this.#byPlace.delete(key);
    };
    attendant.conversation.catch(forget);
    return attendant;
  }

  async #open({ ownerId, folder, shown = [], isOnline }: AttendedPlace, onEnd: () => void) {
    const runnerId = await this.#needs.place();
    const isolation = await this.#needs.isolation(ownerId, runnerId);
    const conversation = new Conversation();
    const wish = {
      folder,
      shown: [...shown],
      isolation: isOnline ? { ...isolation, network: "host" as const } : isolation,
    };
    const pipe = await this.#needs.attend(runnerId, wish, {
      onBytes: (bytes) => conversation.receive(bytes),
      onEnd: () => {
        conversation.end();
        onEnd();
      },
    });
    conversation.begin(pipe);
    return conversation;
  }

  #rest(key: string, attendant: Attendant) {
    if (this.#byPlace.get(key) !== attendant) return;
    attendant.restTimer = setTimeout(() => void this.#end(key, attendant), IDLE_MS);
    attendant.restTimer.unref();
    const resting = [...this.#byPlace].filter(([, { busy }]) => busy === 0);
    for (const [oldest, one] of resting.slice(0, Math.max(0, resting.length - RESTING_LIMIT)))
      void this.#end(oldest, one);
  }

  async #end(key: string, attendant: Attendant): Promise<void> {
    clearTimeout(attendant.restTimer);
    if (this.#byPlace.get(key) === attendant) this.#byPlace.delete(key);
    (await attendant.conversation.catch(() => undefined))?.close();
  }
}
