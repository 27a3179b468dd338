import { expect, test } from "vitest";
import {
  copyName,
  foldersOf,
  isWithin,
  joined,
  nameOf,
  nameTrouble,
  parentOf,
  placeOf,
  placeText,
  tidyPath,
} from "./path-names.ts";

test("a path has a name, a folder, and the folders above it", () => {
  expect([nameOf("a/b/c.txt"), parentOf("a/b/c.txt"), foldersOf("a/b/c.txt")]).toEqual([
    "c.txt",
    "a/b",
    ["a", "a/b"],
  ]);
  expect([nameOf("c"), parentOf("c"), foldersOf("c"), joined("", "c"), joined("a", "c")]).toEqual([
    "c",
    "",
    [],
    "c",
    "a/c",
  ]);
});

test("what begins with a folder's name alone is not in it", () => {
  expect([
    isWithin("src/a", "src"),
    isWithin("src", "src"),
    isWithin("srcs/a", "src"),
    isWithin("x", ""),
  ]).toEqual([true, true, false, true]);
});

test("a copy takes the first name that is free, before the ending", () => {
  const taken = new Set(["notes.txt", "notes copy.txt"]);
  expect([
    copyName("notes.txt", taken, "copy"),
    copyName(".env", taken, "copy"),
    copyName("Makefile", taken, "copy"),
  ]).toEqual(["notes copy 2.txt", ".env copy", "Makefile copy"]);
});

test("what is typed as a place or a name is tidied, or refused with the reason", () => {
  expect(tidyPath("  /src/lib/ ")).toBe("src/lib");
  const taken = new Set(["there"]);
  expect([" ", "..", "there", "new"].map((name) => nameTrouble(name, taken))).toEqual([
    "empty",
    "odd",
    "taken",
    undefined,
  ]);
});

test("a place in a file is one text in an address", () => {
  expect(["a/b.ts", "a/b.ts#L12", "odd#Lx"].map(placeOf)).toEqual([
    { path: "a/b.ts" },
    { path: "a/b.ts", line: 12 },
    { path: "odd#Lx" },
  ]);
  expect([placeText("a", 3), placeText("a", undefined)]).toEqual(["a#L3", "a"]);
});
