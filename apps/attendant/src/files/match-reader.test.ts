import type { FileMatch } from "@dispatch/protocol/errands/files";
import { expect, test } from "vitest";
import { MatchReader } from "./match-reader.ts";

test("matches are the same however what git says is cut, and names may hold line ends", () => {
  const said = Buffer.from("a\nb/é.txt\x003\x004\x00né foo\r\nc\x001\x001\x00x\n");
  for (const size of [1, 2, 3, 7, 1000]) {
    const found: FileMatch[] = [];
    const reader = new MatchReader((match) => found.push(match));
    for (let at = 0; at < said.length; at += size) reader.push(said.subarray(at, at + size));
    expect(found).toEqual([
      { path: "a\nb/é.txt", line: 3, column: 3, text: "né foo" },
      { path: "c", line: 1, column: 1, text: "x" },
    ]);
  }
});
