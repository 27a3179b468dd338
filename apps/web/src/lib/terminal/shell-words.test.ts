import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { otherName, plainName, shellWord } from "./shell-words.ts";

test("a shell reads every word as it was meant", () => {
  const words = [
    "/plain/path-1.txt",
    "with blank",
    "it's",
    '"$HOME" `id` !x',
    "*?[a]",
    "-rf",
    "ü日",
    "a\\b",
    "~/x",
    "",
  ];
  const read = execFileSync("/bin/sh", ["-c", `printf '%s\\n' ${words.map(shellWord).join(" ")}`]).toString();
  expect(read.split("\n").slice(0, -1)).toEqual(words);
});

test("names that are taken are told apart by a number before their ending", () => {
  expect([
    otherName("a.tar.gz", 1),
    otherName("a.pdf", 2),
    otherName("Makefile", 3),
    otherName(".env", 2),
  ]).toEqual(["a.tar.gz", "a-2.pdf", "Makefile-3", ".env-2"]);
});

test("a name leads nowhere and holds nothing that a terminal would obey", () => {
  expect([
    plainName("a/b\\c.txt", ""),
    plainName("x\u001b[31m.txt", ""),
    plainName("", "image/png"),
    plainName("..", ""),
    plainName(".env", ""),
  ]).toEqual(["a-b-c.txt", "x-[31m.txt", "file.png", "file.bin", ".env"]);
});
