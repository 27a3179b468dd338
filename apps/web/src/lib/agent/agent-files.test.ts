import type { FileEntry } from "@dispatch/protocol/errands/files";
import { expect, test, vi } from "vitest";
import { AgentFiles } from "./agent-files.ts";

vi.mock("#lib/paths.ts", () => ({
  filesPath: (id: string, path: string, line?: number) => [id, path, line].filter(Boolean).join(" "),
}));

function filesWith(text: string, entry: Partial<FileEntry> = {}) {
  return new AgentFiles({
    api: {
      entry: () => Promise.resolve({ type: "file", size: text.length, ...entry } as FileEntry),
      blob: () => Promise.resolve(new Blob([text])),
    },
    workspace: { id: "w", path: "/work/app" },
    cwd: "/work/app/src",
  });
}

test("files of the workspace have an address, others have none", () => {
  const { href } = filesWith("");
  expect([
    href("/work/app/a.ts", 3),
    href("b.ts"),
    href("../c.ts"),
    href("/etc/passwd"),
    href("../../d"),
  ]).toEqual(["w a.ts 3", "w src/b.ts", "w c.ts", undefined, undefined]);
});

test("an edit is found where it is in the file now, by the part that was told", async () => {
  const text = "one\ntwo\nthree\nfour!\nfive\n";
  const diff = { path: "/work/app/a.ts", oldText: "three\nfour", newText: "three\nfour!" };
  expect(await filesWith(text).lineOf(diff)).toBe(4);
  expect(await filesWith(text).lineOf({ ...diff, newText: "nowhere" })).toBeUndefined();
  expect(await filesWith(text, { size: 3_000_000 }).lineOf(diff)).toBeUndefined();
  expect(await filesWith(text).lineOf({ ...diff, path: "/etc/passwd" })).toBeUndefined();
});
