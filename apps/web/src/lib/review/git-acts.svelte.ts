import type { ReviewApi, CommitChoice } from "#lib/api/review-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import { strings } from "#lib/strings.ts";
import { toast } from "svelte-sonner";
import type { Review } from "./review.svelte.ts";

export type ActName = "stage" | "discard" | "commit" | "pull" | "fetch" | "rebase" | "switch" | "restore";

/** What is done with git in a workspace; after each, the review looks again. */
export class GitActs {
  readonly #api: ReviewApi;
  readonly #review: Review;
  /** One at a time: git locks its index. */
  busy = $state<ActName>();

  constructor(api: ReviewApi, review: Review) {
    this.#api = api;
    this.#review = review;
  }

  stage = (paths?: string[]) => this.#try("stage", () => this.#api.stage(paths));
  unstage = (paths?: string[]) => this.#try("stage", () => this.#api.unstage(paths));

  /** Taken back by the snapshot that was made before. */
  discard = (paths: string[]) =>
    this.#try("discard", async () => {
      const { before } = await this.#api.discard(paths);
      toast.success(strings.review.acts.discarded(paths.length), { action: this.#undo(before.id) });
    });

  restore = (snapshotId: string) =>
    this.#try("restore", async () => {
      const { before, changedFiles } = await this.#api.restore(snapshotId);
      const action = this.#undo(before.id);
      toast.success(strings.review.acts.restored(changedFiles), changedFiles > 0 ? { action } : {});
    });

  /** `done` is called before the review looks again. */
  commit = (choice: CommitChoice, key: string, done: () => void) =>
    this.#try("commit", async () => {
      const { commit, subject } = await this.#api.commit(choice, key);
      done();
      toast.success(strings.review.acts.committed(commit.slice(0, 7), subject));
    });

  pull = (rebase: boolean) =>
    this.#try("pull", async () => {
      const { outcome, conflicted } = await this.#api.pull(rebase);
      if (outcome === "conflicts") toast.warning(strings.review.acts.conflicts(conflicted.length));
      else toast.success(strings.review.acts.pulled[outcome]);
    });

  fetch = () =>
    this.#try("fetch", async () => {
      await this.#api.fetch();
      toast.success(strings.review.acts.fetched);
    });

  rebase = (action: "start" | "continue" | "abort") =>
    this.#try("rebase", async () => {
      const { outcome, conflicted } = await this.#api.rebase(action);
      if (outcome === "conflicts") toast.warning(strings.review.acts.conflicts(conflicted.length));
      else toast.success(strings.review.acts.rebased[outcome]);
    });

  switchTo = (branch: string) =>
    this.#try("switch", async () => {
      await this.#api.switchTo(branch);
      toast.success(strings.review.acts.switched(branch));
    });

  #undo(snapshotId: string) {
    return { label: strings.review.undo, onClick: () => void this.restore(snapshotId) };
  }

  /** Undefined where it was done, else why not, which was told already. */
  async #try(name: ActName, action: () => Promise<unknown>): Promise<Failure | undefined> {
    if (this.busy !== undefined) return undefined;
    this.busy = name;
    try {
      await action();
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      toast.error(failure.detail);
      return failure;
    } finally {
      this.busy = undefined;
      await this.#review.look();
    }
  }
}
