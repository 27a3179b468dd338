import { expect, test } from "vitest";
import { SeededRandom, randomOf } from "./seeded-random.ts";

test("the same seed gives the same numbers, another seed others", () => {
  const draw = (seed: number) => {
    const random = new SeededRandom(seed);
    return Array.from({ length: 50 }, () => random.integer(0, 1_000_000));
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test("whole numbers reach both ends and nothing beyond", () => {
  const random = new SeededRandom(1);
  const seen = new Set(Array.from({ length: 1000 }, () => random.integer(3, 6)));
  expect([...seen].sort()).toEqual([3, 4, 5, 6]);
});

test("a fork is not moved by what its parent draws later", () => {
  const one = new SeededRandom(5);
  const other = new SeededRandom(5);
  const [a, b] = [one.fork(), other.fork()];
  one.next();
  expect(a.bytes(16)).toEqual(b.bytes(16));
});

test("a test that fails is told its seed", () => {
  const listeners: (() => void)[] = [];
  randomOf({ onTestFailed: (listener) => listeners.push(listener) });
  expect(listeners).toHaveLength(1);
});
