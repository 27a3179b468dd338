import { expect, test } from "vitest";
import { WriteLane } from "./write-lane.ts";

test("work begins in the same turn when nobody else is in the lane", () => {
  const lane = new WriteLane();
  let began = false;
  void lane.run(() => void (began = true));
  expect(began).toBe(true);
});

test("work runs one after the other, in the order of asking, also when some of it fails", async () => {
  const lane = new WriteLane();
  const seen: string[] = [];
  const job = (name: string, fails = false) =>
    lane.run(async () => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
    });
  const results = await Promise.allSettled([job("a"), job("b", true), job("c")]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("nobody slips in between two who wait", async () => {
  const lane = new WriteLane();
  const seen: number[] = [];
  const first = lane.run(() => Promise.resolve());
  const second = lane.run(() => void seen.push(2));
  await first;
  const third = lane.run(() => void seen.push(3));
  await Promise.all([second, third]);
  expect(seen).toEqual([2, 3]);
});
