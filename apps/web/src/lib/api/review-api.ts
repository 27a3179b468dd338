import type { Client } from "@dispatch/client";
import type {
  DiffFile,
  GitBranch,
  GitCommit,
  GitCommitted,
  GitDiff,
  GitPulled,
  GitPushed,
  GitRebased,
  GitStatus,
  Snapshot,
  SnapshotRestored,
} from "@dispatch/protocol/git";
import type { OpenedPullRequest, PullRequestStatus } from "@dispatch/protocol/pull-request";
import type { Review, ReviewComment, ReviewMessage } from "@dispatch/protocol/review";
import { fileUrl } from "./files-api.ts";
import { read } from "./read.ts";

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };
export type CommentWish = {
  readonly path: string;
  readonly side: "old" | "new";
  readonly line: number;
  readonly lines: number;
  readonly text: string;
};
export type CommitChoice = {
  readonly message: string;
  readonly all: boolean;
  readonly amend: boolean;
};
export type BranchWish = { readonly name: string; readonly from?: string; readonly switch: boolean };
export type PullRequestWish = {
  readonly title?: string;
  readonly body?: string;
  readonly base?: string;
  readonly draft?: boolean;
};
export type MarkWish = { readonly path: string; readonly hash: string; readonly against?: string };

const COMMITS_AT_ONCE = 50;

/** Git and the review of one workspace. */
export class ReviewApi {
  readonly #client: Client;
  readonly #id: string;

  constructor(client: Client, workspaceId: string) {
    this.#client = client;
    this.#id = workspaceId;
  }

