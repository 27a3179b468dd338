import type { GitDiff } from "@dispatch/protocol/git";
import { Problem } from "@dispatch/protocol/problems";
import type { PutReviewMark, Review, ReviewFile } from "@dispatch/protocol/review";
import type { GitService } from "../git/git.service.ts";
import type { Whose } from "../git/workspace-git.ts";
import type { Store } from "../store.ts";
import { workspaceOf } from "../workspace/workspace.service.ts";

type Needs = { readonly git: GitService; readonly store: Store; readonly now: () => number };

/** Which of a workspace's changed files somebody has looked at, as they were then. */
export class ReviewService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async get(whose: Whose, against: string | undefined): Promise<Review> {
    const { git, store } = this.#needs;
    const diff = await git.diff(whose, against === undefined ? {} : { against });
    const [marks, comments] = await Promise.all([
      store.read.reviews.marksOf(whose.id),
      store.read.reviews.commentsOf(whose.id),
    ]);
    const open = comments.filter(({ isResolved }) => !isResolved);
    const files = diff.files.map((file): ReviewFile => {
      const mark = marks.get(file.path);
      return {
        ...file,
        mark: mark === undefined ? "none" : mark === file.hash ? "reviewed" : "stale",
        comments: open.filter(({ path }) => path === file.path || path === file.oldPath).length,
      };
    });
    const count = (mark: ReviewFile["mark"]) => files.filter((file) => file.mark === mark).length;
    return {
      ...(against !== undefined && { against }),
      files,
      isComplete: diff.isComplete,
      reviewed: count("reviewed"),
      stale: count("stale"),
      total: files.length,
    };
  }

  /** A file is reviewed as it was looked at: one that has changed meanwhile is not. */
  async mark(whose: Whose, { path, hash, against }: PutReviewMark): Promise<void> {
    const { git, store, now } = this.#needs;
    const diff: GitDiff = await git.diff(whose, { ...(against !== undefined && { against }) });
    const file = diff.files.find((one) => one.path === path);
    if (file?.hash !== hash)
      throw new Problem("review-outdated", { path }, `${path} is not as it was looked at. Look at it again.`);
    await store.write(({ reviews }) => reviews.mark(whose.id, { path, hash, at: now() }));
  }

  async unmark({ caller, id }: Whose, path: string): Promise<void> {
    await this.#needs.store.write(async (writing) => {
      await workspaceOf(writing, caller.userId, id);
      await writing.reviews.unmark(id, path);
    });
  }
}
