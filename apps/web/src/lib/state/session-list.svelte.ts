import type { Session } from "@dispatch/protocol/session";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import { groupSessions } from "#lib/sessions/session-groups.ts";
import { ChangedMeanwhile } from "./changed-meanwhile.ts";
import type { Connection } from "./connection.svelte.ts";

/** Changes are shown together this often: hundreds of busy sessions then cost ten redraws a second, not hundreds. */
const SHOW_EVERY_MS = 100;

type Needs = { readonly api: Pick<DispatchApi, "sessions">; readonly connection: Connection };

/** Every session that this user, or guest, may see, kept true by the live connection. */
export class SessionList implements Disposable {
  readonly #needs: Needs;
  readonly #off: (() => void)[];
  #byId = new Map<string, Session>();
  #shown = $state.raw<readonly Session[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loading: Promise<void> | undefined;
  readonly #meanwhile = new ChangedMeanwhile();

  phase = $state<"loading" | "ready" | "failed">("loading");
  failure = $state.raw<Failure>();
  filter = $state("");
  readonly all = $derived(groupSessions(this.#shown));
  readonly groups = $derived(this.filter === "" ? this.all : groupSessions(this.#shown, this.filter));
  readonly count = $derived(this.#shown.length);

  constructor(needs: Needs) {
    this.#needs = needs;
    const { live } = needs.connection;
    this.#off = [
      live.on("session", this.apply),
      live.on("removed", ({ id }) => this.remove(id)),
      // What changed while the connection was away was not heard of.
      live.on("state", () => {
        if (live.state === "online") void this.load();
      }),
    ];
  }

  /** All of them, whatever is filtered. */
  get items(): readonly Session[] {
    return this.#shown;
  }

  byId = (id: string) => this.#shown.find((session) => session.id === id);

  ofWorkspace = (workspaceId: string) => this.#shown.filter((session) => session.workspaceId === workspaceId);

  /** Reads the whole list anew. Rows that change while it is being read keep the change. */
  load = () => (this.#loading ??= this.#read().finally(() => (this.#loading = undefined)));

  apply = (session: Session) => {
    this.#meanwhile.note(session.id);
    this.#byId.set(session.id, session);
    this.#showSoon();
  };

  remove = (id: string) => {
    this.#meanwhile.note(id);
    this.#byId.delete(id);
    this.#showSoon();
  };

  [Symbol.dispose]() {
    for (const off of this.#off) off();
    clearTimeout(this.#timer);
  }

  async #read() {
    try {
      this.#byId = await this.#meanwhile.over(
        () => this.#pages(),
        (id) => this.#byId.get(id),
      );
      this.#show();
      this.phase = "ready";
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
      if (this.phase === "loading") this.phase = "failed";
    }
  }

  /** For the first time what there is of it is shown page by page. */
  async #pages(): Promise<Iterable<Session>> {
    const found = new Map<string, Session>();
    for await (const page of this.#needs.api.sessions()) {
      for (const session of page) found.set(session.id, session);
      if (this.phase === "loading") this.#shown = [...found.values()];
    }
    return found.values();
  }

  #showSoon() {
    this.#timer ??= setTimeout(() => this.#show(), SHOW_EVERY_MS);
  }

  #show() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shown = [...this.#byId.values()];
  }
}
