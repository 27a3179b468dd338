import { expect, test } from "vitest";
import { readTime } from "./read-time.ts";

const now = Date.parse("2030-01-01T00:00:00Z");
const read = (text: string) => readTime(text, now).toISOString();

test("a time is told by its distance or by its date", () => {
  expect(["30m", "3h", "2d", "1w", "2030-06-01T12:00:00Z"].map(read)).toEqual([
    "2030-01-01T00:30:00.000Z",
    "2030-01-01T03:00:00.000Z",
    "2030-01-03T00:00:00.000Z",
    "2030-01-08T00:00:00.000Z",
    "2030-06-01T12:00:00.000Z",
  ]);
  expect(readTime("2030-06-01", now).getTime()).toBe(new Date("2030-06-01T00:00:00").getTime());
});

test("anything else is refused with what to write", () => {
  for (const text of ["soon", "", "3y"]) expect(() => read(text)).toThrow("is not a time");
});
