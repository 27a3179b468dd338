import type { SessionEvent } from "@dispatch/protocol/events";
import type { Present } from "@dispatch/protocol/sharing";

/** Long enough to look up and read it, short enough to be true. */
const SHOWN_MS = 8_000;

type TypistName = Extract<SessionEvent, { channel: "session:typist" }>["payload"];

/** Who typed last in a session that several people have in front of them, and whether that is news. */
export class Typist implements Disposable {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Nobody as long as only the owner typed. */
  last = $state.raw<TypistName>();
  isTyping = $state(false);

  heard(typist: TypistName, { replay }: { replay: boolean }) {
    clearTimeout(this.#timer);
    this.last = typist;
    this.isTyping = !replay;
    if (!replay) this.#timer = setTimeout(() => (this.isTyping = false), SHOWN_MS);
  }

  /** A guest has no account, and is known by name. */
  is({ userId, name, access }: Pick<Present, "userId" | "name" | "access">): boolean {
    if (this.last === undefined) return access === "own";
    return this.last.userId === userId && (userId !== undefined || this.last.name === name);
  }

  [Symbol.dispose]() {
    clearTimeout(this.#timer);
  }
}
