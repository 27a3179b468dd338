import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, test } from "vitest";
import { HeardAhead } from "./heard-ahead.ts";

const commit = (from: number, to: number, bytes = 1): SessionEvent[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    seq: from + at,
    at: 0,
    channel: "terminal:output",
    payload: Buffer.alloc(bytes),
  }));
const seqs = (events: readonly SessionEvent[] | undefined) => events?.map(({ seq }) => seq);

test("what was heard is given when what came before it was read, once and in its order", () => {
  const ahead = new HeardAhead();
  ahead.add(commit(5, 6));
  ahead.add(commit(7, 9));
  expect(ahead.next(3)).toBeUndefined();
  expect(seqs(ahead.next(4))).toEqual([5, 6]);
  expect(seqs(ahead.next(6))).toEqual([7, 8, 9]);
  expect(ahead.next(9)).toBeUndefined();
});

test("what was read already is passed over, and a commit that was read in part is given whole", () => {
  const ahead = new HeardAhead();
  for (const events of [commit(1, 3), commit(4, 6), commit(7, 9)]) ahead.add(events);
  expect(seqs(ahead.next(7))).toEqual([7, 8, 9]);
  expect(ahead.next(9)).toBeUndefined();
});

test("of a flood the latest is kept", () => {
  const ahead = new HeardAhead();
  for (let seq = 1; seq <= 100; seq++) ahead.add(commit(seq, seq, 100 * 1024));
  expect(ahead.next(0)).toBeUndefined();
  expect(seqs(ahead.next(98))).toEqual([99]);
  expect(seqs(ahead.next(99))).toEqual([100]);
});
