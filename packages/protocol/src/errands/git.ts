import { z } from "zod";
import {
  DiffSide,
  GitBranch,
  GitCommit,
  GitCommitted,
  GitDiff,
  GitPulled,
  GitRebased,
  GitRef,
  GitStatus,
  ObjectId,
  RepositoryPath,
  RepositoryPaths,
  Snapshot,
  SnapshotRestored,
} from "../git.ts";
import { SnapshotId } from "../ids.ts";
import { RefName } from "../repository.ts";
import { LinePlace, LinePlaced, LineSpot } from "../review.ts";

const none = z.object({});
const base = { base: ObjectId.optional() };

/** Whose commits are made: the author and the public key they are signed with. */
export const Signer = z.object({ name: z.string(), email: z.string(), publicKey: z.string() });
export type Signer = z.infer<typeof Signer>;

export const gitErrands = {
  "git.status": { params: z.object(base), result: GitStatus },
  "git.diff": {
    params: z.object({
      ...base,
      side: DiffSide.default("all"),
      /** What is compared with, in place of the base. */
      against: GitRef.optional(),
      /** A commit that is compared, in place of the files as they lie there. */
      to: GitRef.optional(),
      paths: z.array(RepositoryPath).max(100).optional(),
      hasHunks: z.boolean().default(false),
    }),
    result: GitDiff,
  },
  "git.log": {
    params: z.object({
      from: GitRef.optional(),
      to: GitRef.default("HEAD"),
      cursor: z.string().max(100).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(GitCommit), nextCursor: z.string().nullable() }),
  },
  "git.branches": { params: none, result: z.object({ items: z.array(GitBranch) }) },
  "git.branch": {
    params: z.object({ name: RefName, from: GitRef.optional(), isSwitch: z.boolean().default(false) }),
    result: none,
  },
  "git.switch": { params: z.object({ branch: RefName }), result: none },
  "git.stage": { params: z.object({ paths: RepositoryPaths.optional() }), result: none },
  "git.unstage": { params: z.object({ paths: RepositoryPaths.optional() }), result: none },
  "git.discard": {
    params: z.object({ paths: RepositoryPaths, snapshotId: SnapshotId }),
    result: z.object({ before: Snapshot }),
  },
  "git.commit": {
    params: z.object({
      message: z.string(),
      isAll: z.boolean().default(false),
      paths: RepositoryPaths.optional(),
      isAmend: z.boolean().default(false),
      signer: Signer,
      /** Names this commit: one that was made under it is found again. */
      mark: z.string().regex(/^[0-9a-f]{16,64}$/),
    }),
    result: GitCommitted,
  },
  "git.remote": { params: none, result: z.object({ url: z.string().optional() }) },
  /** What a push would send: the commit, the branch at the host, and what that was when it was seen last. */
  "git.outgoing": {
    params: z.object({ branch: RefName.optional() }),
    result: z.object({ branch: RefName, commit: ObjectId, seen: ObjectId.optional() }),
  },
  /** The host's branch is known to be there now. */
  "git.seen": { params: z.object({ branch: RefName, commit: ObjectId }), result: none },
  /** The branch that is checked out, or would be with the first commit. */
  "git.branch-name": { params: none, result: z.object({ branch: z.string() }) },
  /** Goes on to what was fetched last. */
  "git.pull": {
    params: z.object({ isRebase: z.boolean().default(false), signer: Signer.optional() }),
    result: GitPulled,
  },
  "git.rebase": { params: z.object({ onto: RefName, signer: Signer }), result: GitRebased },
  "git.rebase-continue": { params: z.object({ signer: Signer }), result: GitRebased },
  "git.rebase-abort": { params: none, result: GitRebased },
  "git.snapshot": {
    params: z.object({ id: SnapshotId, reason: z.string(), keep: z.int().min(1) }),
    result: Snapshot,
  },
  "git.snapshots": { params: none, result: z.object({ items: z.array(Snapshot) }) },
  "git.snapshot-delete": { params: z.object({ id: SnapshotId }), result: none },
  "git.revert": {
    params: z.object({ id: SnapshotId, beforeId: SnapshotId, keep: z.int().min(1) }),
    result: SnapshotRestored,
  },
  "git.lines": {
    params: z.object({ ...base, spot: LineSpot }),
    result: LinePlace,
  },
  "git.locate": {
    params: z.object({ ...base, places: z.array(LinePlace).max(1000) }),
    result: z.object({ items: z.array(LinePlaced) }),
  },
} as const;
