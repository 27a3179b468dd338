import { expect, test } from "vitest";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { EventLog } from "../domain/log/event-log.ts";
import { MemoryBus } from "./memory-bus.ts";
import { Reader, type ReaderOptions } from "./reader.ts";

/** A log in memory whose reads can be held up, to put commits exactly where they hurt. */
class TestLog implements Pick<EventLog, "readEvents" | "head"> {
  readonly events: SessionEvent[] = [];
  readonly bus = new MemoryBus();
  beforeRead: (() => void | Promise<void>) | undefined;
  reads = 0;

  commit(count: number, bytes = 10) {
    const added = Array.from({ length: count }, (_, index): SessionEvent => ({
      seq: this.events.length + index + 1,
      at: 0,
      channel: "terminal:output",
      payload: new Uint8Array(bytes),
    }));
    this.events.push(...added);
    this.bus.publish([{ session: 1, events: added }]);
  }
  async readEvents(_session: number, after: number, limits: { events: number }) {
    this.reads++;
    await this.beforeRead?.();
    return this.events.slice(after, after + limits.events);
  }
  head = () => ({ seq: this.events.length, at: 0 });
}

function follow(log: TestLog, options: Partial<ReaderOptions> & { after?: number } = {}) {
  const got: number[] = [];
  const sink = { open: true, send: (event: SessionEvent) => void got.push(event.seq) };
  const reader = new Reader({
    log: log as unknown as EventLog,
    bus: log.bus,
    session: 1,
    after: 0,
    sink,
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  reader.start();
  return { got, sink, reader };
}
const upTo = (n: number, from = 1) => Array.from({ length: n - from + 1 }, (_, index) => from + index);
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

test("R3: backlog first, then live, each event once and in order", async () => {
  const log = new TestLog();
  log.commit(1500);
  const { got } = follow(log, { after: 700 });
  await settle();
  log.commit(3);
  await settle();
  expect(got).toEqual(upTo(1503, 701));
});

test("R3: what is committed while the backlog is being read comes after it, once", async () => {
  const log = new TestLog();
  log.commit(600);
  log.beforeRead = () => {
    if (log.reads <= 3) log.commit(7);
  };
  const { got } = follow(log);
  await settle();
  expect(got).toEqual(upTo(log.events.length));
});

test("a live event is passed on in the same turn, without asking the log", async () => {
  const log = new TestLog();
  const { got } = follow(log);
  await settle();
  const reads = log.reads;
  log.commit(1);
  expect(got).toEqual([1]);
  expect(log.reads).toBe(reads);
});

test("R6: a reader whose connection is full gets nothing and keeps nothing, and catches up by cursor", async () => {
  const log = new TestLog();
  const { got, sink, reader } = follow(log);
  log.commit(5);
  sink.open = false;
  log.commit(2000);
  await settle();
  expect(got).toEqual(upTo(5));
  sink.open = true;
  reader.wake();
  await settle();
  expect(got).toEqual(upTo(2005));
});

test("R6: a window holds back what is not acknowledged", async () => {
  const log = new TestLog();
  const { got, reader } = follow(log, { windowBytes: 100 });
  log.commit(50, 10);
  await settle();
  expect(got).toEqual(upTo(10));
  reader.ack(5);
  await settle();
  expect(got).toEqual(upTo(15));
  reader.ack(15);
  await settle();
  reader.ack(25);
  reader.ack(50);
  await settle();
  expect(got).toEqual(upTo(35));
});

test("an acknowledgement of what was never sent opens no more than the window", async () => {
  const log = new TestLog();
  const { got, reader } = follow(log, { windowBytes: 100 });
  log.commit(50, 10);
  await settle();
  reader.ack(1_000_000);
  await settle();
  expect(got).toEqual(upTo(20));
});

test("a reader too far behind asks for a screen once, waits, and goes on behind it", async () => {
  const log = new TestLog();
  let behind = 0;
  const { got, sink, reader } = follow(log, { behindBytes: 1000, onBehind: () => behind++ });
  log.commit(1);
  sink.open = false;
  log.commit(300, 10);
  log.commit(300, 10);
  expect(behind).toBe(1);
  sink.open = true;
  reader.wake();
  await settle();
  expect(got).toEqual([1]);
  reader.jump(590);
  await settle();
  expect(got).toEqual([1, ...upTo(601, 591)]);
});

test("a reader that stands still is given one screen; the next when it has taken something", async () => {
  const log = new TestLog();
  let behind = 0;
  const { reader } = follow(log, { windowBytes: 100, behindBytes: 1000, onBehind: () => behind++ });
  log.commit(300, 10);
  expect(behind).toBe(1);
  reader.jump(200);
  log.commit(300, 10);
  await settle();
  reader.ack(0);
  expect(behind).toBe(1);
  reader.ack(5);
  expect(behind).toBe(2);
});

test("a reader is as far behind as it has left to read, however much came while it read", async () => {
  const log = new TestLog();
  let behind = 0;
  const { got, sink, reader } = follow(log, { behindBytes: 1000, onBehind: () => behind++ });
  const { send } = sink;
  sink.send = (event) => {
    send(event);
    if (got.length % 40 === 0 && got.length < 400) log.commit(40, 10);
  };
  sink.open = false;
  log.commit(50, 10);
  sink.open = true;
  reader.wake();
  await settle();
  expect([behind, got]).toEqual([0, upTo(410)]);
});

test("a screen that is old when it comes is followed by a newer one, as soon as it was taken", async () => {
  const log = new TestLog();
  let behind = 0;
  const { reader } = follow(log, { windowBytes: 100, behindBytes: 1000, onBehind: () => behind++ });
  log.commit(300, 10);
  log.commit(300, 10);
  reader.jump(295);
  await settle();
  expect(behind).toBe(1);
  reader.ack(5);
  expect(behind).toBe(2);
  reader.jump(550);
  reader.ack(15);
  expect(behind).toBe(2);
});

test("after it was closed a reader sends nothing", async () => {
  const log = new TestLog();
  log.commit(100);
  const { got, reader } = follow(log);
  reader.close();
  log.commit(1);
  await settle();
  expect(got).toEqual([]);
});
