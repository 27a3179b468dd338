import type { FileEntry } from "@dispatch/protocol/errands/files";
import { problemFromResponse } from "@dispatch/client/problem";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FollowedFile } from "./followed-file.svelte.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A disk with one file on it, whose reading can be held up. */
function disk(limitBytes = 100) {
  const state = { text: "one" as string | undefined, type: "file" as FileEntry["type"], reads: 0 };
  const dropped: string[] = [];
  let gate: Promise<void> = Promise.resolve();
  const file = new FollowedFile({
    api: {
      entry: async (_id, path) => {
        if (state.text === undefined) throw await problemFromResponse(new Response("{}", { status: 404 }));
        const { text, type } = state;
        return { name: path, path, type, size: text.length, modifiedAt: 0, etag: `"${text}"` };
      },
    },
    workspaceId: "wsp_1",
    path: "docs/a.md",
    limitBytes,
    read: async () => {
      state.reads += 1;
      const text = state.text ?? "";
      await gate;
      return text;
    },
    drop: (content) => void dropped.push(content),
  });
  const hold = () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));
    return open;
  };
  return { state, file, dropped, hold };
}
const settled = () => vi.advanceTimersByTimeAsync(1000);

test("a change is read, and nothing when it is another file’s or none", async () => {
  const { state, file, dropped } = disk();
  await file.look();
  expect(file.shown?.content).toBe("one");
  state.text = "two";
  file.hear({ type: "changed", path: "docs/b.md" });
  await settled();
  expect(file.shown?.content).toBe("one");
  file.hear({ type: "changed", path: "docs/a.md" });
  file.hear({ type: "changed", path: "docs/a.md" });
  await settled();
  expect([file.shown?.content, state.reads, dropped]).toEqual(["two", 2, ["one"]]);
  file.hear({ type: "again" });
  await settled();
  expect(state.reads).toBe(2);
});

test("what was there stays while the new is read, and what changed meanwhile is read after it", async () => {
  const { state, file, hold } = disk();
  await file.look();
  const open = hold();
  state.text = "two";
  file.hear({ type: "changed", path: "docs/a.md" });
  await settled();
  expect([file.shown?.content, state.reads]).toEqual(["one", 2]);
  state.text = "three";
  file.hear({ type: "changed", path: "docs/a.md" });
  await settled();
  open();
  await settled();
  expect([file.shown?.content, state.reads]).toEqual(["three", 3]);
});

test("a file that goes is said to be gone, and comes back by itself, with its folder too", async () => {
  const { state, file } = disk();
  await file.look();
  state.text = undefined;
  file.hear({ type: "deleted", path: "docs" });
  await settled();
  expect([file.trouble, file.shown?.content]).toEqual([{ kind: "gone" }, "one"]);
  state.text = "back";
  file.hear({ type: "changed", path: "docs" });
  await settled();
  expect([file.trouble, file.shown?.content]).toEqual([undefined, "back"]);
});

test("what is too large, and a folder, is not shown; its end lets go of what was", async () => {
  const { state, file, dropped } = disk(5);
  await file.look();
  state.text = "too large";
  await file.look();
  expect([file.trouble, file.shown, dropped]).toEqual([{ kind: "large", sizeBytes: 9 }, undefined, ["one"]]);
  state.text = "fits";
  await file.look();
  expect([file.trouble, file.shown?.content]).toEqual([undefined, "fits"]);
  state.type = "folder";
  await file.look();
  expect(file.trouble).toEqual({ kind: "folder" });
  state.type = "file";
  await file.look();
  file[Symbol.dispose]();
  expect(dropped).toEqual(["one", "fits", "fits"]);
});

test("what arrives after the end is let go of, and nothing more is read", async () => {
  const { file, state, dropped, hold } = disk();
  const open = hold();
  const looking = file.look();
  await settled();
  file[Symbol.dispose]();
  open();
  await looking;
  expect([file.shown, dropped]).toEqual([undefined, ["one"]]);
  file.hear({ type: "again" });
  await settled();
  expect(state.reads).toBe(1);
});
