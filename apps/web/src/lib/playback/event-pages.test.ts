import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, test } from "vitest";
import { EventPages } from "./event-pages.ts";

const event = (seq: number, bytes = 1): SessionEvent => ({
  seq,
  at: seq,
  channel: "terminal:output",
  payload: new Uint8Array(bytes),
});

/** A session of so many events, whose answers hold at most so many. */
function session({ events, atOnce = 1_000, bytes = 1 }: { events: number; atOnce?: number; bytes?: number }) {
  const asked: string[] = [];
  const it = {
    events,
    asked,
    pages: new EventPages({
      size: 10,
      read: (after, limit) => {
        asked.push(`${after}+${limit}`);
        const length = Math.max(0, Math.min(limit, atOnce, it.events - after));
        return Promise.resolve(Array.from({ length }, (_, index) => event(after + 1 + index, bytes)));
      },
    }),
  };
  return it;
}

const seqs = (events: readonly SessionEvent[]) => events.map(({ seq }) => seq);

async function readAll({ pages }: { pages: EventPages }, from = 0) {
  const all: number[] = [];
  for (let seq = from; ; seq = all.at(-1) ?? seq) {
    const events = await pages.after(seq);
    if (events.length === 0) return all;
    all.push(...seqs(events));
  }
}

test("from any event on, every event behind it comes once and in order", async () => {
  for (const atOnce of [1, 3, 10, 1_000]) {
    const it = session({ events: 34, atOnce });
    expect(await readAll(it)).toEqual(Array.from({ length: 34 }, (_, index) => index + 1));
    expect(await readAll(it, 17)).toEqual(Array.from({ length: 17 }, (_, index) => index + 18));
  }
});

test("what is known is not asked for again, and the next page is asked for before it is needed", async () => {
  const it = session({ events: 30 });
  await it.pages.after(0);
  await it.pages.after(4);
  expect(it.asked).toEqual(["0+10"]);
  await it.pages.after(8);
  expect(it.asked).toEqual(["0+10", "10+10"]);
  await it.pages.after(10);
  expect(it.asked).toEqual(["0+10", "10+10"]);
});

test("a session that goes on is read on", async () => {
  const it = session({ events: 4 });
  expect(await readAll(it)).toEqual([1, 2, 3, 4]);
  it.events = 6;
  expect(seqs(await it.pages.after(4))).toEqual([5, 6]);
});

test("a long recording is not kept whole", async () => {
  const it = session({ events: 100, bytes: 1024 * 1024 });
  await readAll(it);
  const before = it.asked.length;
  await it.pages.after(0);
  await it.pages.after(95);
  expect(it.asked.slice(before)).toEqual(["0+10"]);
});
