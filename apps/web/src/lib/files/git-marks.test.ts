import type { GitStatus, GitStatusFile } from "@dispatch/protocol/git";
import { expect, test } from "vitest";
import { gitMarks } from "./git-marks.ts";

const file = (path: string, more: Partial<GitStatusFile> = {}): GitStatusFile => ({
  path,
  isUntracked: false,
  isConflicted: false,
  isSubmodule: false,
  ...more,
});
const marksOf = (...files: GitStatusFile[]) =>
  Object.fromEntries(gitMarks({ files } as unknown as GitStatus));

test("files have the mark of their change, folders the weightiest of what is in them", () => {
  expect(
    marksOf(
      file("src/new.ts", { isUntracked: true }),
      file("src/deep/old.ts", { unstaged: "modified" }),
      file("gone/x.ts", { staged: "deleted" }),
      file("added.ts", { staged: "added", unstaged: "modified" }),
      file("fresh/", { isUntracked: true }),
    ),
  ).toEqual({
    "src/new.ts": "untracked",
    "src/deep/old.ts": "modified",
    "src/deep": "modified",
    src: "modified",
    "gone/x.ts": "deleted",
    gone: "modified",
    "added.ts": "added",
    fresh: "untracked",
  });
});

test("a conflict outweighs all, and no repository has no marks", () => {
  expect(
    marksOf(file("a/b", { isConflicted: true, unstaged: "modified" }), file("a/c", { isUntracked: true })),
  ).toEqual({
    "a/b": "conflicted",
    "a/c": "untracked",
    a: "conflicted",
  });
  expect(gitMarks(undefined).size).toBe(0);
});
