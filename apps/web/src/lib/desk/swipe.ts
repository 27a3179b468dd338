import type { Attachment } from "svelte/attachments";

/** Farther than a tap wanders, and flatter than a scroll. */
const MIN_PX = 56;
const FLATNESS = 2;

/** A finger that goes sideways over such a part of the element: 1 towards what comes next, -1 back. */
export const swipes =
  (selector: string, swiped: (direction: 1 | -1) => void): Attachment<HTMLElement> =>
  (element) => {
    let start: Touch | undefined;
    const begin = (event: TouchEvent) => {
      const isOver = event.target instanceof Element && event.target.closest(selector) !== null;
      start = isOver && event.touches.length === 1 ? event.touches[0] : undefined;
    };
    const end = (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      if (!start || !touch) return;
      const x = touch.clientX - start.clientX;
      const y = touch.clientY - start.clientY;
      start = undefined;
      if (Math.abs(x) < MIN_PX || Math.abs(x) < FLATNESS * Math.abs(y)) return;
      const isRightToLeft = getComputedStyle(element).direction === "rtl";
      swiped(x < 0 !== isRightToLeft ? 1 : -1);
    };
    element.addEventListener("touchstart", begin, { passive: true });
    element.addEventListener("touchend", end, { passive: true });
    return () => {
      element.removeEventListener("touchstart", begin);
      element.removeEventListener("touchend", end);
    };
  };
