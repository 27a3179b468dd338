import type { Session } from "@dispatch/protocol/session";
import { expect, test } from "vitest";
import { exitCodeOf, sessionTable, statusText } from "./session-text.ts";

test("a status says what made it so", () => {
  const texts = [
    statusText({ status: "running" }),
    statusText({ status: "running", held: { code: "storage-full", detail: "", since: "" } }),
    statusText({ status: "ended", outcome: "completed", exitCode: 0 }),
    statusText({ status: "ended", outcome: "failed", exitCode: 2 }),
    statusText({ status: "ended", outcome: "stopped", exitCode: 0, signal: "SIGHUP" }),
    statusText({ status: "ended", outcome: "lost" }),
  ];
  expect(texts).toEqual([
    "running",
    "running, held",
    "ended (completed)",
    "ended (failed, exit code 2)",
    "ended (stopped, signal SIGHUP)",
    "ended (lost)",
  ]);
});

test("the exit code is 6 for every end but a completed one", () => {
  const codes = (["completed", "stopped", "failed", "lost"] as const).map((outcome) =>
    exitCodeOf({ status: "ended", outcome }),
  );
  expect([...codes, exitCodeOf({ status: "running" })]).toEqual([0, 6, 6, 6, 0]);
});

test("an empty list says how to begin", () => {
  expect(sessionTable([])).toContain("dispatch new terminal --attach");
});

test("the list shows one session a line", () => {
  const session = {
    id: "ses_1",
    status: "running",
    title: "a\nb",
    updatedAt: "2026-01-01T00:00:00Z",
  } as Session;
  expect(sessionTable([session], { width: 80 }, Date.parse("2026-01-01T00:05:00Z"))).toBe(
    "ID     STATUS   CHANGED  TITLE\nses_1  running  5m ago   a b",
  );
});

test("a terminal that nobody named is listed as its program calls it", () => {
  const session = {
    id: "ses_1",
    kind: "terminal",
    status: "running",
    title: "bash",
    shell: "/bin/bash",
    terminal: { programTitle: "vim notes.md" },
    updatedAt: "2026-01-01T00:00:00Z",
  } as Session;
  expect(sessionTable([session])).toContain("vim notes.md");
  expect(sessionTable([{ ...session, title: "Deploy" }])).toMatch(/Deploy$/);
});

test("the list says whose sessions are and what for, once one is somebody else's", () => {
  const mine = {
    id: "ses_1",
    status: "running",
    title: "a",
    updatedAt: "2026-01-01T00:00:00Z",
    access: "own",
  };
  const hers = { ...mine, id: "ses_2", title: "b", access: "view", sharedBy: "Bea" };
  expect(sessionTable([mine, hers] as Session[], { width: 80 }, Date.parse("2026-01-01T00:05:00Z"))).toBe(
    "ID     STATUS   CHANGED  WHOSE            TITLE\n" +
      "ses_1  running  5m ago   yours            a\n" +
      "ses_2  running  5m ago   Bea's (look on)  b",
  );
});