  review = async (against?: string) =>
    read<Review>(
      await this.#client.GET(
        "/api/workspaces/{id}/review",
        this.#with(against === undefined ? {} : { against }),
      ),
    );
  /** One file with its hunks, and by its old name too, or a new name is not known for one. */
  diff = async ({ path, oldPath }: Pick<DiffFile, "path" | "oldPath">, against?: string) =>
    read<GitDiff>(
      await this.#client.GET(
        "/api/workspaces/{id}/git/diff",
        this.#with({
          path: oldPath === undefined ? [path] : [oldPath, path],
          ...(against !== undefined && { against }),
        }),
      ),
    );
  mark = async (body: MarkWish) =>
    read<void>(await this.#client.PUT("/api/workspaces/{id}/review/marks", { ...this.#at(), body }));
  unmark = async (path: string) =>
    read<void>(await this.#client.DELETE("/api/workspaces/{id}/review/marks", this.#with({ path })));

  comments = async () =>
    read<Page<ReviewComment>>(await this.#client.GET("/api/workspaces/{id}/review/comments", this.#at()))
      .items;
  addComment = async (body: CommentWish) =>
    read<ReviewComment>(
      await this.#client.POST("/api/workspaces/{id}/review/comments", {
        ...this.#at(),
        body,
        headers: keyed(crypto.randomUUID()),
      }),
    );
  changeComment = async (
    commentId: string,
    body: { readonly text?: string; readonly isResolved?: boolean },
  ) =>
    read<ReviewComment>(
      await this.#client.PATCH("/api/workspaces/{id}/review/comments/{commentId}", {
        params: { path: { id: this.#id, commentId } },
        body,
      }),
    );
  deleteComment = async (commentId: string) =>
    read<void>(
      await this.#client.DELETE("/api/workspaces/{id}/review/comments/{commentId}", {
        params: { path: { id: this.#id, commentId } },
      }),
    );
  message = async (comment: string[]) =>
    read<ReviewMessage>(
      await this.#client.GET("/api/workspaces/{id}/review/message", this.#with({ comment })),
    );
  noteSent = async (comments: string[]) =>
    read<ReviewMessage>(
      await this.#client.POST("/api/workspaces/{id}/review/message", { ...this.#at(), body: { comments } }),
    );

  status = async () => read<GitStatus>(await this.#client.GET("/api/workspaces/{id}/git/status", this.#at()));
  stage = async (paths?: string[]) =>
    read<void>(
      await this.#client.POST("/api/workspaces/{id}/git/stage", {
        ...this.#at(),
        body: paths ? { paths } : {},
      }),
    );
  unstage = async (paths?: string[]) =>
    read<void>(
      await this.#client.POST("/api/workspaces/{id}/git/unstage", {
        ...this.#at(),
        body: paths ? { paths } : {},
      }),
    );
  discard = async (paths: string[]) =>
    read<{ readonly before: Snapshot }>(
      await this.#client.POST("/api/workspaces/{id}/git/discard", {
        ...this.#at(),
        body: { paths },
        headers: keyed(crypto.randomUUID()),
      }),
    );
  /** The key makes sure that what is asked for again is the same commit. */
  commit = async (body: CommitChoice, key: string) =>
    read<GitCommitted>(
      await this.#client.POST("/api/workspaces/{id}/git/commit", {
        ...this.#at(),
        body,
        headers: keyed(key),
      }),
    );
  log = async ({ all, cursor }: { all: boolean; cursor?: string }) =>
    read<Page<GitCommit>>(
      await this.#client.GET(
        "/api/workspaces/{id}/git/log",
        this.#with({
          all: all ? "true" : "false",
          limit: COMMITS_AT_ONCE,
          ...(cursor !== undefined && { cursor }),
        } as const),
      ),
    );
  branches = async () =>
    read<Page<GitBranch>>(await this.#client.GET("/api/workspaces/{id}/git/branches", this.#at())).items;
  createBranch = async (body: BranchWish) =>
    read<void>(await this.#client.POST("/api/workspaces/{id}/git/branches", { ...this.#at(), body }));
  switchTo = async (branch: string) =>
    read<void>(
      await this.#client.POST("/api/workspaces/{id}/git/switch", { ...this.#at(), body: { branch } }),
    );
  push = async (body: { readonly branch: string; readonly force: boolean }) =>
    read<GitPushed>(await this.#client.POST("/api/workspaces/{id}/git/push", { ...this.#at(), body }));
  pull = async (rebase: boolean) =>
    read<GitPulled>(
      await this.#client.POST("/api/workspaces/{id}/git/pull", { ...this.#at(), body: { rebase } }),
    );
  fetch = async () => read<void>(await this.#client.POST("/api/workspaces/{id}/git/fetch", this.#at()));
  rebase = async (action: "start" | "continue" | "abort") =>
    read<GitRebased>(
      await this.#client.POST("/api/workspaces/{id}/git/rebase", { ...this.#at(), body: { action } }),
    );

  snapshots = async () =>
    read<Page<Snapshot>>(await this.#client.GET("/api/workspaces/{id}/git/snapshots", this.#at())).items;
  takeSnapshot = async (reason: string) =>
    read<Snapshot>(
      await this.#client.POST("/api/workspaces/{id}/git/snapshots", {
        ...this.#at(),
        body: { reason },
        headers: keyed(crypto.randomUUID()),
      }),
    );
  restore = async (snapshotId: string) =>
    read<SnapshotRestored>(
      await this.#client.POST("/api/workspaces/{id}/git/revert", {
        ...this.#at(),
        body: { snapshotId },
        headers: keyed(crypto.randomUUID()),
      }),
    );

  pullRequest = async () =>
    read<PullRequestStatus>(await this.#client.GET("/api/workspaces/{id}/git/pull-request", this.#at()));
  openPullRequest = async (body: PullRequestWish) =>
    read<OpenedPullRequest>(
      await this.#client.POST("/api/workspaces/{id}/git/pull-request", { ...this.#at(), body }),
    );

  /** A file as it lies there now. */
  content = async (path: string) =>
    read<string>(
      await this.#client.GET("/api/workspaces/{id}/files/content", {
        ...this.#with({ path }),
        parseAs: "text",
      }),
    );
  contentUrl = (path: string) => fileUrl(this.#client, this.#id, "content", path);

  #at = () => ({ params: { path: { id: this.#id } } });
  #with = <Q extends object>(query: Q) => ({ params: { path: { id: this.#id }, query } });
}

const keyed = (key: string) => ({ "idempotency-key": key });
