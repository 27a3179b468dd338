import { expect, test } from "vitest";
import { sessionWords } from "./session-words.ts";

test("an ended session says its outcome and how its process ended", () => {
  expect(sessionWords({ status: "ended", outcome: "completed", exitCode: 0 })).toEqual({
    word: "Completed",
    tone: "quiet",
    detail: "exit code 0",
  });
  expect(sessionWords({ status: "ended", outcome: "failed", exitCode: 127 })).toMatchObject({
    word: "Failed",
    detail: "exit code 127",
  });
  expect(sessionWords({ status: "ended", outcome: "stopped", signal: "SIGHUP" })).toMatchObject({
    detail: "signal SIGHUP",
  });
});

test("a reason outweighs an exit code where something went wrong", () => {
  expect(
    sessionWords({ status: "ended", outcome: "lost", exitCode: 1, reason: "The runner went away" }),
  ).toEqual({
    word: "Lost",
    tone: "warn",
    detail: "The runner went away",
  });
});

test("a held session says so instead of running", () => {
  const held = {
    code: "storage-full",
    detail: "The disk is full",
    since: "2026-01-01T00:00:00.000Z",
  } as const;
  expect(sessionWords({ status: "running", held })).toEqual({
    word: "Held",
    tone: "warn",
    detail: "The disk is full",
  });
});
