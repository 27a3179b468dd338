import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GitFolder } from "../testing/git-folder.ts";
import { findLine } from "./lines.ts";

const place = (content: string, line: number, before: string[] = [], after: string[] = []) => ({
  content,
  line,
  before,
  after,
});

test("a line is found where it moved to, among its neighbours, or told to be gone", () => {
  const text = ["a", "x", "b", "c", "x", "d"];
  expect(findLine(text, place("x", 2, ["a"], ["b"]))).toBe(2);
  expect(findLine(text, place("x", 2, ["c"], ["d"]))).toBe(5);
  expect(findLine(text, place("x", 6))).toBe(5);
  expect(findLine(text, place("gone", 2, ["a"], ["b"]))).toBeUndefined();
  expect(findLine(["}", "q"], place("}", 9, ["z"], []))).toBeUndefined();
  expect(findLine(text, place("x\nd", 1))).toBe(5);
  expect(findLine(text, place("d\ne", 6))).toBeUndefined();
});

test("lines come from the file as it is and as it was, and from nothing that a link leads to", async () => {
  using it = new GitFolder({ "a.txt": "1\n2\n3\n4\n5\n" });
  const base = it.git("rev-parse", "HEAD");
  it.write({ "a.txt": "0\n1\n2\n3\n4\n5\n" });
  symlinkSync("/etc/passwd", join(it.path, "link"));
  const now = await it.do("git.lines", { base, spot: { path: "a.txt", side: "new", line: 3 } });
  expect(now).toMatchObject({ content: "2", before: ["0", "1"], after: ["3", "4", "5"] });
  const old = await it.do("git.lines", { base, spot: { path: "a.txt", side: "old", line: 3 } });
  expect(old.content).toBe("3");
  const several = await it.do("git.lines", { base, spot: { path: "a.txt", side: "new", line: 2, lines: 3 } });
  expect(several).toMatchObject({ content: "1\n2\n3", before: ["0"], after: ["4", "5"] });
  await expect(
    it.do("git.lines", { spot: { path: "a.txt", side: "new", line: 5, lines: 3 } }),
  ).rejects.toMatchObject({ code: "line-not-found" });
  for (const path of ["link", "../key", "nothing", ".", "a.txt/x"])
    await expect(it.do("git.lines", { spot: { path, side: "new", line: 1 } })).rejects.toMatchObject({
      code: "line-not-found",
    });
  it.write({ "a.txt": "new\nnew\n0\n1\n2\n3\n" });
  expect(await it.do("git.locate", { base, places: [now, old, { ...now, path: "gone" }, several] })).toEqual({
    items: [{ line: 5 }, { line: 3 }, {}, { line: 4 }],
  });
});
