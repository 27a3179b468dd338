import { expect, test } from "vitest";
import { folderName } from "./folder-name.ts";

test.each([
  ["My Project", "my-project"],
  ["../x", "x"],
  ["../../etc/passwd", "etc-passwd"],
  [".trash", "trash"],
  ["..", "workspace"],
  ["a\0b", "a-b"],
  ["Crème brûlée", "creme-brulee"],
  ["ｈｏｍｅ", "home-2"],
  ["pаypаl", "p-yp-l"], // the a's are Cyrillic
  ["x\u2215y\u202e", "x-y"],
  ["日本語", "workspace"],
  ["-rf", "rf"],
  ["a".repeat(100), "a".repeat(48)],
])("%j lies in %j", (name, folder) => {
  expect(folderName(name)).toBe(folder);
});

test("a name that is taken gets a number, and nothing takes the place of the home", () => {
  expect([folderName("Docs", 3), folderName("Home"), folderName("home", 2)]).toEqual([
    "docs-3",
    "home-2",
    "home-3",
  ]);
});
