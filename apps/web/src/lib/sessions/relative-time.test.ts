import { expect, test } from "vitest";
import { relativeTime, timeLeft } from "./relative-time.ts";

const now = new Date(2026, 5, 15, 12, 0, 0).getTime();
const ago = (seconds: number) => relativeTime(now - seconds * 1000, now);

test("an age reads in the unit a person would use", () => {
  expect([0, 9, 10, 59, 60, 3599, 3600, 86_399].map(ago)).toEqual([
    "just now",
    "just now",
    "10 s ago",
    "50 s ago",
    "1 min ago",
    "59 min ago",
    "1 h ago",
    "23 h ago",
  ]);
});

test("days are counted up to a month, then the date is given", () => {
  expect([86_400, 2 * 86_400, 29 * 86_400, 31 * 86_400, 400 * 86_400].map(ago)).toEqual([
    "yesterday",
    "2 days ago",
    "29 days ago",
    "May 15",
    "May 11, 2025",
  ]);
});

test("a time ahead of this clock is just now", () => {
  expect(ago(-120)).toBe("just now");
});

test("what is left is rounded to the unit a person would plan with", () => {
  const left = (seconds: number) => timeLeft(now + seconds * 1000, now);
  expect([30, 90, 3600, 86_399, 36 * 3600, 72 * 3600 - 5, 7 * 86_400].map(left)).toEqual([
    "less than a minute",
    "2 min",
    "1 h",
    "24 h",
    "36 h",
    "3 days",
    "7 days",
  ]);
});

test("nothing is left of what is over", () => {
  expect([timeLeft(now, now), timeLeft(now - 1, now)]).toEqual([undefined, undefined]);
});
