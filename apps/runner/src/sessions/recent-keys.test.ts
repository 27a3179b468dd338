import { expect, test } from "vitest";
import { RecentKeys } from "./recent-keys.ts";

test("the last 1024 keys are remembered, older ones forgotten", () => {
  const keys = new RecentKeys();
  for (let number = 0; number < 1025; number += 1) keys.add(`k${number}`);
  expect([keys.has("k0"), keys.has("k1"), keys.has("k1024")]).toEqual([false, true, true]);
});

test("the empty key is never remembered", () => {
  const keys = new RecentKeys();
  keys.add("");
  expect(keys.has("")).toBe(false);
});
