import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KEYS_AFTER_MS, KeyGuard } from "./key-guard.svelte.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a card that has just come takes no key, unless somebody has moved to it", () => {
  const guard = new KeyGuard();
  guard.appear();
  vi.advanceTimersByTime(KEYS_AFTER_MS - 1);
  expect([guard.takes(false), guard.takes(true)]).toEqual([false, true]);
  vi.advanceTimersByTime(1);
  expect(guard.takes(false)).toBe(true);
});

test("a card that was away for a moment has come anew", () => {
  const guard = new KeyGuard();
  const leave = guard.appear();
  vi.advanceTimersByTime(KEYS_AFTER_MS);
  leave();
  expect(guard.takes(false)).toBe(false);
  guard.appear()();
  vi.advanceTimersByTime(KEYS_AFTER_MS);
  expect(guard.takes(false)).toBe(false);
});
