import { expect, test } from "vitest";
import { amount, duration } from "./amounts.ts";

test("amounts are as exact as they are read", () => {
  expect([950, 12_345, 123_456, 4_500_000].map(amount)).toEqual(["950", "12.3k", "123k", "4.5M"]);
});

test("durations name their two largest units", () => {
  expect([800, 42_000, 185_000, 7_800_000].map(duration)).toEqual([
    "0.8 s",
    "42 s",
    "3 min 5 s",
    "2 h 10 min",
  ]);
});
