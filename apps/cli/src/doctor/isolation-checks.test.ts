import { expect, test } from "vitest";
import type { IsolationReport, RungProof } from "@dispatch/protocol/isolation";
import { isolationFindings } from "./isolation-checks.ts";

const proved = (rung: RungProof["rung"]): RungProof => ({
  rung,
  proved: true,
  how: "It ran.",
  networks: ["host"],
});
const failed = (rung: RungProof["rung"]): RungProof => ({
  ...proved(rung),
  proved: false,
  why: "It is not there.",
  fix: "Install it.",
});
const limits: IsolationReport["limits"] = {
  by: "cgroup-v2",
  enforces: ["memory", "processes", "cpu"],
  detail: "A group for each session.",
};
const states = (report: IsolationReport) =>
  [...isolationFindings(report)].map(({ name, state }) => `${state} ${name}`);

test("a rung that does not work is a warning only where nothing stronger does", () => {
  expect(states({ rungs: [proved("none"), failed("uid"), proved("bubblewrap")], limits })).toEqual([
    "ok Isolation by bubblewrap",
    "ok Isolation by uid",
    "ok Isolation by none",
    "ok Limits",
  ]);
  expect(states({ rungs: [proved("none"), failed("uid"), failed("bubblewrap")], limits })).toEqual([
    "warn Isolation by bubblewrap",
    "warn Isolation by uid",
    "ok Isolation by none",
    "ok Limits",
  ]);
});

test("a warning says what failed and what helps", () => {
  const [first] = isolationFindings({ rungs: [failed("bubblewrap")], limits });
  expect(first).toEqual({
    name: "Isolation by bubblewrap",
    state: "warn",
    found: "does not work here. It is not there.",
    fix: "Install it.",
  });
});

test("limits that hold for single processes alone are a warning", () => {
  const alone: IsolationReport["limits"] = { by: "prlimit", enforces: ["memory"], detail: "No groups." };
  expect([...isolationFindings({ rungs: [], limits: alone })]).toMatchObject([
    { name: "Limits", state: "warn", found: "No groups." },
  ]);
});
