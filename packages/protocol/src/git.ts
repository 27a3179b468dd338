import { z } from "zod";
import { SnapshotId } from "./ids.ts";
import { RefName } from "./repository.ts";

/** The whole name of a commit or another object. */
export const ObjectId = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "must be a whole object id");

/** What git finds a commit by. It never begins like an option. */
export const GitRef = z
  .string()
  .min(1)
  .max(250)
  .regex(/^[^-\s\p{Cc}][^\s\p{Cc}]*$/u, "must be the name of a branch, a tag or a commit");

/** Relative to the repository's root, with `/` between names. */
export const RepositoryPath = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[^\0]*$/, "must not hold a NUL character");
export const RepositoryPaths = z.array(RepositoryPath).min(1).max(10_000);

export const GitChange = z.enum(["added", "modified", "deleted", "renamed", "copied", "type-changed"]);
export type GitChange = z.infer<typeof GitChange>;

export const GitStatusFile = z.object({
  path: z.string(),
  oldPath: z.string().optional().describe("What it was renamed or copied from."),
  staged: GitChange.optional().describe("What the next commit would change."),
  unstaged: GitChange.optional().describe("What was changed since it was staged."),
  isUntracked: z.boolean(),
  isConflicted: z.boolean(),
  isSubmodule: z.boolean(),
});
export type GitStatusFile = z.infer<typeof GitStatusFile>;

const distance = { ahead: z.int().min(0), behind: z.int().min(0) };

export const GitOperation = z.enum(["merge", "rebase", "cherry-pick", "revert"]);
export type GitOperation = z.infer<typeof GitOperation>;

export const GitStatus = z.object({
  branch: z.string().optional().describe("Absent where a commit is checked out and no branch."),
  head: ObjectId.optional().describe("Absent before the first commit."),
  upstream: z
    .object({ name: z.string(), ...distance })
    .optional()
    .describe("The remote branch that this one is compared with, as it was last fetched."),
  base: z
    .object({ commit: ObjectId, ...distance })
    .optional()
    .describe("The commit the workspace began at."),
  operation: GitOperation.optional().describe("What was begun and is not finished: it waits for conflicts."),
  counts: z.object({
    staged: z.int(),
    unstaged: z.int(),
    untracked: z.int(),
    conflicted: z.int(),
  }),
  files: z.array(GitStatusFile),
  isComplete: z.boolean().describe("False where more files are changed than are listed."),
});
export type GitStatus = z.infer<typeof GitStatus>;

export const DiffLine = z.object({
  type: z.enum(["context", "added", "deleted"]),
  old: z.int().optional(),
  new: z.int().optional(),
  text: z.string(),
  isCut: z.literal(true).optional().describe("The line is longer than what is given of it."),
  hasNoNewline: z.literal(true).optional(),
});
export type DiffLine = z.infer<typeof DiffLine>;

export const DiffHunk = z.object({
  oldStart: z.int(),
  oldLines: z.int(),
  newStart: z.int(),
  newLines: z.int(),
  heading: z.string(),
  lines: z.array(DiffLine),
});
export type DiffHunk = z.infer<typeof DiffHunk>;

export const DiffFile = z.object({
  path: z.string(),
  oldPath: z.string().optional(),
  change: GitChange,
  additions: z.int().optional().describe("Absent for binaries."),
  deletions: z.int().optional(),
  isBinary: z.boolean(),
  isSubmodule: z.boolean(),
  oldMode: z.string(),
  newMode: z.string(),
  hash: z.string().describe("Changes when the content or the mode does."),
  hunks: z.array(DiffHunk).optional().describe("Where asked for, and there are any."),
  isCut: z.literal(true).optional().describe("There are more lines than are given."),
});
export type DiffFile = z.infer<typeof DiffFile>;

/** What is compared: the files as they lie there, what is staged, or what is not. */
export const DiffSide = z.enum(["all", "staged", "unstaged"]);
export type DiffSide = z.infer<typeof DiffSide>;

