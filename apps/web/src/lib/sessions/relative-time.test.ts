import { expect, test } from "vitest";
import { relativeTime } from "./relative-time.ts";

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
