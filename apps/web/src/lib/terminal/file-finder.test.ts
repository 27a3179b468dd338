import { expect, test } from "vitest";
import { FileFinder } from "./file-finder.ts";

function finder(files: readonly string[]) {
  const asked: string[] = [];
  const waits: (() => void)[] = [];
  const clock = { now: 0 };
  const it = new FileFinder({
    isFile: async (path) => {
      asked.push(path);
      if (path.startsWith("slow")) await new Promise<void>((resolve) => waits.push(resolve));
      if (path === "broken") throw new Error("away");
      return files.includes(path);
    },
    workspace: "/w",
    cwd: () => "/w/sub",
    now: () => clock.now,
  });
  return { it, asked, clock, release: () => waits.forEach((resolve) => resolve()) };
}

test("a file is found where the session began, then in the workspace, and asked for once", async () => {
  const { it, asked } = finder(["a.ts", "sub/b.ts"]);
  expect([await it.find("a.ts"), await it.find("b.ts"), await it.find("b.ts")]).toEqual([
    "a.ts",
    "sub/b.ts",
    "sub/b.ts",
  ]);
  expect(asked).toEqual(["sub/a.ts", "a.ts", "sub/b.ts"]);
});

test("what is known grows old, and a failure is no file", async () => {
  const { it, asked, clock } = finder([]);
  expect(await it.find("/w/broken")).toBeUndefined();
  clock.now += 60_000;
  await it.find("/w/broken");
  expect(asked).toEqual(["broken", "broken"]);
});

test("only so many are asked for at once", async () => {
  const { it, asked, release } = finder([]);
  const all = Promise.all(Array.from({ length: 30 }, (_, index) => it.find(`/w/slow${index}`)));
  await Promise.resolve();
  expect(asked.length).toBe(6);
  release();
  await all;
});