export const GitDiff = z.object({
  from: z.string().optional().describe("The commit compared with; absent where it is what is staged."),
  to: z.string().optional().describe("The commit compared; absent for files as they lie there."),
  files: z.array(DiffFile),
  additions: z.int(),
  deletions: z.int(),
  isComplete: z.boolean().describe("False where more files differ than are listed."),
  tooLarge: z
    .array(z.object({ path: z.string(), size: z.int() }))
    .describe("Changed files that are too large to be compared."),
});
export type GitDiff = z.infer<typeof GitDiff>;

export const GitPerson = z.object({ name: z.string(), email: z.string() });

export const GitCommit = z.object({
  commit: ObjectId,
  parents: z.array(ObjectId),
  author: GitPerson,
  authoredAt: z.iso.datetime(),
  committer: GitPerson,
  committedAt: z.iso.datetime(),
  subject: z.string(),
  body: z.string(),
  isSigned: z.boolean().describe("It carries a signature; whose, and whether it is good, is not checked."),
});
export type GitCommit = z.infer<typeof GitCommit>;

export const GitBranch = z.object({
  name: z.string(),
  commit: ObjectId,
  isCurrent: z.boolean(),
  remote: z.string().optional().describe("The remote it is a branch of; absent for local ones."),
  upstream: z.string().optional(),
  subject: z.string(),
  committedAt: z.iso.datetime().optional(),
});
export type GitBranch = z.infer<typeof GitBranch>;

export const GitCommitted = z.object({
  commit: ObjectId,
  branch: z.string().optional(),
  subject: z.string(),
  isSigned: z.boolean(),
});
export type GitCommitted = z.infer<typeof GitCommitted>;

export const GitPushed = z.object({
  branch: z.string().describe("The branch at the remote."),
  commit: ObjectId,
  previous: ObjectId.optional().describe("Where the remote branch was before, if that is known."),
  outcome: z.enum(["created", "updated", "forced", "up-to-date"]),
});
export type GitPushed = z.infer<typeof GitPushed>;

export const GitPulled = z.object({
  branch: z.string(),
  outcome: z.enum(["updated", "up-to-date", "conflicts"]),
  head: ObjectId,
  conflicted: z.array(z.string()).describe("Files to put right before the rebase goes on."),
});
export type GitPulled = z.infer<typeof GitPulled>;

export const GitRebased = z.object({
  outcome: z.enum(["rebased", "up-to-date", "conflicts", "aborted"]),
  onto: ObjectId.optional(),
  head: ObjectId,
  conflicted: z.array(z.string()).describe("Files to put right before the rebase goes on."),
});
export type GitRebased = z.infer<typeof GitRebased>;

export const Snapshot = z.object({
  id: SnapshotId,
  commit: ObjectId,
  reason: z.string(),
  createdAt: z.iso.datetime(),
  head: ObjectId.optional().describe("The commit that was checked out."),
  branch: z.string().optional(),
  skipped: z.array(z.string()).describe("Untracked files that were too large, or could not be read."),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const SnapshotRestored = z.object({
  restored: Snapshot,
  before: Snapshot.describe("The files as they were before: restoring this one takes it back."),
  changedFiles: z.int(),
});
export type SnapshotRestored = z.infer<typeof SnapshotRestored>;

export const CommitWish = z.strictObject({
  message: z.string().trim().min(1).max(50_000),
  all: z.boolean().default(false).describe("Everything that was changed, new files too."),
  paths: RepositoryPaths.optional().describe("These files alone; else what is staged."),
  amend: z.boolean().default(false).describe("In place of the last commit."),
});
export type CommitWish = z.infer<typeof CommitWish>;

export const PushWish = z.strictObject({
  branch: RefName.optional().describe("The branch at the remote; that which is checked out if left out."),
  force: z.boolean().default(false).describe("Also over commits there, if they are those seen last."),
});
export type PushWish = z.infer<typeof PushWish>;

export const PullWish = z.strictObject({
  rebase: z.boolean().default(false).describe("Put one's own commits on top, where there are any."),
});
export type PullWish = z.infer<typeof PullWish>;

export const RebaseWish = z.strictObject({
  action: z.enum(["start", "continue", "abort"]).default("start"),
  onto: RefName.optional().describe("A branch of the remote; that which the workspace was made from."),
});
export type RebaseWish = z.infer<typeof RebaseWish>;

export const SnapshotWish = z.strictObject({
  reason: z.string().trim().min(1).max(200).default("on demand"),
});
