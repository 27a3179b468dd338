import { createHash } from "node:crypto";
import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, test } from "vitest";
import { Receipt } from "./receipt.ts";

const output = (seq: number, text: string): SessionEvent => ({
  seq,
  at: 0,
  channel: "terminal:output",
  payload: Buffer.from(text),
});

test("events in order add up to their bytes and hash", () => {
  const receipt = new Receipt(4);
  for (const event of [output(5, "ab"), output(6, "c")]) receipt.take(event);
  expect({
    bytes: receipt.bytes,
    lastSeq: receipt.lastSeq,
    sha256: receipt.sha256,
    faults: receipt.faults,
  }).toEqual({
    bytes: 3,
    lastSeq: 6,
    sha256: createHash("sha256").update("abc").digest("hex"),
    faults: [],
  });
});

test("a hole, a repetition and a step back are faults", () => {
  for (const seqs of [[2], [1, 1], [1, 2, 1], [1, 3]]) {
    const receipt = new Receipt(0);
    for (const seq of seqs) receipt.take(output(seq, "x"));
    expect([seqs, receipt.faults.length]).toEqual([seqs, 1]);
  }
});

test("whoever waits is told at once of what was reached, and of a fault", async () => {
  const receipt = new Receipt(0);
  const reached = receipt.reached(({ ended }) => ended);
  receipt.take({ seq: 1, at: 0, channel: "session:status", payload: { status: "ended" } });
  await reached;
  const inVain = receipt.reached(({ bytes }) => bytes > 0);
  receipt.take(output(1, "again"));
  await expect(inVain).rejects.toThrow("event 1 came after event 1");
});
