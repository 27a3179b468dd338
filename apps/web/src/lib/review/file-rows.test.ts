import type { ReviewFile } from "@dispatch/protocol/review";
import { expect, test } from "vitest";
import { fileRows } from "./file-rows.ts";

const files = ["README.md", "src/deep/er/a.ts", "src/deep/er/b.ts", "src/c.ts"].map(
  (path) => ({ path }) as ReviewFile,
);
const told = (wish: Partial<Parameters<typeof fileRows>[1]>) =>
  fileRows(files, { filter: "", isTree: true, closed: new Set(), ...wish }).map(
    (row) => `${" ".repeat(row.depth)}${row.name}${row.kind === "folder" ? (row.isOpen ? "/" : "/…") : ""}`,
  );

test("files stand below their folders, and folders that hold one folder alone share a row", () => {
  expect(told({})).toEqual(["src/", " deep/er/", "  a.ts", "  b.ts", " c.ts", "README.md"]);
  expect(told({ closed: new Set(["src/deep/er"]) })).toEqual(["src/", " deep/er/…", " c.ts", "README.md"]);
});

test("a filter finds parts of paths, and a flat list has no folders", () => {
  expect(told({ filter: " Deep " })).toEqual(["src/deep/er/", " a.ts", " b.ts"]);
  expect(told({ isTree: false })).toEqual(["README.md", "a.ts", "b.ts", "c.ts"]);
});
