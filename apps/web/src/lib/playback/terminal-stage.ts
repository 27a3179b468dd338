import type { SessionEvent } from "@dispatch/protocol/events";
import type { SessionScreen } from "@dispatch/protocol/session";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import type { TerminalScreen } from "#lib/terminal/terminal-screen.ts";
import type { EventPages } from "./event-pages.ts";
import type { Stage } from "./stage.ts";

/** So many events are played rather than skipped by a screen of the server. */
const NEAR_EVENTS = 48;
/** Screens that are kept for stepping to and fro. */
const KEPT_SCREENS = 24;

type Shown = Pick<TerminalScreen, "restore" | "write" | "adopt" | "afterWrites">;
type Needs = {
  readonly pages: Pick<EventPages, "after">;
  readonly screenAt: (seq: number) => Promise<SessionScreen>;
  readonly onSize: (size: TerminalSize) => void;
};

/** A terminal's recording on a terminal of its own, which nobody can type into and which answers nothing. */
export class TerminalStage implements Stage {
  readonly #needs: Needs;
  readonly #kept = new Map<number, SessionScreen>();
  #screen: Shown | undefined;
  #seq = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Takes the terminal that is in the page now. Nothing is shown before. */
  showOn(screen: Shown): void {
    this.#screen = screen;
  }

  async seek(seq: number): Promise<void> {
    const isNear = seq >= this.#seq && this.#seq > 0 && seq - this.#seq <= NEAR_EVENTS;
    if (!isNear) await this.#restore(await this.#screenAt(seq));
    while (this.#seq < seq) {
      const events = (await this.#needs.pages.after(this.#seq)).filter((event) => event.seq <= seq);
      if (events.length === 0) return;
      await this.apply(events);
    }
  }

  async apply(events: readonly SessionEvent[]): Promise<void> {
    const screen = this.#screen;
    if (!screen) return;
    for (const event of events) {
      if (event.channel === "terminal:output") {
        void screen.write(event.payload, { replay: true });
      } else if (event.channel === "terminal:resize") {
        void screen.adopt(event.payload).then(() => this.#needs.onSize(event.payload));
      }
    }
    await screen.afterWrites();
    this.#seq = events.at(-1)?.seq ?? this.#seq;
  }

  async #restore(given: SessionScreen): Promise<void> {
    await this.#screen?.restore(given);
    this.#needs.onSize({ cols: given.cols, rows: given.rows });
    this.#seq = given.seq;
  }

  async #screenAt(seq: number): Promise<SessionScreen> {
    const near = [...this.#kept.values()].find((kept) => kept.seq <= seq && seq - kept.seq <= NEAR_EVENTS);
    if (near) return near;
    const given = await this.#needs.screenAt(seq);
    this.#kept.set(given.seq, given);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_SCREENS && oldest !== undefined) this.#kept.delete(oldest);
    return given;
  }
}
