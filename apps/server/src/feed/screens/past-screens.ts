import { setImmediate as nextTurn } from "node:timers/promises";
import { FollowedScreen } from "./followed-screen.ts";
import type { ScreenLog } from "./screen-log.ts";
import { SNAPSHOT_AFTER_BYTES, WAYPOINT_EVERY_BYTES, type FromWorker } from "./screen-messages.ts";

/** Time for one look back before others, and the screens that are followed, get their turn. */
const SLICE_MS = 4;

/** Output parsed for one answer where waypoints are missing, as in recordings made before there were any: about a second. */
export const LOOK_BACK_LIMIT_BYTES = 32 * 1024 * 1024;

/** A point within a character or a very long sequence is answered by one before it: 1, 2, 4 … events, so often. */
const STEPS_BACK_LIMIT = 7;

type Ask = {
  readonly read: number;
  readonly session: number;
  readonly at: number;
  lastSeq: number;
  stepsBack: number;
  screen: FollowedScreen | undefined;
  beganBytes: number;
  waypointBytes: number;
};

type Needs = { readonly log: ScreenLog; readonly post: (message: FromWorker) => void };

/** Screens as they were at earlier events: from the nearest screen that is kept, and the log behind it. */
export class PastScreens implements Disposable {
  readonly #needs: Needs;
  #asks: Ask[] = [];
  #running = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  read(session: number, read: number, at: number): void {
    const ask = { read, session, at, lastSeq: at, stepsBack: 0, beganBytes: 0, waypointBytes: 0 };
    this.#asks.push({ ...ask, screen: undefined });
    if (!this.#running) void this.#run();
  }

  forget(session: number): void {
    for (const ask of this.#asks.filter((one) => one.session === session))
      this.#fail(ask, "The session was removed.");
  }

  [Symbol.dispose](): void {
    for (const ask of [...this.#asks]) this.#drop(ask);
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let ask = this.#asks[0]; ask; ask = this.#asks[0]) {
      try {
        this.#step(ask);
      } catch (error) {
        this.#fail(ask, error instanceof Error ? error.message : String(error));
      }
      await nextTurn();
    }
    this.#running = false;
  }

  #step(ask: Ask): void {
    const screen = (ask.screen ??= this.#open(ask));
    if (screen.advance(SLICE_MS, ask.lastSeq) === "reached the end") return this.#arrived(ask, screen);
    if (screen.bytesSeen - ask.waypointBytes < WAYPOINT_EVERY_BYTES) return;
    const captured = screen.capture();
    if (!captured.exact) {
      ask.waypointBytes += SNAPSHOT_AFTER_BYTES;
      return;
    }
    ask.waypointBytes = screen.bytesSeen;
    this.#needs.post({ type: "waypoint", session: ask.session, screen: captured.screen });
    if (screen.bytesSeen - ask.beganBytes < LOOK_BACK_LIMIT_BYTES) return;
    this.#needs.post({ type: "unfinished", read: ask.read });
    this.#drop(ask);
  }

  #arrived(ask: Ask, screen: FollowedScreen): void {
    const captured = screen.capture();
    const before = ask.at - 2 ** ask.stepsBack;
    if (!captured.exact && ask.stepsBack < STEPS_BACK_LIMIT && before > 0) {
      ask.stepsBack += 1;
      ask.lastSeq = before;
      screen[Symbol.dispose]();
      ask.screen = undefined;
      return;
    }
    this.#needs.post({ type: "answer", read: ask.read, screen: captured.screen });
    this.#drop(ask);
  }

  #open(ask: Ask): FollowedScreen {
    const { log } = this.#needs;
    const screen = new FollowedScreen(ask.session, log, log.screenBefore(ask.session, ask.lastSeq) ?? null);
    ask.beganBytes = screen.bytesSeen;
    ask.waypointBytes = log.waypointAt(ask.session, screen.seq)?.bytesSeen ?? 0;
    return screen;
  }

  #fail(ask: Ask, message: string): void {
    this.#needs.post({ type: "failure", session: ask.session, message, reads: [ask.read] });
    this.#drop(ask);
  }

  #drop(ask: Ask): void {
    ask.screen?.[Symbol.dispose]();
    this.#asks = this.#asks.filter((one) => one !== ask);
  }
}
