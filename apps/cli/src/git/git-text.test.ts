import { expect, test } from "vitest";
import type { GitDiff } from "@dispatch/protocol/git";
import { diffText, statText, statusText } from "./git-text.ts";

const file = {
  isBinary: false,
  isSubmodule: false,
  oldMode: "100644",
  newMode: "100644",
  hash: "x",
} as const;
const diff: GitDiff = {
  files: [
    {
      ...file,
      path: "a.txt",
      change: "modified",
      additions: 1,
      deletions: 1,
      hunks: [
        {
          oldStart: 1,
          oldLines: 1,
          newStart: 1,
          newLines: 1,
          heading: "",
          lines: [
            { type: "deleted", old: 1, text: "a\r" },
            { type: "added", new: 1, text: "b\u001b[2J\tc" },
          ],
        },
      ],
    },
    { ...file, path: "evil\nname", oldPath: "old", change: "renamed", isBinary: true },
  ],
  additions: 1,
  deletions: 1,
  isComplete: true,
  tooLarge: [{ path: "big", size: 9 }],
};

test("a diff reads as one, and nothing in it steers the terminal", () => {
  expect(diffText(diff).split("\n")).toEqual([
    "modified a.txt",
    "@@ -1,1 +1,1 @@",
    "-a",
    "+b\uFFFD[2J\tc",
    expect.stringMatching(/^renamed old -> evil.name$/u),
    "binary",
    "big is too large to be compared.",
  ]);
  expect(diffText({ ...diff, files: [], tooLarge: [] })).toBe("Nothing differs.");
  expect(statText(diff)).toMatch(
    /^ +ADDED +REMOVED +FILE\nM +\+1 +-1 +a\.txt\nR +binary +old -> [\s\S]*2 files, \+1 -1\n/,
  );
});

test("a status tells the branch, distances and each file's two sides", () => {
  const plain = { isUntracked: false, isConflicted: false, isSubmodule: false };
  expect(
    statusText({
      branch: "main",
      head: "a".repeat(40),
      upstream: { name: "origin/main", ahead: 1, behind: 2 },
      base: { commit: "b".repeat(40), ahead: 0, behind: 0 },
      operation: "rebase",
      counts: { staged: 1, unstaged: 1, untracked: 1, conflicted: 1 },
      files: [
        { ...plain, path: "a", staged: "added", unstaged: "modified" },
        { ...plain, path: "b", isUntracked: true },
        { ...plain, path: "c", isConflicted: true },
      ],
      isComplete: false,
    }),
  ).toBe(`on main
origin/main: 1 ahead, 2 behind
since it began at bbbbbbbbbbbb: even
a rebase is not finished
AM a
?? b
UU c
and more`);
});
