import { Buffer } from "node:buffer";
import {
  IN_FLIGHT_LIMIT_BYTES,
  ITEM_LIMIT_BYTES,
  itemKind,
  PAUSE_ABOVE_BYTES,
  RESUME_BELOW_BYTES,
} from "@dispatch/protocol/link";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Outbox, type Item } from "./outbox.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function makeOutbox(offset = 0) {
  const calls: string[] = [];
  const outbox = new Outbox({
    offset,
    onReady: () => calls.push("ready"),
    onHold: () => calls.push("hold"),
    onRelease: () => calls.push("release"),
    now: () => Date.now(),
  });
  return { outbox, calls };
}

const takeAll = (outbox: Outbox) => {
  const items: Item[] = [];
  for (let item = outbox.take(); item; item = outbox.take()) items.push(item);
  return items;
};
const shape = (items: readonly Item[]) => items.map(({ offset, body }) => [offset, body.length]);

test("output of a quiet session can be taken at once, at its absolute offset", () => {
  const { outbox, calls } = makeOutbox(1000);
  outbox.output(Buffer.from("hello"));
  expect(calls).toEqual(["ready"]);
  expect(outbox.take()).toEqual({ offset: 1000, kind: itemKind.output, body: Buffer.from("hello") });
  expect(outbox.end).toBe(1005);
});

test("the bytes are copied, since the read buffer is used again", () => {
  const { outbox } = makeOutbox();
  const read = Buffer.from("first");
  outbox.output(read);
  read.fill("x");
  expect(outbox.take()?.body.toString()).toBe("first");
});

test("a flood is gathered into items of the largest size, the rest after a few milliseconds", () => {
  const { outbox } = makeOutbox();
  for (let piece = 0; piece < 40; piece += 1) outbox.output(Buffer.alloc(4096, piece));
  expect(shape(takeAll(outbox))).toEqual([
    [0, ITEM_LIMIT_BYTES],
    [ITEM_LIMIT_BYTES, ITEM_LIMIT_BYTES],
  ]);
  vi.advanceTimersByTime(3);
  expect(shape(takeAll(outbox))).toEqual([[2 * ITEM_LIMIT_BYTES, 32 * 1024]]);
});

test("what could not leave at once is gathered with what follows", () => {
  const { outbox } = makeOutbox();
  outbox.output(Buffer.from("one "));
  outbox.output(Buffer.from("two "));
  outbox.output(Buffer.from("three"));
  expect(takeAll(outbox).map(({ body }) => body.toString())).toEqual(["one two three"]);
});

test("a flood that goes on is gathered from window to window, until the session is quiet again", () => {
  const { outbox } = makeOutbox();
  const flood = () => {
    for (let piece = 0; piece < 8; piece += 1) outbox.output(Buffer.alloc(4096));
  };
  flood();
  takeAll(outbox);
  vi.advanceTimersByTime(4);
  takeAll(outbox);
  flood();
  expect(takeAll(outbox)).toEqual([]);
  vi.advanceTimersByTime(4);
  expect(takeAll(outbox).map(({ body }) => body.length)).toEqual([32 * 1024]);
  vi.advanceTimersByTime(20);
  outbox.output(Buffer.from("$ "));
  expect(takeAll(outbox).map(({ body }) => body.toString())).toEqual(["$ "]);
});

test("the memory of what is committed is used again, and of nothing else", () => {
  const { outbox } = makeOutbox();
  const flood = (letter: string) => {
    for (let piece = 0; piece < 64; piece += 1) outbox.output(Buffer.alloc(4096, letter));
    return takeAll(outbox).map((item) => ({ ...item, was: item.body.toString() }));
  };
  const first = flood("a");
  const committed = first.slice(0, first.length / 2);
  const waiting = first.slice(committed.length);
  outbox.acknowledge(waiting[0]?.offset ?? 0);
  const later = flood("b");
  const used = new Set(committed.map(({ body }) => body.buffer));
  expect(later.filter(({ body }) => used.has(body.buffer)).length).toBeGreaterThan(0);
  for (const { body, was } of [...waiting, ...later]) expect(body.toString() === was).toBe(true);
});

