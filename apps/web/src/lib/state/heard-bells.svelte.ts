import type { Session } from "@dispatch/protocol/session";

type Rung = Pick<Session, "id" | "terminal">;
/** The bell of each session that was last known here while somebody looked at it. */
type Heard = Readonly<Record<string, string>>;
type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;
type Needs = {
  readonly storage: Storage | undefined;
  /** Whoever shares the browser has looked at other things. */
  readonly userId: string;
};

/** Which terminals rang that nobody has looked at since, in this browser; its windows know it from one another. */
export class HeardBells {
  readonly #storage: Storage | undefined;
  readonly #key: string;
  /** Nothing, until it is known what there is: whoever is here for the first time has missed nothing. */
  #heard = $state.raw<Heard>();

  constructor({ storage, userId }: Needs) {
    this.#storage = storage;
    this.#key = `dispatch.bells.${userId}`;
    this.#heard = this.#read();
  }

  hasRung = ({ id, terminal }: Rung): boolean => {
    const { bell } = terminal ?? {};
    return bell !== undefined && this.#heard !== undefined && bell > (this.#heard[id] ?? "");
  };

  /** Somebody looks at it. */
  hear = (session: Rung): void => {
    const { bell } = session.terminal ?? {};
    if (bell !== undefined && this.hasRung(session))
      this.#keep({ ...(this.#read() ?? this.#heard), [session.id]: bell });
  };

  /** All sessions are known: what is said of others is forgotten. */
  know = (sessions: readonly Rung[]): void => {
    const kept: Record<string, string> = {};
    for (const { id, terminal } of sessions) {
      const bell = this.#heard ? this.#heard[id] : terminal?.bell;
      if (bell !== undefined) kept[id] = bell;
    }
    this.#keep(kept);
  };

  /** Another window has heard something. */
  onstorage = ({ key }: Pick<StorageEvent, "key">): void => {
    if (key === this.#key) this.#heard = this.#read() ?? this.#heard;
  };

  #keep(heard: Heard): void {
    this.#heard = heard;
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(heard));
    } catch {
      // Storage may be full or blocked: it holds until the page is closed.
    }
  }

  #read(): Heard | undefined {
    try {
      const kept: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? "null");
      if (typeof kept !== "object" || kept === null) return undefined;
      return Object.fromEntries(Object.entries(kept).filter(([, bell]) => typeof bell === "string"));
    } catch {
      return undefined;
    }
  }
}
