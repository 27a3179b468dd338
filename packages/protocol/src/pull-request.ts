import { z } from "zod";
import { HostKind } from "./host-token.ts";

export const PullRequestState = z.enum(["open", "merged", "closed"]);
export type PullRequestState = z.infer<typeof PullRequestState>;

/** `blocked`: something other than a conflict is in the way, such as a review or a check. */
export const MergeState = z.enum(["ready", "conflicts", "blocked", "unknown"]);
export type MergeState = z.infer<typeof MergeState>;

export const CheckState = z.enum(["queued", "running", "success", "failure", "skipped"]);
export type CheckState = z.infer<typeof CheckState>;

/** What a machine says of a pull request's newest commit. */
export const Check = z.object({ name: z.string(), state: CheckState, url: z.string().optional() });
export type Check = z.infer<typeof Check>;

/** Where a workspace's pull request is: what is known without asking its host. */
export const PullRequestLink = z.object({
  host: z.string(),
  kind: HostKind.exclude(["other"]),
  project: z.string().describe("Owner and name of the repository, with all groups."),
  number: z.int(),
  url: z.string(),
});
export type PullRequestLink = z.infer<typeof PullRequestLink>;

/** A pull request, or as GitLab calls it a merge request. */
export const PullRequest = z.object({
  ...PullRequestLink.shape,
  title: z.string(),
  body: z.string(),
  state: PullRequestState,
  isDraft: z.boolean(),
  head: z.string().describe("The branch that is to be merged."),
  base: z.string().describe("The branch that it is to be merged into."),
});
export type PullRequest = z.infer<typeof PullRequest>;

/** With what changes by itself. */
export const PullRequestStatus = z.object({
  ...PullRequest.shape,
  merge: MergeState,
  checks: z.array(Check),
  checksTrouble: z.string().optional().describe("Why checks are missing, where they could not all be read."),
  seenAt: z.iso.datetime(),
});
export type PullRequestStatus = z.infer<typeof PullRequestStatus>;

const BRANCH = z
  .string()
  .trim()
  .min(1)
  .max(250)
  .regex(/^[^\p{Cc} ~^:?*[\\]*$/u, "must be the name of a branch");

export const OpenPullRequest = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1)
    .max(250)
    .optional()
    .describe("Left out: the only commit's, or the branch's name."),
  body: z.string().max(60_000).optional(),
  base: BRANCH.optional().describe("Left out: the branch that the workspace began at, or the default one."),
  draft: z.boolean().optional().describe("Counts when it is opened; later it is the host's matter."),
});
export type OpenPullRequest = z.output<typeof OpenPullRequest>;

export const OpenedPullRequest = z.object({
  ...PullRequest.shape,
  outcome: z.enum(["opened", "updated", "unchanged"]),
});
export type OpenedPullRequest = z.infer<typeof OpenedPullRequest>;
