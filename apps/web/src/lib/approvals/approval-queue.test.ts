import type { Approval } from "@dispatch/protocol/agent/approval";
import { expect, test } from "vitest";
import { neighbour, queueOf, visited } from "./approval-queue.ts";

const approval = (id: string, rank: number, createdAt: string, state = "open") =>
  ({ id, rank, createdAt, state }) as Approval;

test("what holds up work comes first, then what has waited longest; what was answered waits no more", () => {
  const queue = queueOf([
    approval("failure", 3, "2026-01-01"),
    approval("young", 1, "2026-01-03"),
    approval("old", 1, "2026-01-02"),
    approval("answered", 1, "2026-01-01", "answered"),
  ]);
  expect(queue.map(({ id }) => id)).toEqual(["old", "young", "failure"]);
});

test("rows keep their places for a visit, and what comes meanwhile is added below", () => {
  const before = ["a", "b"];
  expect(visited(before, [approval("b", 1, "x")])).toBe(before);
  expect(visited(before, [approval("c", 1, "x"), approval("b", 1, "x")])).toEqual(["a", "b", "c"]);
});

test("moving skips what was answered, and stays where nothing follows", () => {
  const isOpen = (id: string) => id !== "b";
  const ids = ["a", "b", "c"];
  expect(neighbour(ids, "a", 1, isOpen)).toBe("c");
  expect(neighbour(ids, "c", 1, isOpen)).toBe("c");
  expect(neighbour(ids, "c", -1, isOpen)).toBe("a");
  expect(neighbour(ids, undefined, 1, isOpen)).toBe("a");
  expect(neighbour(ids, "b", 1, isOpen)).toBe("c");
  expect(neighbour([], undefined, 1, isOpen)).toBeUndefined();
});
