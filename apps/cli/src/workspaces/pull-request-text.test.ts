import { expect, test } from "vitest";
import { pullRequestText } from "./pull-request-text.ts";

const pull = {
  url: "https://github.com/ada/engine/pull/7",
  title: "Mend it\u001b[2J",
  state: "open",
  isDraft: false,
  head: "fix",
  base: "main",
  merge: "blocked",
  checks: [],
} as const;

test("a pull request is its address, its state and a line for each check", () => {
  const checks = [
    { name: "lint\u0007", state: "success" },
    { name: "build", state: "running" },
  ];
  expect(pullRequestText({ ...pull, checks })).toBe(
    [
      "https://github.com/ada/engine/pull/7",
      "Mend it [2J",
      "open: fix into main; cannot be merged yet: a check, a review or a rule is in the way",
      "CHECK    NAME",
      "success  lint",
      "running  build",
    ].join("\n"),
  );
});

test("a merged one says no more about merging, and checks that are missing say why", () => {
  const text = pullRequestText({ ...pull, state: "merged", checksTrouble: "It may not." });
  expect(text.split("\n").slice(2)).toEqual([
    "merged: fix into main",
    "Not all checks could be read. It may not.",
  ]);
  expect(pullRequestText({ ...pull, isDraft: true })).toMatch(/\nopen, a draft: .*\nNo checks\.$/);
});
