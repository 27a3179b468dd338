import type { FileEntry } from "@dispatch/protocol/errands/files";
import { expect, onTestFinished, test, vi } from "vitest";
import { FileTree } from "./file-tree.svelte.ts";
import { nameOf } from "./path-names.ts";

/** A disk in memory, whose folders are listed in pages of two. */
function disk(files: Record<string, readonly string[]>) {
  const reads: string[] = [];
  async function* list(_id: string, path: string) {
    reads.push(path);
    await Promise.resolve();
    const names = files[path];
    if (!names)
      throw Object.assign(new Error("gone"), { code: "file-not-found", status: 404, detail: "gone" });
    for (let at = 0; at < Math.max(1, names.length); at += 2)
      yield names.slice(at, at + 2).map((each): FileEntry => {
        const full = path === "" ? each : `${path}/${each}`;
        return {
          name: nameOf(full),
          path: full,
          type: files[full] ? "folder" : "file",
          size: 0,
          modifiedAt: 0,
        };
      });
  }
  return { reads, files, api: { list, gitStatus: () => Promise.reject(new Error("no repository")) } };
}

function open(files: Record<string, readonly string[]>, kept: Record<string, string> = {}) {
  const made = disk(files);
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  };
  const tree = new FileTree({ api: made.api, workspaceId: "w", storage });
  onTestFinished(() => tree[Symbol.dispose]());
  const paths = () => tree.rows.map((row) => (row.type === "entry" ? row.entry.path : row.type));
  return { tree, paths, kept, ...made };
}

test("folders are read when they are opened, and what is open is so again at the next visit", async () => {
  const first = open({ "": ["src", "a", "b"], src: ["main.ts"] });
  await vi.waitFor(() => expect(first.paths()).toEqual(["src", "a", "b"]));
  first.tree.expand("src");
  await vi.waitFor(() => expect(first.paths()).toEqual(["src", "src/main.ts", "a", "b"]));
  expect(first.reads).toEqual(["", "src"]);
  const second = open(first.files, first.kept);
  await vi.waitFor(() => expect(second.paths()).toEqual(["src", "src/main.ts", "a", "b"]));
});

test("news of a file reads its folder alone, and only where somebody has opened it", async () => {
  const { tree, paths, files, reads } = open({ "": ["src", "lib"], src: ["main.ts"], lib: ["x"] });
  await vi.waitFor(() => expect(paths()).toEqual(["src", "lib"]));
  tree.expand("src");
  await vi.waitFor(() => expect(paths()).toContain("src/main.ts"));
  files["src"] = ["main.ts", "new.ts"];
  tree.hear({ type: "changed", path: "src/new.ts" });
  tree.hear({ type: "changed", path: "lib/y" });
  await vi.waitFor(() => expect(paths()).toContain("src/new.ts"));
  expect(reads).toEqual(["", "src", "src"]);
});

test("a file is revealed through folders that nobody has opened, hidden ones too", async () => {
  const { tree, paths } = open({ "": [".github", "a"], ".github": ["deep"], ".github/deep": ["ci.yml"] });
  tree.setShowsHidden(false);
  await tree.reveal(".github/deep/ci.yml");
  await vi.waitFor(() => expect(paths()).toEqual([".github", ".github/deep", ".github/deep/ci.yml", "a"]));
  expect([tree.active, tree.folderAtHand()]).toEqual([".github/deep/ci.yml", ".github/deep"]);
});

test("a folder that is gone closes, and one that cannot be read says why", async () => {
  const { tree, paths, files } = open({ "": ["src"], src: ["main.ts"] });
  tree.expand("src");
  await vi.waitFor(() => expect(paths()).toEqual(["src", "src/main.ts"]));
  delete files["src"];
  files[""] = [];
  tree.refresh();
  await vi.waitFor(() => expect(paths()).toEqual([]));
  delete files[""];
  const other = open({});
  await vi.waitFor(() => expect(other.tree.root?.state).toBe("failed"));
  expect(other.paths()).toEqual(["note"]);
});
