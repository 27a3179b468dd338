/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** What a page notes of itself while it is watched. Times are the page's own, in milliseconds. */
export type Watched = {
  /** From bytes that arrive on the live connection to the terminal that is drawn with them. */
  readonly drawnAfter: readonly number[];
  /** The longest time in which the page did nothing else. */
  readonly longestGap: number;
  /** From each click to the moment at which the page heard of it. */
  readonly heardAfter: readonly number[];
};

declare global {
  // eslint-disable-next-line no-var -- a property of the page's window
  var watched: {
    drawnAfter: number[];
    heardAfter: number[];
    longestGap: number;
    arrivedAt: number | undefined;
  };
}

/** Before the page is opened. */
export const watch = (page: Page) => page.addInitScript(begin);

export const watched = (page: Page) =>
  page.evaluate<Watched>(() => {
    const { drawnAfter, heardAfter, longestGap } = globalThis.watched;
    return { drawnAfter, heardAfter, longestGap };
  });

/** What is noted from here on. */
export const forget = (page: Page) =>
  page.evaluate(() => {
    Object.assign(globalThis.watched, { drawnAfter: [], heardAfter: [], longestGap: 0 });
  });

/** In the page. Its connection is heard before the app hears it. */
function begin(): void {
  const notes: typeof globalThis.watched = {
    drawnAfter: [],
    heardAfter: [],
    longestGap: 0,
    arrivedAt: undefined,
  };
  globalThis.watched = notes;
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (typeof data !== "string") notes.arrivedAt ??= performance.now();
      });
    }
  };
  new MutationObserver((changes) => {
    const isDrawn = changes.some(({ target }) =>
      (target instanceof Element ? target : target.parentElement)?.closest(".xterm-rows"),
    );
    if (!isDrawn || notes.arrivedAt === undefined) return;
    notes.drawnAfter.push(performance.now() - notes.arrivedAt);
    notes.arrivedAt = undefined;
  }).observe(document, { childList: true, characterData: true, subtree: true });
  addEventListener(
    "pointerdown",
    ({ timeStamp }) => notes.heardAfter.push(performance.now() - timeStamp),
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
