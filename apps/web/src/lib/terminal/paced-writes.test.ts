import { expect, test } from "vitest";
import { PacedWrites } from "./paced-writes.ts";

/** A terminal that takes four milliseconds for each thousand characters, and a page that takes ten for a frame. */
function open() {
  let now = 0;
  let drawn = Promise.withResolvers<number>();
  let rested = Promise.withResolvers<void>();
  let isInputWaiting = false;
  const seen = { text: "", done: [] as string[], rests: [] as number[], parsed: [] as (() => void)[] };
  const writes = new PacedWrites(
    (piece, parsed) => {
      now += piece.length / 250;
      seen.text += piece as string;
      seen.parsed.push(parsed);
    },
    {
      now: () => now,
      isInputWaiting: () => isInputWaiting,
      drawn: () => (drawn = Promise.withResolvers()).promise,
      rest: (ms) => {
        seen.rests.push(ms);
        return (rested = Promise.withResolvers()).promise;
      },
    },
  );
  return {
    seen,
    add: (text: string, name = text) => writes.add(text, () => seen.done.push(name)),
    skip: () => writes.skip(),
    click: () => (isInputWaiting = true),
    /** The terminal parses what it was given, and what it is given for it. */
    parse: () => {
      for (let next = seen.parsed.shift(); next; next = seen.parsed.shift()) next();
    },
    goOn: async () => {
      isInputWaiting = false;
      drawn.resolve(10);
      await Promise.resolve();
      rested.resolve();
      await new Promise(setImmediate);
    },
  };
}

test("what is small is written at once, one after the other, and waits for no frame", () => {
  const { add, parse, seen } = open();
  for (const text of ["a", "", "b"]) {
    add(text);
    parse();
  }
  expect([seen.text, seen.done, seen.rests]).toEqual(["ab", ["a", "", "b"], []]);
});

test("of a flood so much is parsed at a time, then the page draws and has its turn, and nothing is lost", async () => {
  const { add, parse, goOn, seen } = open();
  const flood = "0123456789".repeat(10_000);
  add(flood, "flood");
  add("after", "after");
  const lengths: number[] = [];
  for (let turn = 0; turn < 20 && !seen.done.includes("after"); turn++) {
    parse();
    lengths.push(seen.text.length);
    await goOn();
  }
  // The first piece of a burst sets its clock.
  expect(lengths[0]).toBe(2 * 8192);
  expect(lengths.length).toBeGreaterThan(5);
  expect(seen.text).toBe(`${flood}after`);
  expect(seen.done).toEqual(["flood", "after"]);
  expect(seen.rests.length).toBe(lengths.length - 1);
  expect(Math.min(...seen.rests)).toBeGreaterThan(10);
});

test("a click ends what is parsed at a time, but something of it is parsed always", async () => {
  const { add, click, parse, goOn, seen } = open();
  add("x".repeat(40_000), "flood");
  const lengths: number[] = [];
  for (let turn = 0; turn < 9 && seen.done.length === 0; turn++) {
    click();
    parse();
    lengths.push(seen.text.length);
    await goOn();
  }
  expect(lengths).toEqual([8192, 2 * 8192, 3 * 8192, 4 * 8192, 40_000]);
  expect(seen.done).toEqual(["flood"]);
});

test("what comes in small parts one behind the other is a flood too", async () => {
  const { add, parse, goOn, seen } = open();
  add("x".repeat(40_000), "first");
  for (let turn = 0; turn < 9 && seen.done.length === 0; turn++) {
    parse();
    await goOn();
  }
  expect(seen.rests.length).toBeGreaterThan(1);
  const before = seen.rests.length;
  add("y", "y");
  parse();
  await goOn();
  expect([seen.done, seen.rests.length]).toEqual([["first", "y"], before]);
});

test("while more keeps coming the page rests longer than it worked, and half as long when nothing came since", async () => {
  const { add, parse, goOn, seen } = open();
  for (const more of ["more", "more", undefined, undefined]) {
    if (more) add("x".repeat(40_000));
    parse();
    await goOn();
  }
  const workMs = 10 + 8192 / 250;
  const [first = 0, second = 0, third = 0, fourth = 0] = seen.rests;
  expect(first).toBeGreaterThan(workMs);
  expect(second).toBeCloseTo(first);
  for (const rest of [third, fourth]) expect(rest).toBeCloseTo(workMs / 2);
});

test("what is skipped is done in its turn, without being written", async () => {
  const { add, skip, parse, goOn, seen } = open();
  add("x".repeat(100_000), "flood");
  add("gone", "gone");
  parse();
  const before = seen.text.length;
  skip();
  add("screen", "screen");
  await goOn();
  parse();
  expect(seen.text.slice(before)).toBe("screen");
  expect(seen.done).toEqual(["flood", "gone", "screen"]);
});
