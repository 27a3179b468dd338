import type { GitStatus, GitStatusFile } from "@dispatch/protocol/git";
import { foldersOf } from "./path-names.ts";

export type GitMark = "conflicted" | "modified" | "added" | "deleted" | "renamed" | "untracked";

/** A folder shows the weightiest of what is in it. */
const weight: readonly GitMark[] = ["untracked", "renamed", "added", "deleted", "modified", "conflicted"];

/** What git says of each changed path, and of the folders around it. */
export function gitMarks(status: GitStatus | undefined): ReadonlyMap<string, GitMark> {
  const marks = new Map<string, GitMark>();
  for (const file of status?.files ?? []) {
    const mark = markOf(file);
    // A new folder is told as one path with a slash at its end.
    const path = file.path.replace(/\/$/, "");
    marks.set(path, mark);
    for (const folder of foldersOf(path)) {
      const there = marks.get(folder);
      // What is gone is not in the folder any more, but the folder was changed by it.
      const shown = mark === "deleted" ? "modified" : mark;
      if (there === undefined || weight.indexOf(there) < weight.indexOf(shown)) marks.set(folder, shown);
    }
  }
  return marks;
}

function markOf({ staged, unstaged, isUntracked, isConflicted }: GitStatusFile): GitMark {
  if (isConflicted) return "conflicted";
  if (isUntracked) return "untracked";
  const change = unstaged ?? staged;
  // Added for the next commit, and changed since: for the last commit it is new all the same.
  if (staged === "added" && change !== "deleted") return "added";
  if (change === "added" || change === "copied") return "added";
  if (change === "deleted" || change === "renamed") return change;
  return "modified";
}
