/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** What a page notes of itself while it is watched. Times are the page's own, in milliseconds. */
export type Watched = {
  /** From bytes that arrive on the live connection to the terminal that is drawn with them. */
  readonly drawnAfter: readonly number[];
  /** The same in frames: one is the next that the browser paints at all. */
  readonly drawnInFrames: readonly number[];
  /** The longest time in which the page did nothing else. */
  readonly longestGap: number;
  /** From each click to the moment at which what it changed has been painted. */
  readonly answeredAfter: readonly number[];
};

declare global {
  var watched: {
    drawnAfter: number[];
    drawnInFrames: number[];
    answeredAfter: number[];
    longestGap: number;
    arrived: { readonly at: number; readonly frame: number } | undefined;
  };
}

/** Before the page is opened. */
export const watch = (page: Page) => page.addInitScript(begin);

export const watched = (page: Page) =>
  page.evaluate<Watched>(() => {
    const { drawnAfter, drawnInFrames, answeredAfter, longestGap } = globalThis.watched;
    return { drawnAfter, drawnInFrames, answeredAfter, longestGap };
  });

/** What is noted from here on. */
export const forget = (page: Page) =>
  page.evaluate(() => {
    Object.assign(globalThis.watched, {
      drawnAfter: [],
      drawnInFrames: [],
      answeredAfter: [],
      longestGap: 0,
    });
  });

/** In the page. Its connection is heard before the app hears it. */
function begin(): void {
  const notes: typeof globalThis.watched = {
    drawnAfter: [],
    drawnInFrames: [],
    answeredAfter: [],
    longestGap: 0,
    arrived: undefined,
  };
  globalThis.watched = notes;
  let frame = 0;
  const count = () => {
    frame += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (typeof data !== "string") notes.arrived ??= { at: performance.now(), frame };
      });
    }
  };
  new MutationObserver((changes) => {
    const isDrawn = changes.some(({ target }) =>
      (target instanceof Element ? target : target.parentElement)?.closest(".xterm-rows"),
    );
    if (!isDrawn || notes.arrived === undefined) return;
    notes.drawnAfter.push(performance.now() - notes.arrived.at);
    notes.drawnInFrames.push(frame - notes.arrived.frame);
    notes.arrived = undefined;
  }).observe(document, { childList: true, characterData: true, subtree: true });
  const painted = new MessageChannel();
  let clickedAt: number[] = [];
  painted.port1.onmessage = () => {
    const now = performance.now();
    notes.answeredAfter.push(...clickedAt.map((at) => now - at));
    clickedAt = [];
  };
  addEventListener(
    "pointerdown",
    ({ timeStamp }) => {
      clickedAt.push(timeStamp);
      // Posted while the frame is made that shows it, this comes after its paint.
      requestAnimationFrame(() => painted.port2.postMessage(undefined));
    },
    true,
  );
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    notes.longestGap = Math.max(notes.longestGap, now - last);
    last = now;
    setTimeout(tick);
  };
  tick();
}
