import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { write } from "./write.ts";

test("a full stream holds its writers until it is read, with one listener for all of them", async () => {
  const stream = new PassThrough({ highWaterMark: 4 });
  expect(write(stream, "ab")).toBeUndefined();
  const waiting = Array.from({ length: 50 }, () => write(stream, "cdef"));
  expect([stream.listenerCount("drain"), stream.listenerCount("error")]).toEqual([1, 1]);
  stream.resume();
  for (const one of waiting) await one;
  expect(stream.listenerCount("drain")).toBe(0);
  expect(write(stream, "g")).toBeUndefined();
});

test("a stream whose reader is gone holds nobody", async () => {
  const stream = new PassThrough({ highWaterMark: 1 });
  const waiting = write(stream, "abc");
  stream.destroy();
  await expect(waiting).resolves.toBeUndefined();
});
