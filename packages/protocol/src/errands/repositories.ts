import { z } from "zod";
import { RefName } from "../repository.ts";
import { GitProgress, Remote } from "./remote.ts";

export const Branch = z.object({
  name: z.string(),
  commit: z.string(),
  committedAt: z.number().describe("When its last commit was made, in milliseconds."),
  subject: z.string(),
});
export type Branch = z.infer<typeof Branch>;

const Author = z.object({ name: z.string(), email: z.string() });

export const repositoryErrands = {
  /** In a bare clone, which is made if it is not there: finds a commit, fetching what is needed for it. */
  "repo.find": {
    params: z.object({
      remote: Remote,
      /** A branch, a tag or a commit; the default branch if it is left out. */
      ref: z.string().optional(),
      /** Whether what was fetched last is fresh enough for refs that are known. */
      isFresh: z.boolean(),
    }),
    result: z.object({
      commit: z.string(),
      /** The branch it is the tip of, if it is one. */
      branch: z.string().optional(),
      defaultBranch: z.string().optional(),
      /** Whether it spoke to the host. */
      hasFetched: z.boolean(),
      /** Whether the contents of all commits are there, and not only of the one that was asked for. */
      isComplete: z.boolean(),
    }),
    note: GitProgress,
  },
  /** In a bare clone: fetches the contents that were left out at first. */
  "repo.complete": {
    params: z.object({ remote: Remote }),
    result: z.object({}),
    note: GitProgress,
  },
  /** In a bare clone, with which a workspace's own settings and hooks have nothing to do: pushes a commit of one. */
  "repo.push": {
    params: z.object({
      remote: Remote,
      /** Where the commit lies, if it is not here: the workspace's objects. */
      objects: z.string(),
      commit: z.string(),
      branch: RefName,
      isForce: z.boolean(),
      /** What the host's branch was when it was seen last; a forced push replaces that and nothing newer. */
      seen: z.string().optional(),
    }),
    result: z.object({ outcome: z.enum(["created", "updated", "forced", "up-to-date"]) }),
    note: GitProgress,
  },
  /** In a bare clone: its branches, those with the newest commits first. */
  "repo.branches": {
    params: z.object({ limit: z.int().min(1) }),
    result: z.object({ items: z.array(Branch), defaultBranch: z.string().optional() }),
  },
  /** In an empty workspace: makes a repository of it, with a new branch at a commit of a bare clone. */
  "workspace.check-out": {
    params: z.object({
      bare: z.string(),
      url: z.string(),
      commit: z.string(),
      /** Taken as it is, or with a number behind it where the host has one of this name. */
      branch: z.string(),
      /** Whether objects stay in the bare clone, or are copied. */
      isBorrowing: z.boolean(),
      author: Author.optional(),
    }),
    result: z.object({ branch: z.string() }),
    note: GitProgress,
  },
  /** In an empty workspace: copies another one's files, as they are. */
  "workspace.copy": {
    params: z.object({ from: z.string() }),
    result: z.object({}),
  },
  /** In a workspace: the host's branches and tags become what they are in the bare clone now. */
  "workspace.take-refs": {
    params: z.object({ bare: z.string(), isBorrowing: z.boolean() }),
    result: z.object({}),
  },
  /** In a workspace: what would be lost with it, because it is nowhere else. */
  "git.unsaved": {
    params: z.object({}),
    result: z.object({
      isRepository: z.boolean(),
      changes: z.int().min(0).describe("Files that are changed or new, and not committed."),
      commits: z.int().min(0).describe("Commits of any branch that no branch of the host is known to hold."),
    }),
  },
} as const;
