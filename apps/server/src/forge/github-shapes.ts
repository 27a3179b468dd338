import type { Check, CheckState, MergeState } from "@dispatch/protocol/pull-request";
import { z } from "zod";
import type { ForgePullRequest } from "../domain/forge/forge.ts";

/** What is read of GitHub's answers; everything else in them may change. */
export const Person = z.object({ login: z.string() });
export const Repository = z.object({ default_branch: z.string() });
export const Branch = z.object({ commit: z.object({ commit: z.object({ message: z.string() }) }) });
export const Comparison = z.object({ ahead_by: z.int() });
export const Pull = z.object({
  number: z.int(),
  html_url: z.url({ protocol: /^https?$/ }),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]),
  draft: z.boolean().optional(),
  merged_at: z.string().nullish(),
  mergeable: z.boolean().nullish(),
  mergeable_state: z.string().optional(),
  head: z.object({ ref: z.string(), sha: z.string() }),
  base: z.object({ ref: z.string() }),
});
export const Pulls = z.array(Pull);
export const CheckRuns = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullish(),
      html_url: z.string().nullish(),
    }),
  ),
});
export const CombinedStatus = z.object({
  statuses: z.array(z.object({ context: z.string(), state: z.string(), target_url: z.string().nullish() })),
});

export const toPullRequest = (pull: z.output<typeof Pull>): ForgePullRequest => ({
  number: pull.number,
  url: pull.html_url,
  title: pull.title,
  body: pull.body ?? "",
  state: pull.merged_at ? "merged" : pull.state,
  isDraft: pull.draft ?? false,
  head: pull.head.ref,
  base: pull.base.ref,
});

/** GitHub answers first and finds out later whether it can be merged. */
export function mergeOf({ mergeable, mergeable_state: state }: z.output<typeof Pull>): MergeState {
  if (mergeable === false) return "conflicts";
  if (mergeable !== true) return "unknown";
  return state === "blocked" || state === "draft" || state === "behind" ? "blocked" : "ready";
}

const conclusions: Record<string, CheckState | undefined> = {
  success: "success",
  neutral: "skipped",
  skipped: "skipped",
  cancelled: "skipped",
  stale: "skipped",
};
const statuses: Record<string, CheckState | undefined> = { pending: "queued", success: "success" };
/** Of links to other sites only what a browser may follow. */
const linkOf = (url: string | null | undefined) => (url && /^https?:\/\//.test(url) ? { url } : {});

export const runChecks = ({ check_runs: runs }: z.output<typeof CheckRuns>): Check[] =>
  runs.map(({ name, status, conclusion, html_url: url }) => ({
    name,
    state:
      status === "completed"
        ? (conclusions[conclusion ?? ""] ?? "failure")
        : status === "in_progress"
          ? "running"
          : "queued",
    ...linkOf(url),
  }));

export const statusChecks = ({ statuses: said }: z.output<typeof CombinedStatus>): Check[] =>
  said.map(({ context, state, target_url: url }) => ({
    name: context,
    state: statuses[state] ?? "failure",
    ...linkOf(url),
  }));
