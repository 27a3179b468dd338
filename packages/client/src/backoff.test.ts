import { expect, test } from "vitest";
import { BACKOFF_LIMIT_MS, backoffMs, pause } from "./backoff.ts";

test("waits double from 200 ms up to 5 s, and half of each is random", () => {
  const longest = [0, 1, 2, 3, 4, 5, 50].map((attempt) => backoffMs(attempt, () => 1));
  const shortest = [0, 1, 2, 3, 4, 5, 50].map((attempt) => backoffMs(attempt, () => 0));
  expect(longest).toEqual([200, 400, 800, 1600, 3200, BACKOFF_LIMIT_MS, BACKOFF_LIMIT_MS]);
  expect(shortest).toEqual(longest.map((ms) => ms / 2));
});

test("a pause ends at once when its signal aborts", async () => {
  const abort = new AbortController();
  const paused = pause(3_600_000, abort.signal);
  abort.abort();
  await expect(paused).resolves.toBeUndefined();
  await expect(pause(3_600_000, abort.signal)).resolves.toBeUndefined();
});
