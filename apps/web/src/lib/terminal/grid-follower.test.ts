import { expect, test } from "vitest";
import { GridFollower } from "./grid-follower.ts";

const size = (cols: number, rows = 24) => ({ cols, rows });

test("a size is asked for only when it changes", () => {
  const grid = new GridFollower();
  grid.start(size(80));
  expect([80, 100, 100, 90, 90].map((cols) => grid.wants(size(cols)))).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

test("the echo of an own wish is nobody else's choice, also when several are under way", () => {
  const grid = new GridFollower();
  grid.start(size(80));
  for (const cols of [90, 100, 110]) grid.wants(size(cols));
  expect([90, 110].map((cols) => grid.heard(size(cols)))).toEqual([false, false]);
  expect(grid.current).toEqual(size(110));
});

test("a size that another window chose is told apart", () => {
  const grid = new GridFollower();
  grid.start(size(80));
  grid.wants(size(100));
  grid.heard(size(100));
  expect(grid.heard(size(60))).toBe(true);
  expect(grid.wants(size(100))).toBe(true);
});

test("another window's size counts for nothing while a newer wish of this page is on its way", () => {
  const grid = new GridFollower();
  grid.start(size(80));
  grid.wants(size(100));
  expect(grid.heard(size(60))).toBe(false);
});

test("the size that the program has already was chosen by nobody", () => {
  const grid = new GridFollower();
  grid.start(size(80));
  expect(grid.heard(size(80))).toBe(false);
});

test("a wish that never came back is forgotten", () => {
  let now = 0;
  const grid = new GridFollower(() => now);
  grid.start(size(80));
  grid.wants(size(100));
  now = 6_000;
  expect(grid.heard(size(60))).toBe(true);
});

test("a wish that comes after a screen which was drawn before it is still an own one", () => {
  const grid = new GridFollower();
  grid.start(size(80));
  for (const cols of [90, 100]) grid.wants(size(cols));
  grid.start(size(90));
  expect([grid.wants(size(100)), grid.heard(size(100)), grid.current]).toEqual([false, false, size(100)]);
});
