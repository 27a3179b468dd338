import { expect, test } from "vitest";
import { pathWords, placesOf } from "./path-words.ts";

const paths = (text: string) =>
  pathWords(text).map(({ path, line }) => (line === undefined ? path : `${path} ${line}`));

test("paths are found as programs write them, with their lines", () => {
  expect(paths("src/a.ts:12:3 - error TS2322")).toEqual(["src/a.ts 12"]);
  expect(paths("apps/web/b.svelte(7,2): warning")).toEqual(["apps/web/b.svelte 7"]);
  expect(paths('  File "tools/run.py", line 31, in main')).toEqual(["tools/run.py 31"]);
  expect(paths("modified:   README.md and ../x/y, ./run.sh.")).toEqual(["README.md", "../x/y", "./run.sh"]);
  expect(paths("at go (/srv/app/main.js:10:5)")).toEqual(["/srv/app/main.js 10"]);
});

test("words, numbers and addresses of the web are no paths", () => {
  expect(paths("it is 3.5 times as fast; see https://example.org/a/b.html and 10.0.0.1:80")).toEqual([]);
  expect(paths("")).toEqual([]);
});

test("a link covers the path with its line, and no more", () => {
  const text = "see src/a.ts:12:3, then";
  expect(pathWords(text).map(({ start, end }) => text.slice(start, end))).toEqual(["src/a.ts:12:3"]);
});

test("a line of nothing but paths gives only so many", () => {
  expect(pathWords("a/b ".repeat(500)).length).toBe(12);
});

test("a path leads to where the session began or to the workspace, and nowhere else", () => {
  const at = { workspace: "/home/w/", cwd: "/home/w/packages/x" };
  expect(placesOf("src/a.ts", at)).toEqual(["packages/x/src/a.ts", "src/a.ts"]);
  expect(placesOf("../y/b.ts", at)).toEqual(["packages/y/b.ts"]);
  expect(placesOf("/home/w/c.ts", at)).toEqual(["c.ts"]);
  expect(placesOf("/etc/passwd", at)).toEqual([]);
  expect(placesOf("../../../../etc/passwd", at)).toEqual([]);
  expect(placesOf("a", { workspace: "/home/w", cwd: undefined })).toEqual(["a"]);
});
