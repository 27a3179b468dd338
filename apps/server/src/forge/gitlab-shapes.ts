import type { Check, CheckState, MergeState } from "@dispatch/protocol/pull-request";
import { z } from "zod";
import type { ForgePullRequest } from "../domain/forge/forge.ts";

/** What is read of GitLab's answers; everything else in them may change. */
export const Person = z.object({ username: z.string() });
export const OwnToken = z.object({ scopes: z.array(z.string()), expires_at: z.string().nullish() });
export const Project = z.object({ default_branch: z.string().nullish() });
export const Branch = z.object({ commit: z.object({ message: z.string() }) });
export const Commits = z.array(z.object({ id: z.string() }));
export const MergeRequest = z.object({
  iid: z.int(),
  web_url: z.url({ protocol: /^https?$/ }),
  title: z.string(),
  description: z.string().nullish(),
  state: z.string(),
  draft: z.boolean().optional(),
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: z.int().nullish(),
  target_project_id: z.int().nullish(),
  sha: z.string().nullish(),
  has_conflicts: z.boolean().optional(),
  detailed_merge_status: z.string().optional(),
  head_pipeline: z.object({ id: z.int() }).nullish(),
});
export const MergeRequests = z.array(MergeRequest);
const Job = z.object({ name: z.string(), status: z.string(), web_url: z.string().nullish() });
export const Jobs = z.array(Job);
export const Statuses = z.array(
  z.object({ name: z.string(), status: z.string(), target_url: z.string().nullish() }),
);

/** What GitLab keeps of a draft in the title. */
const DRAFT = /^draft:\s*/i;
export const draftTitle = (title: string, isDraft: boolean) =>
  isDraft && !DRAFT.test(title) ? `Draft: ${title}` : title;

export const toPullRequest = (request: z.output<typeof MergeRequest>): ForgePullRequest => ({
  number: request.iid,
  url: request.web_url,
  title: request.title.replace(DRAFT, ""),
  body: request.description ?? "",
  state: request.state === "merged" ? "merged" : request.state === "closed" ? "closed" : "open",
  isDraft: request.draft ?? DRAFT.test(request.title),
  head: request.source_branch,
  base: request.target_branch,
});

const UNDECIDED = new Set([undefined, "unchecked", "checking", "preparing", "approvals_syncing"]);

export function mergeOf(request: z.output<typeof MergeRequest>): MergeState {
  const { has_conflicts: hasConflicts, detailed_merge_status: status } = request;
  if (hasConflicts === true || status === "conflict") return "conflicts";
  if (status === "mergeable") return "ready";
  return UNDECIDED.has(status) ? "unknown" : "blocked";
}

const states: Record<string, CheckState | undefined> = {
  running: "running",
  canceling: "running",
  success: "success",
  failed: "failure",
  canceled: "skipped",
  skipped: "skipped",
  manual: "skipped",
};

/** Everything else that GitLab has a word for waits for its turn. */
export const toCheck = (name: string, status: string, url: string | null | undefined): Check => ({
  name,
  state: states[status] ?? "queued",
  ...(url && /^https?:\/\//.test(url) ? { url } : {}),
});
