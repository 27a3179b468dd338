import type { IsolationReport, RungProof } from "@dispatch/protocol/isolation";
import { expect, test } from "vitest";
import { isolationLines } from "./isolation-words.ts";

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
  enforces: ["memory", "cpu"],
  detail: "A group each.",
};
const tones = (report: IsolationReport) => isolationLines(report).map(({ key, tone }) => `${key} ${tone}`);

test("what fails is a warning, with how to mend it, only where nothing stronger holds", () => {
  expect(tones({ rungs: [proved("none"), failed("uid"), proved("bubblewrap")], limits })).toEqual([
    "bubblewrap good",
    "uid quiet",
    "none good",
    "limits good",
  ]);
  expect(tones({ rungs: [proved("none"), failed("uid"), failed("bubblewrap")], limits })).toEqual([
    "bubblewrap warn",
    "uid warn",
    "none warn",
    "limits good",
  ]);
  expect(isolationLines({ rungs: [failed("bubblewrap")], limits })[0]).toMatchObject({
    text: "It is not there.",
    fix: "Install it.",
  });
});

test("limits that hold for single processes alone are a warning", () => {
  const alone: IsolationReport["limits"] = { by: "prlimit", enforces: ["memory"], detail: "No groups." };
  const [line] = isolationLines({ rungs: [], limits: alone });
  expect(line).toMatchObject({ tone: "warn", text: "No groups." });
  expect(line?.fix).toContain("systemd");
});
