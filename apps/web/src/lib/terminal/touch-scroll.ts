/** A finger that moved less than this is a tap. */
const TAP_SLOP_PX = 6;
/** How much of a flick's speed is left after each millisecond: it coasts for about a second, as lists on phones do. */
const COAST_PER_MS = 0.9965;
/** Slower than this nothing visible moves. */
const STILL_PX_PER_MS = 0.02;

type Options = {
  readonly lineHeightPx: () => number;
  /** Scrolls by whole lines, down when positive; the finger's place goes along for programs that follow the mouse. */
  readonly onLines: (lines: number, at: { readonly x: number; readonly y: number }) => void;
};

/** Scrolling by finger, with a coast after a flick; xterm.js knows wheels only. Returns what ends it. */
export function scrollByTouch(element: HTMLElement, { lineHeightPx, onLines }: Options): () => void {
  let touch: { id: number; x: number; y: number; at: number } | undefined;
  let isScrolling = false;
  let restPx = 0;
  let speedPxPerMs = 0;
  let frame = 0;
  const at = { x: 0, y: 0 };

  const move = (distancePx: number) => {
    restPx += distancePx;
    const lines = Math.trunc(restPx / lineHeightPx());
    if (lines === 0) return;
    restPx -= lines * lineHeightPx();
    onLines(lines, at);
  };

  const stop = () => {
    cancelAnimationFrame(frame);
    speedPxPerMs = 0;
  };

  const start = (event: TouchEvent) => {
    stop();
    const first = event.touches.length === 1 ? event.touches[0] : undefined;
    touch = first && { id: first.identifier, x: first.clientX, y: first.clientY, at: event.timeStamp };
    isScrolling = false;
    restPx = 0;
  };

  const drag = (event: TouchEvent) => {
    const now = touch && [...event.touches].find(({ identifier }) => identifier === touch?.id);
    if (!touch || !now || event.touches.length > 1) return;
    const distancePx = touch.y - now.clientY;
    if (!isScrolling && Math.abs(distancePx) < TAP_SLOP_PX) return;
    isScrolling = true;
    event.preventDefault();
    Object.assign(at, { x: now.clientX, y: now.clientY });
    const elapsedMs = Math.max(1, event.timeStamp - touch.at);
    speedPxPerMs = 0.6 * (distancePx / elapsedMs) + 0.4 * speedPxPerMs;
    touch = { id: touch.id, x: now.clientX, y: now.clientY, at: event.timeStamp };
    move(distancePx);
  };

  const end = (event: TouchEvent) => {
    if (isScrolling) event.preventDefault(); // or the browser would click, and a click opens the keyboard
    touch = undefined;
    if (!isScrolling || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    let last = performance.now();
    const coast = (now: number) => {
      const elapsedMs = now - last;
      last = now;
      move(speedPxPerMs * elapsedMs);
      speedPxPerMs *= COAST_PER_MS ** elapsedMs;
      if (Math.abs(speedPxPerMs) > STILL_PX_PER_MS) frame = requestAnimationFrame(coast);
    };
    frame = requestAnimationFrame(coast);
  };

  element.addEventListener("touchstart", start, { passive: true });
  element.addEventListener("touchmove", drag, { passive: false });
  element.addEventListener("touchend", end, { passive: false });
  element.addEventListener("touchcancel", stop);
  return () => {
    stop();
    element.removeEventListener("touchstart", start);
    element.removeEventListener("touchmove", drag);
    element.removeEventListener("touchend", end);
    element.removeEventListener("touchcancel", stop);
  };
}
