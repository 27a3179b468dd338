import type { GitDiff, GitStatus } from "@dispatch/protocol/git";
import type { Review as ReviewShape } from "@dispatch/protocol/review";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { Review } from "./review.svelte.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A workspace with one file, whose content is its hash. */
function open() {
  const it = { hash: "one", marked: "", looks: 0, asked: [] as (string | undefined)[] };
  const mark = () => (it.marked === "" ? "none" : it.marked === it.hash ? "reviewed" : "stale");
  const api = {
    review: async (against?: string) => {
      it.looks += 1;
      it.asked.push(against);
      return {
        files: [{ path: "a", hash: it.hash, mark: mark() }],
        isComplete: true,
      } as unknown as ReviewShape;
    },
    status: async () => ({ files: [] }) as unknown as GitStatus,
    comments: async () => [],
    diff: async () => ({ files: [{ path: "a", hash: it.hash }], tooLarge: [] }) as unknown as GitDiff,
    mark: async ({ hash }: { hash: string }) => {
      if (hash !== it.hash) throw new Error("review-outdated");
      it.marked = hash;
    },
    unmark: async () => void (it.marked = ""),
    addComment: () => Promise.reject(new Error("no")),
    changeComment: () => Promise.reject(new Error("no")),
    deleteComment: () => Promise.reject(new Error("no")),
  };
  const review = new Review(api);
  onTestFinished(() => review[Symbol.dispose]());
  return { it, review };
}

test("what is read stays as it is until one asks for how it is now", async () => {
  const { it, review } = open();
  await review.look();
  await review.open("a");
  expect(review.isShownOld).toBe(false);
  it.hash = "two";
  await review.look();
  expect([review.shown?.file?.hash, review.isShownOld]).toEqual(["one", true]);
  await review.open("a");
  expect([review.shown?.file?.hash, review.isShownOld]).toEqual(["two", false]);
});

test("a file is marked as it was read, and not as it is by then", async () => {
  const { it, review } = open();
  await review.look();
  await review.open("a");
  it.hash = "two";
  await review.look();
  const [file] = review.files;
  if (!file) throw new Error("there is a file");
  await expect(review.mark(file, true)).rejects.toThrow("review-outdated");
  expect(review.reviewed).toBe(0);
  await review.open("a");
  await review.mark(file, true);
  expect(review.reviewed).toBe(1);
});

test("what changes often is looked at together, one look after the other", async () => {
  const { it, review } = open();
  for (let change = 0; change < 50; change++) review.lookSoon();
  await vi.advanceTimersByTimeAsync(1000);
  expect(it.looks).toBe(1);
  await Promise.all([review.look(), review.look(), review.look()]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(it.looks).toBe(3);
});

test("an answer to what is not asked any more is not shown", async () => {
  const { it, review } = open();
  const first = review.look();
  const second = review.compareWith({ kind: "branch", name: "topic" });
  await Promise.all([first, second]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(it.asked.at(-1)).toBe("topic");
  expect(review.phase).toBe("ready");
});
