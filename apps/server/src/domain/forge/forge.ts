import type { HostKind } from "@dispatch/protocol/host-token";
import type { Check, MergeState, PullRequest } from "@dispatch/protocol/pull-request";

/** What a forge calls the one whose token it was asked with, and what it says of the token. */
export type ForgeAccount = {
  readonly who: string;
  readonly scopes?: readonly string[];
  /** Scopes of which one is needed and none is there. */
  readonly missingScopes?: readonly string[];
  readonly expiresAt?: number;
};

/** A branch as the forge has it: its newest commit's message, title and all. */
export type ForgeBranch = { readonly message: string };

export type ForgePullRequest = Omit<PullRequest, "host" | "kind" | "project">;
export type ForgeStatus = ForgePullRequest & {
  readonly merge: MergeState;
  readonly checks: readonly Check[];
  readonly checksTrouble?: string;
};
export type PullRequestWish = {
  readonly title: string;
  readonly body: string;
  readonly base: string;
  readonly head: string;
  readonly isDraft: boolean;
};
export type PullRequestChange = Partial<Pick<PullRequestWish, "title" | "body" | "base">>;

/** One project at a host that opens pull requests, asked with one person's token. What goes wrong is a `Problem`. */
export interface Forge {
  defaultBranch(): Promise<string>;
  /** Undefined where the project has no such branch. */
  branch(name: string): Promise<ForgeBranch | undefined>;
  /** How many commits `head` has that `base` has not; counted no further than two. */
  commitsAhead(base: string, head: string): Promise<number>;
  /** The open pull request of a branch of this project. */
  find(head: string): Promise<ForgePullRequest | undefined>;
  /** Undefined where one is open for this branch already. */
  open(wish: PullRequestWish): Promise<ForgePullRequest | undefined>;
  update(number: number, change: PullRequestChange): Promise<ForgePullRequest>;
  status(number: number): Promise<ForgeStatus>;
}

export type ForgeAccess = {
  readonly kind: Exclude<HostKind, "other">;
  /** What people call it. */
  readonly host: string;
  readonly apiUrl: string;
  readonly token: string;
};

/** Who can speak to forges. */
export interface Forges {
  who(access: ForgeAccess): Promise<ForgeAccount>;
  /** `path` is owner and name, with all groups. */
  project(access: ForgeAccess, path: string): Forge;
}
