import { expect, onTestFinished, test, vi } from "vitest";
import { onPageUse } from "./page-use.ts";

test("what a person does in a page is said once a second, until nobody listens", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const page = new EventTarget();
  let times = 0;
  const stop = onPageUse(() => (times += 1), page);
  const does = (...names: string[]) => {
    for (const name of names) page.dispatchEvent(new Event(name));
    return times;
  };
  expect(does("scroll", "focus", "message")).toBe(0);
  expect(does("pointermove", "pointerdown", "keydown")).toBe(1);
  vi.advanceTimersByTime(999);
  expect(does("wheel")).toBe(1);
  vi.advanceTimersByTime(1);
  expect(does("wheel")).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(does("keydown")).toBe(3);
  stop();
  vi.advanceTimersByTime(1_000);
  expect(does("keydown", "touchmove")).toBe(3);
});