test("events and the exit keep their place in the order and occupy offsets", () => {
  const { outbox } = makeOutbox();
  outbox.output(Buffer.from("before"));
  outbox.event({ channel: "terminal:resize", payload: { cols: 100, rows: 30 } });
  outbox.output(Buffer.from("after"));
  outbox.exit({ exitCode: 0, stopped: false });
  const items = takeAll(outbox);
  expect(items.map(({ kind }) => kind)).toEqual([
    itemKind.output,
    itemKind.event,
    itemKind.output,
    itemKind.exit,
  ]);
  let end = 0;
  for (const { offset, body } of items) {
    expect(offset).toBe(end);
    end += body.length;
  }
  expect(outbox.end).toBe(end);
});

test("no more than the limit is in flight until something is acknowledged", () => {
  const { outbox } = makeOutbox();
  outbox.output(Buffer.alloc(IN_FLIGHT_LIMIT_BYTES + 3 * ITEM_LIMIT_BYTES));
  const sent = takeAll(outbox);
  expect(sent.length * ITEM_LIMIT_BYTES).toBe(IN_FLIGHT_LIMIT_BYTES);
  outbox.acknowledge(ITEM_LIMIT_BYTES);
  expect(shape(takeAll(outbox))).toEqual([[IN_FLIGHT_LIMIT_BYTES, ITEM_LIMIT_BYTES]]);
});

test("a new connection is sent the same items again from the first that is not committed whole", () => {
  const { outbox } = makeOutbox();
  outbox.output(Buffer.alloc(3 * ITEM_LIMIT_BYTES, "abc"));
  const first = takeAll(outbox);
  outbox.resendFrom(ITEM_LIMIT_BYTES + 10);
  expect(takeAll(outbox)).toEqual(first.slice(1));
  outbox.resendFrom(3 * ITEM_LIMIT_BYTES);
  expect(takeAll(outbox)).toEqual([]);
});

test("an item keeps its bounds although more output came before it was sent again", () => {
  const { outbox } = makeOutbox();
  outbox.output(Buffer.from("short"));
  expect(takeAll(outbox)).toHaveLength(1);
  outbox.output(Buffer.from(" and more"));
  outbox.resendFrom(0);
  expect(takeAll(outbox).map(({ body }) => body.toString())).toEqual(["short", " and more"]);
});

test("the process is held above the limit and released below the other, once each", () => {
  const { outbox, calls } = makeOutbox();
  outbox.output(Buffer.alloc(PAUSE_ABOVE_BYTES));
  expect(calls).not.toContain("hold");
  outbox.output(Buffer.from("x"));
  outbox.output(Buffer.from("y"));
  expect(calls.filter((call) => call === "hold")).toHaveLength(1);
  outbox.acknowledge(PAUSE_ABOVE_BYTES + 2 - RESUME_BELOW_BYTES);
  expect(calls).not.toContain("release");
  outbox.acknowledge(PAUSE_ABOVE_BYTES + 3 - RESUME_BELOW_BYTES);
  outbox.acknowledge(PAUSE_ABOVE_BYTES + 2);
  expect(calls.filter((call) => call === "release")).toHaveLength(1);
  expect(outbox.isEmpty).toBe(true);
});

test("after thousands of acknowledged items the next ones are right", () => {
  const { outbox } = makeOutbox();
  for (let number = 0; number < 5000; number += 1) {
    vi.advanceTimersByTime(10);
    outbox.output(Buffer.from(String(number).padStart(8)));
    expect(outbox.take()).toMatchObject({ offset: number * 8 });
    if (number % 7 === 0) outbox.acknowledge((number + 1) * 8);
  }
  outbox.resendFrom(4999 * 8);
  expect(outbox.start).toBe(4999 * 8);
  expect(outbox.take()?.body.toString().trim()).toBe("4999");
});

test("start names the oldest item that is still held", () => {
  const { outbox } = makeOutbox(50);
  expect([outbox.start, outbox.end]).toEqual([50, 50]);
  outbox.output(Buffer.from("12345"));
  expect([outbox.start, outbox.end]).toEqual([50, 55]);
  takeAll(outbox);
  outbox.acknowledge(55);
  expect([outbox.start, outbox.end]).toEqual([55, 55]);
});

test("a discarded outbox has nothing to send and no timer left", () => {
  const { outbox } = makeOutbox();
  for (let piece = 0; piece < 10; piece += 1) outbox.output(Buffer.alloc(4096));
  outbox.discard();
  expect(outbox.take()).toBeUndefined();
  expect(outbox.isEmpty).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
