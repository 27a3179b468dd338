import { beforeEach, expect, test } from "vitest";
import type { AgentFaultCode } from "@dispatch/protocol/agent/driving";
import { Circuit } from "./circuit.ts";

const START = Date.parse("2030-01-01T00:00:00Z");
let clock = START;
let circuit = new Circuit(() => clock);
beforeEach(() => {
  clock = START;
  circuit = new Circuit(() => clock);
});

/** The library counts behind promises: they are done when this is. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
async function ended(code?: AgentFaultCode, more: { retryAfterMs?: number } = {}) {
  circuit.turnEnded(code && { code, detail: "", ...more });
  await settled();
}
async function broken() {
  for (let count = 0; count < 5; count++) await ended("overloaded");
}

test("the fifth failure in a row opens it, and one that worked in between begins the count anew", async () => {
  for (const code of ["overloaded", "unreachable", "rate-limited", "overloaded"] as const) await ended(code);
  expect(circuit.health()).toEqual({ state: "ok", failures: 4 });
  await ended();
  for (let count = 0; count < 4; count++) await ended("unreachable");
  expect(circuit.admit()).toBeUndefined();
  await ended("unreachable");
  expect(circuit.admit()).toBe(30_000);
  expect(circuit.health()).toEqual({
    state: "failing",
    since: "2030-01-01T00:00:00.000Z",
    failures: 5,
    retryAt: "2030-01-01T00:00:30.000Z",
  });
});

test("what is no trouble of the provider does not count", async () => {
  for (const code of ["signed-out", "refused", "context-full", "agent-died", "agent-missing"] as const)
    for (let count = 0; count < 6; count++) await ended(code);
  for (let count = 0; count < 6; count++) await ended("rate-limited", { retryAfterMs: 1000 });
  expect(circuit.health()).toEqual({ state: "ok" });
  // An agent that died says nothing of its provider, so what was counted stays.
  for (let count = 0; count < 4; count++) await ended("overloaded");
  await ended("agent-died");
  await ended("overloaded");
  expect(circuit.health().state).toBe("failing");
});

test("after its rest one turn is let through, and decides", async () => {
  await broken();
  clock += 29_999;
  expect(circuit.admit()).toBe(1);
  clock += 1;
  expect(circuit.health().state).toBe("probing");
  expect([circuit.admit(), circuit.admit()]).toEqual([undefined, 30_000]);
  await ended("overloaded");
  expect(circuit.health()).toMatchObject({ state: "failing", since: "2030-01-01T00:00:30.000Z" });
  clock += 30_000;
  expect(circuit.admit()).toBeUndefined();
  await ended();
  expect(circuit.health()).toEqual({ state: "ok" });
  expect([circuit.admit(), circuit.admit()]).toEqual([undefined, undefined]);
});

test("a turn that was let through and never ends holds nobody up for good", async () => {
  await broken();
  clock += 30_000;
  expect([circuit.admit(), circuit.admit()]).toEqual([undefined, 30_000]);
  clock += 30_000;
  expect(circuit.admit()).toBeUndefined();
});

test("turns that began before it opened do not make the rest longer, and one that works ends it", async () => {
  await broken();
  clock += 20_000;
  await ended("overloaded");
  expect(circuit.admit()).toBe(10_000);
  await ended();
  expect(circuit.health()).toEqual({ state: "ok" });
});
