import { expect, test } from "vitest";
import { Consumption } from "./consumption.ts";

test("an ack names the last event up to which everything was consumed, whatever the order", () => {
  const acks: number[] = [];
  const consumption = new Consumption({ ackEveryBytes: 100, ack: (seq) => acks.push(seq) });
  const done = [1, 2, 3].map((seq) => consumption.add(seq, 60));
  expect(consumption.pendingBytes).toBe(180);
  done[1]?.();
  expect([acks, consumption.pendingBytes]).toEqual([[], 180]);
  done[0]?.();
  expect([acks, consumption.pendingBytes]).toEqual([[2], 60]);
  done[2]?.();
  expect([acks, consumption.pendingBytes]).toEqual([[2], 0]);
});

test("a flood of small events is acknowledged once per share, not once each", () => {
  const acks: number[] = [];
  const consumption = new Consumption({ ackEveryBytes: 100, ack: (seq) => acks.push(seq) });
  for (let seq = 1; seq <= 30; seq += 1) consumption.add(seq, 10)();
  expect(acks).toEqual([10, 20, 30]);
});
