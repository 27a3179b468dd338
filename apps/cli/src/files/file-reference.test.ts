import { expect, test } from "vitest";
import { readFileReference } from "./file-reference.ts";

test("a reference is a workspace, and a path in it after the first colon", () => {
  expect(["work", "work:", "work:/", "work:src/a:b", "work:/src"].map(readFileReference)).toEqual([
    { workspace: "work", path: "" },
    { workspace: "work", path: "" },
    { workspace: "work", path: "" },
    { workspace: "work", path: "src/a:b" },
    { workspace: "work", path: "src" },
  ]);
  expect(() => readFileReference(":path")).toThrow("names no workspace");
});
