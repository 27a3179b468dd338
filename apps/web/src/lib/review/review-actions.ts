import type { Action } from "#lib/actions/actions.svelte.ts";
import { strings } from "#lib/strings.ts";
import type { GitActs } from "./git-acts.svelte.ts";
import type { OpenDialog } from "./review-dialogs.ts";
import type { FileListHandle, ReadingHandle } from "./review-handles.ts";
import type { ReviewLook } from "./review-look.svelte.ts";
import type { Review } from "./review.svelte.ts";

type Desk = {
  readonly review: Review;
  readonly acts: GitActs;
  readonly look: ReviewLook;
  readonly list: () => FileListHandle | undefined;
  readonly reading: () => ReadingHandle | undefined;
  readonly open: (path: string) => Promise<unknown>;
  readonly mark: () => Promise<unknown>;
  /** Brings the list of files to the front where it is not beside the file. */
  readonly toList: () => void;
  readonly show: (dialog: OpenDialog) => void;
  /** Waits until what was opened can be gone through. */
  readonly settled: () => Promise<unknown>;
};

/** What the review can be asked for, by keys or wherever things that can be done are listed. */
export function reviewActions(desk: Desk): readonly Action[] {
  const { review, acts, look } = desk;
  const words = strings.review.actions;

  async function toFile(step: 1 | -1) {
    const next = desk.list()?.neighbour(step);
    if (next !== undefined) await desk.open(next);
    return next !== undefined;
  }

  /** Beyond the last change of a file comes the first of the next. */
  async function toChange(step: 1 | -1) {
    if (desk.reading()?.goToChange(step) || !(await toFile(step))) return;
    await desk.settled();
    desk.reading()?.goToChange(step);
  }

  function toggleStage() {
    const { path } = review;
    const status = path === undefined ? undefined : review.statusOf.get(path);
    if (path === undefined || !status) return undefined;
    const hasMore = status.isUntracked || status.isConflicted || status.unstaged !== undefined;
    return hasMore ? acts.stage([path]) : acts.unstage([path]);
  }

  const action = (id: keyof typeof words, keys: string | undefined, run: () => unknown): Action => ({
    id: `review.${id}`,
    title: words[id],
    section: strings.review.title,
    ...(keys !== undefined && { keys }),
    run,
  });
  return [
    action("nextFile", "j", () => toFile(1)),
    action("previousFile", "k", () => toFile(-1)),
    action("nextChange", "n", () => toChange(1)),
    action("previousChange", "p", () => toChange(-1)),
    // Its key is the space bar, which also presses what is focused: the pane sees to it.
    action("mark", undefined, desk.mark),
    action("comment", "c", () => desk.reading()?.comment()),
    action("send", "m", () => desk.show("send")),
    action("stage", "s", toggleStage),
    action("view", "v", () => look.change({ isSplit: !look.isSplit })),
    action("whitespace", "w", () => look.change({ ignoresWhitespace: !look.ignoresWhitespace })),
    action("showNow", "r", () => review.path !== undefined && review.open(review.path)),
    action("push", undefined, () => desk.show("push")),
    action("pullRequest", undefined, () => desk.show("pull-request")),
    action("branches", undefined, () => desk.show("branches")),
    action("history", undefined, () => desk.show("history")),
    action("snapshots", undefined, () => desk.show("snapshots")),
    action("filter", "/", () => {
      desk.toList();
      desk.list()?.focusFilter();
    }),
  ];
}

const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const ABOVE = "[role=dialog], [role=alertdialog], [role=menu]";
/** What a space already means something to. */
const PRESSED = "a, button, summary";

/** A key without others held, where it is not typed into something; Shift may be. */
export function plainKey(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest(`${FIELDS}, ${ABOVE}`)) return undefined;
  if (event.key === " " && target?.closest(PRESSED)) return undefined;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}
