import type { FileMatch } from "@dispatch/protocol/errands/files";
import { expect, onTestFinished, test, vi } from "vitest";
import { FileSearch } from "./file-search.svelte.ts";

test("only what was typed last is answered, and matches stand with their file", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const answers = new Map<string, (items: FileMatch[]) => void>();
  const search = vi.fn(
    (_id: string, { q }: { q: string }) =>
      new Promise<{ items: FileMatch[]; isComplete: boolean }>((resolve) =>
        answers.set(q, (items) => resolve({ items, isComplete: true })),
      ),
  );
  const it = new FileSearch({ api: { search }, workspaceId: "w", in: "contents", limit: 10 });
  it.text = "ne";
  await vi.advanceTimersByTimeAsync(500);
  it.text = "need";
  it.text = "needle";
  await vi.advanceTimersByTimeAsync(500);
  expect([...answers.keys()]).toEqual(["ne", "needle"]);
  const match = (path: string, line: number): FileMatch => ({ path, line, text: "a needle" });
  answers.get("needle")?.([match("a", 1), match("b", 2), match("a", 3)]);
  await vi.advanceTimersByTimeAsync(0);
  answers.get("ne")?.([match("old", 1)]);
  await vi.advanceTimersByTimeAsync(0);
  expect(it.files.map(({ path, matches }) => [path, matches.map(({ line }) => line)])).toEqual([
    ["a", [1, 3]],
    ["b", [2]],
  ]);
  it.text = "";
  expect([it.found, it.isBusy]).toEqual([undefined, false]);
});
