import type { SessionEvent } from "@dispatch/protocol/events";
import type { StoredScreen, TerminalFacts } from "../../domain/store.ts";
import { SignScanner } from "./sign-scanner.ts";

/** The signs of one terminal, made of its events one after the other. */
export class FollowedSigns {
  readonly #scanner = new SignScanner();
  #title: string;
  #bellAt: number | null;
  #seq: number;
  /** Up to here nothing is open: whoever begins behind it finds what this one found. */
  #restSeq: number;
  #hasEnded = false;
  #unkeptBytes = 0;

  /** Begins where somebody else stopped, or with what a screen shows that an older version has kept. */
  constructor(facts: TerminalFacts | null = null, screen?: StoredScreen) {
    this.#title = facts?.title ?? "";
    this.#bellAt = facts?.bellAt ?? null;
    this.#seq = this.#restSeq = facts?.seq ?? 0;
    if (!screen) return;
    this.#title = this.#scanner.scan(Buffer.from(screen.restore)).title ?? "";
    this.#seq = screen.seq;
    if (this.#scanner.isAtRest) this.#restSeq = screen.seq;
  }

  /** The last event that was taken. */
  get seq(): number {
    return this.#seq;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Output that a new one would look through again. */
  get unkeptBytes(): number {
    return this.#unkeptBytes;
  }

  /** Takes those that are new; says whether a sign changed. */
  take(events: readonly SessionEvent[]): boolean {
    const [title, bellAt] = [this.#title, this.#bellAt];
    for (const event of events) {
      if (event.seq <= this.#seq) continue;
      this.#seq = event.seq;
      this.#apply(event);
      if (this.#scanner.isAtRest) this.#restSeq = event.seq;
    }
    return title !== this.#title || bellAt !== this.#bellAt;
  }

  /** To be written down now. */
  keep(): TerminalFacts {
    this.#unkeptBytes = 0;
    return { title: this.#title, bellAt: this.#bellAt, seq: this.#restSeq };
  }

  #apply(event: SessionEvent): void {
    if (event.channel === "terminal:output") {
      const { title, hasRung } = this.#scanner.scan(event.payload);
      if (title !== undefined) this.#title = title;
      if (hasRung) this.#bellAt = event.at;
      this.#unkeptBytes += event.payload.length;
    } else if (event.channel === "session:status") {
      this.#hasEnded = event.payload.status === "ended";
      if (event.payload.status !== "pending") return;
      // Another process begins, and has not called itself anything.
      this.#scanner.reset();
      this.#title = "";
    }
  }
}
