type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** Larger ones would take the room of everything else that the browser keeps. */
const LIMIT_CHARACTERS = 512 * 1024;

/** What was typed and has not reached the server, kept by the browser until it has. */
export class Drafts {
  readonly #storage: Storage | undefined;
  readonly #sessionId: string;

  constructor(sessionId: string, storage: Storage | undefined) {
    this.#sessionId = sessionId;
    this.#storage = storage;
  }

  keep(path: string, text: string): void {
    if (text.length > LIMIT_CHARACTERS) return;
    try {
      this.#storage?.setItem(this.#key(path), text);
    } catch {
      // Full or blocked: leaving the page is still asked about.
    }
  }

  of(path: string): string | undefined {
    return this.#storage?.getItem(this.#key(path)) ?? undefined;
  }

  drop(path: string): void {
    this.#storage?.removeItem(this.#key(path));
  }

  #key = (path: string) => `dispatch.draft.${this.#sessionId}.${path}`;
}
