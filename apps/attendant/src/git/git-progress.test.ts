import { expect, test } from "vitest";
import { readProgress } from "./git-progress.ts";

test("progress is read from what git writes over and over in one line", () => {
  const text =
    "Cloning into bare repository 'x'...\nremote: Enumerating objects: 12, done.\n" +
    "remote: Counting objects:  50% (6/12)\rremote: Counting objects: 100% (12/12), done.\n" +
    "Receiving objects:  45% (123/272), 1.20 MiB | 800.00 KiB/s\rResolving deltas: 100% (3/3), done.\n";
  expect(readProgress(text)).toEqual([
    { step: "Enumerating objects", detail: "12" },
    { step: "Counting objects", percent: 50, detail: "6/12" },
    { step: "Counting objects", percent: 100, detail: "12/12" },
    { step: "Receiving objects", percent: 45, detail: "123/272, 1.20 MiB | 800.00 KiB/s" },
    { step: "Resolving deltas", percent: 100, detail: "3/3" },
  ]);
});

test("other lines tell nothing of it", () => {
  expect(readProgress("fatal: repository '/x' does not exist\nhint: 3 things\n")).toEqual([]);
});
