/// <reference lib="dom" />
import type { Page } from "playwright-core";

export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

/** Elements that reach beyond the screen's right edge, except those in a strip that is meant to be scrolled sideways. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      const { overflowX } = getComputedStyle(element);
      return overflowX !== "visible" || (element.parentElement !== null && scrolls(element.parentElement));
    };
    const screen = document.documentElement;
    return [...document.body.querySelectorAll("*")]
      .filter(
        (element) => element.getBoundingClientRect().right > screen.clientWidth + 1 && !scrolls(element),
      )
      .map((element) => element.outerHTML.slice(0, 200))
      .concat(screen.scrollWidth > screen.clientWidth ? [`the page is ${screen.scrollWidth} px wide`] : []);
  });
}

/** A finger over the pane's toolbar. */
export async function swipe(page: Page, direction: "left" | "right") {
  await page.evaluate((to) => {
    const bar = document.querySelector('[data-testid="pane"] header');
    if (!bar) throw new Error("The pane has no toolbar.");
    const touch = (x: number) => new Touch({ identifier: 1, target: bar, clientX: x, clientY: 20 });
    const [from, until] = to === "left" ? [300, 80] : [80, 300];
    bar.dispatchEvent(
      new TouchEvent("touchstart", { bubbles: true, touches: [touch(from)], changedTouches: [touch(from)] }),
    );
    bar.dispatchEvent(
      new TouchEvent("touchend", { bubbles: true, touches: [], changedTouches: [touch(until)] }),
    );
  }, direction);
}
