import { describe, expect, test } from "vitest";
import { SignScanner, type Signs } from "./sign-scanner.ts";

const bytes = (text: string) => Buffer.from(text, "utf8");

/** What several pieces tell together. */
function scan(...pieces: readonly (string | Uint8Array)[]): Signs & { readonly isAtRest: boolean } {
  const scanner = new SignScanner();
  let title: string | undefined;
  let hasRung = false;
  for (const piece of pieces) {
    const found = scanner.scan(typeof piece === "string" ? bytes(piece) : piece);
    title = found.title ?? title;
    hasRung ||= found.hasRung;
  }
  return { title, hasRung, isAtRest: scanner.isAtRest };
}

const cases: readonly [what: string, output: string, title: string | undefined, hasRung: boolean][] = [
  ["text", "hello\r\n", undefined, false],
  ["a bell", "a\x07b", undefined, true],
  ["a title ended by BEL", "a\x1b]0;vim notes.md\x07b", "vim notes.md", false],
  ["a title ended by ST", "\x1b]2;größer – 題\x1b\\", "größer – 題", false],
  ["a title with a byte that would be ST alone", "\x1b]2;\u071c Ü\x1b\\", "\u071c Ü", false],
  ["the last of several", "\x1b]0;one\x07\x1b]2;two\x07\x1b]0;three\x1b\\", "three", false],
  ["a title that is taken back", "\x1b]0;one\x07\x1b]0;\x07", "", false],
  ["an icon's name alone", "\x1b]1;icon\x07", undefined, false],
  [
    "other commands",
    "\x1b]8;;http://x\x07link\x1b]8;;\x07\x1b]52;c;QQ==\x07\x1b]20;no\x07",
    undefined,
    false,
  ],
  ["DCS, APC, PM and SOS", "\x1bPq\x07\x1b\\\x1b_\x07\x1b\\\x1b^\x07\x1b\\\x1bX\x07\x1b\\", undefined, false],
  ["a bell behind them", "\x1bPq#0;2;0\x07\x1b\\\x07", undefined, true],
  ["a bell among a sequence's parameters", "\x1b[3\x071m", undefined, true],
  ["a bell between an escape character and its sequence", "\x1b\x07]0;t\x07", "t", true],
  ["a cancelled title", "\x1b]0;no\x18\x1b]0;nor this\x1a", undefined, false],
  ["a title that another sequence breaks off", "\x1b]0;no\x1b[31m", undefined, false],
  ["a title that another one breaks off", "\x1b]0;no\x1b]0;yes\x07", "yes", false],
  ["line ends and other controls in a title", "\x1b]0;a\r\nb\tc\x07", "abc", false],
  ["what turns the direction of text", "\x1b]0;a\u202egnp.exe\u2066 b\x07", "a gnp.exe  b", false],
  ["spaces alone", "\x1b]0;   \x07", "", false],
];

describe.each(cases)("%s", (_, output, title, hasRung) => {
  const expected = { title, hasRung, isAtRest: true };

  test("is found whole, and byte by byte", () => {
    expect(scan(output)).toEqual(expected);
    expect(scan(...[...bytes(output)].map((byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  test("is found wherever it is cut", () => {
    const whole = bytes(output);
    for (let cut = 0; cut <= whole.length; cut++)
      expect(scan(whole.subarray(0, cut), whole.subarray(cut)), `cut at ${cut}`).toEqual(expected);
  });

  test("is found behind and before much text", () => {
    const text = "x".repeat(70_000);
    expect(scan(text + output + text)).toEqual(expected);
  });
});

test("what is not ended tells nothing, and is not at rest", () => {
  for (const open of ["\x1b", "\x1b]", "\x1b]0;title", "\x1b]0;title\x1b", "\x1bPdata\x07\x07"])
    expect(scan(open), JSON.stringify(open)).toEqual({ title: undefined, hasRung: false, isAtRest: false });
});

test("a new process begins outside of what the last one left open", () => {
  const scanner = new SignScanner();
  scanner.scan(bytes("\x1b]0;left open"));
  scanner.reset();
  expect(scanner.scan(bytes("text\x07"))).toEqual({ title: undefined, hasRung: true });
});

test("a title of megabytes is cut, whatever its pieces, and whole characters are left", () => {
  const piece = "😀".repeat(16_384);
  const pieces = ["\x1b]2;a", ...Array.from({ length: 64 }, () => piece), "\x07", "\x07"];
  expect(scan(...pieces)).toEqual({ title: `a${"😀".repeat(99)}`, hasRung: true, isAtRest: true });
});

test("bytes that are no text are looked through without harm, and what follows them is found", () => {
  const garbage = Buffer.alloc(256 * 1024);
  for (let at = 0, random = 7; at < garbage.length; at++) {
    random = (random * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    garbage[at] = random >> 16;
  }
  const eightBit = Buffer.alloc(1024).map((_, at) => 0x80 + (at % 0x80));
  for (const bad of [garbage, eightBit, Buffer.concat([bytes("\x1b]0;"), eightBit, bytes("\x07")])]) {
    const { title, isAtRest } = scan(bad, "\x18\x1b]0;after\x07");
    expect({ title, isAtRest }).toEqual({ title: "after", isAtRest: true });
  }
  expect(scan(eightBit)).toEqual({ title: undefined, hasRung: false, isAtRest: true });
  expect(scan(Buffer.concat([bytes("\x1b]0;a"), Buffer.of(0xff, 0x9c), bytes("b\x07")])).title).toBe("a��b");
});

/** In the processor's time of this process, so that a busy machine changes little. */
function megabytesPerSecond(unit: string): number {
  const flood = Buffer.alloc(16 * 1024 * 1024, unit);
  const scanner = new SignScanner();
  const before = process.cpuUsage();
  for (let at = 0; at < flood.length; at += 65_536) scanner.scan(flood.subarray(at, at + 65_536));
  const { user, system } = process.cpuUsage(before);
  return flood.length / (user + system);
}

test("a flood of text costs next to nothing, and no other flood costs much", () => {
  const line = "and another line of a flood that goes on and on, until nobody reads it any more\r\n";
  expect(megabytesPerSecond(line)).toBeGreaterThan(1_000);
  // An order of magnitude below what was measured, for machines that are slow or busy.
  for (const unit of ["\x07", "\x1b", "\x1b[31mred\x1b[0m ", "\x1b]0;~/here\x07", "\x1bP", "x\x07", "\x1b]"])
    expect(megabytesPerSecond(unit), JSON.stringify(unit)).toBeGreaterThan(5);
});
