/// <reference lib="dom" />
import type { Page } from "playwright-core";
import type { Span } from "./host.ts";

/** What a page notes of itself while it is watched. Times are in milliseconds. */
export type Watched = {
  /** From bytes that arrive on the live connection to the terminal that is drawn with them. */
  readonly drawnAfter: readonly number[];
  /** The same in frames: one is the next that the browser paints at all. */
  readonly drawnInFrames: readonly number[];
  /** When the page had no turn even for what is as urgent as a click. */
  readonly gaps: readonly Span[];
  readonly clicks: number;
  /** From a click to the moment at which what it changed is shown. */
  readonly answers: readonly Span[];
};

/** Gaps and answers that are no longer are not noted; the browser itself does not tell them. */
export const SHORT_MS = 16;

type Notes = {
  drawnAfter: number[];
  drawnInFrames: number[];
  gaps: Span[];
  clicks: number;
  answers: Span[];
  arrived: { readonly at: number; readonly frame: number } | undefined;
};

declare global {
  var watched: Notes;
}

/** Before the page is opened. */
export const watch = (page: Page) => page.addInitScript(begin, SHORT_MS);

/** What the browser knows of a click comes with the frame that is shown after it. */
export const watched = (page: Page) =>
  page.evaluate<Watched>(async () => {
    for (let frame = 0; frame < 3; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return globalThis.watched;
  });

/** What is noted from here on. */
export const forget = (page: Page) =>
  page.evaluate(() => {
    const none: Omit<Notes, "arrived"> = {
      drawnAfter: [],
      drawnInFrames: [],
      gaps: [],
      clicks: 0,
      answers: [],
    };
    Object.assign(globalThis.watched, none);
  });

/** In the page. Its connection is heard before the app hears it. */
function begin(shortMs: number): void {
  const notes: Notes = {
    drawnAfter: [],
    drawnInFrames: [],
    gaps: [],
    clicks: 0,
    answers: [],
    arrived: undefined,
  };
  globalThis.watched = notes;
  const spanOf = (since: number, ms: number): Span => ({ at: performance.timeOrigin + since, ms });
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
  // Each click changes this. Of one that changes nothing the browser counts to whatever it happens to show next.
  const mark = document.createElement("div");
  mark.style.cssText =
    "position: fixed; inset: 0 auto auto 50%; width: 4px; height: 4px; z-index: 9999; pointer-events: none";
  addEventListener(
    "pointerdown",
    () => {
      notes.clicks += 1;
      mark.style.background = notes.clicks % 2 === 0 ? "red" : "blue";
      if (!mark.isConnected) document.body.append(mark);
    },
    true,
  );
  // Not among TypeScript's types.
  const clicks: PerformanceObserverInit & { durationThreshold: number } = {
    type: "event",
    durationThreshold: shortMs,
  };
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries())
      if (name === "pointerdown") notes.answers.push(spanOf(startTime, duration));
  }).observe(clicks);
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    if (now - last > shortMs) notes.gaps.push(spanOf(last, now - last));
    last = now;
    void scheduler.postTask(tick, { priority: "user-blocking", delay: 1 });
  };
  tick();
}
