import type { DiffFile, GitStatus } from "@dispatch/protocol/git";
import type { Review as ReviewShape, ReviewComment, ReviewFile } from "@dispatch/protocol/review";
import type { CommentWish, ReviewApi } from "#lib/api/review-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import { againstOf, type Comparison } from "./comparison.ts";

/** An agent writes many files in a row: they are looked at together. */
const LOOK_AFTER_MS = 300;

type Api = Pick<
  ReviewApi,
  | "review"
  | "status"
  | "comments"
  | "diff"
  | "mark"
  | "unmark"
  | "addComment"
  | "changeComment"
  | "deleteComment"
>;

/** A file as it is being read: it stays so until one asks for how it is now. */
export type ShownFile = {
  readonly path: string;
  readonly file: DiffFile | undefined;
  readonly tooLarge: number | undefined;
};

/** What was changed in a workspace, and what is said about it. */
export class Review implements Disposable {
  readonly #api: Api;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  /** So often something of it was changed here. */
  #changes = 0;

  comparison: Comparison = $state.raw({ kind: "base" });
  phase = $state<"loading" | "ready" | "failed">("loading");
  failure = $state.raw<Failure>();
  #review = $state.raw<ReviewShape>();
  status = $state.raw<GitStatus>();
  comments = $state.raw<readonly ReviewComment[]>([]);
  /** The file that was chosen. */
  path = $state<string>();
  shown = $state.raw<ShownFile>();
  shownFailure = $state.raw<Failure>();

  readonly files = $derived(this.#review?.files ?? []);
  readonly isComplete = $derived(this.#review?.isComplete ?? true);
  readonly reviewed = $derived(this.files.filter(({ mark }) => mark === "reviewed").length);
  readonly additions = $derived(this.files.reduce((sum, { additions = 0 }) => sum + additions, 0));
  readonly deletions = $derived(this.files.reduce((sum, { deletions = 0 }) => sum + deletions, 0));
  /** How the chosen file is now; undefined where it does not differ any more. */
  readonly entry = $derived(this.files.find(({ path }) => path === this.path));
  /** What is shown is not what is there. */
  readonly isShownOld = $derived(
    this.shown?.path === this.path &&
      this.shown?.file !== undefined &&
      this.shown.file.hash !== this.entry?.hash,
  );
  readonly statusOf = $derived(new Map(this.status?.files.map((file) => [file.path, file])));
  /** Not told to anybody yet, or changed since. */
  readonly unsent = $derived(
    this.comments.filter(({ isResolved, sentAt }) => !isResolved && sentAt === undefined),
  );
  /** Lines of the other side can be named in the base alone. */
  readonly mayCommentOld = $derived(this.comparison.kind === "base");

  constructor(api: Api, comparison: Comparison = { kind: "base" }) {
    this.#api = api;
    this.comparison = comparison;
  }

  get #against() {
    return againstOf(this.comparison);
  }

  commentsOf = ({ path, oldPath }: Pick<DiffFile, "path" | "oldPath">) =>
    this.comments.filter((comment) => comment.path === path || comment.path === oldPath);

  /** Looks again before long: something has changed. */
  lookSoon = () => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.look();
    }, LOOK_AFTER_MS);
  };

  /** Reads anew what was changed. One look at a time; what changes while it lasts is looked at after it. */
  look = (): Promise<void> => {
    if (this.#looking) this.#again = true;
    else this.#looking = this.#lookUntilStill().finally(() => (this.#looking = undefined));
    return this.#looking;
  };

  compareWith = async (comparison: Comparison) => {
    this.comparison = comparison;
    this.shown = undefined;
    this.#review = undefined;
    this.phase = "loading";
    await this.look();
    if (this.path !== undefined) await this.open(this.path);
  };

  /** Shows a file as it is now. */
  open = async (path: string) => {
    this.path = path;
    this.shownFailure = undefined;
    const wanted = this.files.find((file) => file.path === path) ?? { path };
    const against = this.#against;
    try {
      const { files, tooLarge } = await this.#api.diff(wanted, against);
      if (this.path !== path || this.#against !== against) return;
      const file = files.find((one) => one.path === path);
      this.shown = { path, file, tooLarge: tooLarge.find((one) => one.path === path)?.size };
      // The list may be older than what was just read.
      if (file?.hash !== this.entry?.hash) this.lookSoon();
    } catch (error) {
      if (this.path === path) this.shownFailure = failureOf(error);
    }
  };

  /** A file is reviewed as it was read, or as the list has it where another one is open. */
  mark = async (file: ReviewFile, isReviewed: boolean) => {
    const hash = this.shown?.path === file.path ? (this.shown.file?.hash ?? file.hash) : file.hash;
    const against = this.#against;
    try {
      if (isReviewed)
        await this.#api.mark({ path: file.path, hash, ...(against !== undefined && { against }) });
      else await this.#api.unmark(file.path);
      this.#put({ ...file, hash, mark: isReviewed ? "reviewed" : "none" });
    } finally {
      this.lookSoon();
    }
  };

  addComment = async (wish: CommentWish) => {
    const added = await this.#api.addComment(wish);
    this.#putComments([...this.comments.filter(({ id }) => id !== added.id), added]);
  };
  changeComment = async (id: string, change: { readonly text?: string; readonly isResolved?: boolean }) => {
    const changed = await this.#api.changeComment(id, change);
    this.#putComments(this.comments.map((comment) => (comment.id === id ? changed : comment)));
  };
  deleteComment = async (id: string) => {
    await this.#api.deleteComment(id);
    this.#putComments(this.comments.filter((comment) => comment.id !== id));
  };

  [Symbol.dispose]() {
    clearTimeout(this.#timer);
  }

  async #lookUntilStill() {
    do {
      this.#again = false;
      await this.#look();
    } while (this.#again);
  }

  async #look() {
    const [against, changes] = [this.#against, this.#changes];
    try {
      const [review, status, comments] = await Promise.all([
        this.#api.review(against),
        this.#api.status(),
        this.#api.comments(),
      ]);
      // What was changed here meanwhile may not be in the answers.
      if (against !== this.#against || changes !== this.#changes) {
        this.#again = true;
        return;
      }
      this.#review = review;
      this.status = status;
      this.comments = comments;
      this.failure = undefined;
      this.phase = "ready";
    } catch (error) {
      this.failure = failureOf(error);
      if (this.phase === "loading") this.phase = "failed";
    }
  }

  #putComments(comments: readonly ReviewComment[]) {
    this.#changes += 1;
    this.comments = comments;
    this.lookSoon();
  }

  #put(changed: ReviewFile) {
    if (!this.#review) return;
    this.#changes += 1;
    const files = this.#review.files.map((file) => (file.path === changed.path ? changed : file));
    this.#review = { ...this.#review, files };
  }
}
