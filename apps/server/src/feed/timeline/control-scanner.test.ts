import { expect, test } from "vitest";
import { ControlScanner, type Told } from "./control-scanner.ts";

const scan = (...pieces: string[]): Told[] => {
  const scanner = new ControlScanner();
  return pieces.flatMap((piece) => scanner.scan(Buffer.from(piece)));
};

const output =
  "a\x07b\x1b[31mred\x1b[0m\x1b]2;first\x07\x1b]0;second – ü\x1b\\\x1b]133;A\x07$ \x1b]133;C;cmdline_url=ls%20-la\x07\x1b]133;D;2;aid=1\x07" +
  "\x1bPq#0;2;0\x07still an image\x1b\\\x1b]8;;http://x\x07link\x1b]8;;\x07\x1b]133;D;0\x1b\\end\x07";
const told: Told[] = [
  { type: "bell" },
  { type: "title", text: "first" },
  { type: "title", text: "second – ü" },
  { type: "prompt" },
  { type: "command", text: "ls -la" },
  { type: "command-ended", exitCode: 2 },
  { type: "command-ended", exitCode: 0 },
  { type: "bell" },
];

test("bells, titles and the marks of shells are found, and what only looks like one is not", () => {
  expect(scan(output)).toEqual(told);
});

test("it does not matter where the output is cut", () => {
  const bytes = Buffer.from(output);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const scanner = new ControlScanner();
    const found = [...scanner.scan(bytes.subarray(0, cut)), ...scanner.scan(bytes.subarray(cut))];
    expect(found, `cut at ${cut}`).toEqual(told);
  }
});

test("a sequence that is broken off is no mark, and the next one is", () => {
  expect(scan("\x1b]2;lost\x18text\x07", "\x1b]2;lost too\x1b]2;kept\x07")).toEqual([
    { type: "bell" },
    { type: "title", text: "kept" },
  ]);
});

test("what is longer than any title is passed over", () => {
  expect(scan(`\x1b]52;c;${"A".repeat(100_000)}\x07\x07`)).toEqual([{ type: "bell" }]);
});

test("output may be cut where nothing is open", () => {
  const scanner = new ControlScanner();
  const rests = ["text", "\x1b", "]2;ti", "tle\x07"].map((piece) => {
    scanner.scan(Buffer.from(piece));
    return scanner.isAtRest;
  });
  expect(rests).toEqual([true, false, false, true]);
});
