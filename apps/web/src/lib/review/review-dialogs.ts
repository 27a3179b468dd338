/** What can be open above the review. */
export type OpenDialog =
  "push" | "pull-request" | "branches" | "history" | "snapshots" | "compare-branch" | "send" | "keys";
