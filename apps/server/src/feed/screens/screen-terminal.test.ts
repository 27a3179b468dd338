import { expect, test } from "vitest";
import { cutCharacterBytes } from "@dispatch/protocol/cut-character";
import { PlainBacklog } from "./plain-backlog.ts";
import { checkPlain, coloursAtEnd, lineStartBefore } from "./plain-text.ts";
import { RandomOutput } from "./random-output.fixture.ts";
import { ScreenTerminal, SCROLLBACK_ROWS } from "./screen-terminal.ts";
import { terminalState, terminalWith } from "./terminal-state.fixture.ts";

const size = { cols: 60, rows: 12 };

/** Stretches of one sort each, long enough that skipping begins within the plain ones. */
function mixedOutput(random: RandomOutput): string {
  let output = "";
  for (let stretch = 2 + random.below(4); stretch > 0; stretch--) {
    const { line, bytes } = random.pick([
      { line: () => random.plainLine(), bytes: random.pick([200, 900_000]) },
      { line: () => random.colourLine(), bytes: random.pick([20_000, 900_000]) },
      {
        line: () => random.pick([random.plainLine(), random.colourLine()]),
        bytes: random.pick([200, 900_000]),
      },
      { line: () => random.screenWork(size.cols, size.rows), bytes: random.pick([200, 9_000]) },
    ]);
    let text = "";
    while (text.length < bytes) {
      // Repetition makes long stretches cheap to make; what is repeated still differs from stretch to stretch.
      let some = "";
      for (let count = 40; count > 0; count--) some += line();
      text += some.repeat(Math.min(random.pick([1, 20]), Math.ceil((bytes - text.length) / some.length)));
    }
    output += text;
  }
  return output;
}

test("skipping ahead gives what parsing everything gives", { timeout: 60_000 }, () => {
  for (let seed = 1; seed <= 12; seed++) {
    const random = new RandomOutput(seed);
    const output = mixedOutput(random);
    using screen = new ScreenTerminal(size);
    for (const chunk of random.chunks(output, random.pick([500, 9_000, 130_000]))) screen.write(chunk);
    const { restore } = screen.capture().screen;
    const again = terminalWith(restore, size, SCROLLBACK_ROWS);
    const full = terminalWith(output, size, SCROLLBACK_ROWS);
    expect(terminalState(again), `seed ${seed}`).toEqual(terminalState(full));
  }
});

test("a flood of plain lines is dropped but for the last rows and the colour", () => {
  const backlog = new PlainBacklog();
  const line = Buffer.from(`${"x".repeat(70)}\r\n`);
  const chunk = Buffer.concat(Array.from({ length: 900 }, () => line));
  expect(backlog.push(Buffer.from("\x1b[31m\x1b[1"))).toBe(true);
  expect(backlog.push(Buffer.from(";4mred\r\n"))).toBe(true);
  let instead = "";
  for (let count = 0; count < 20; count++) {
    expect(backlog.push(chunk)).toBe(true);
    instead += backlog.trimIfGrown(1_000) ?? "";
  }
  const kept = Buffer.concat(backlog.take());
  expect(instead.startsWith("\x1b[31m\x1b[1;4m\r\n")).toBe(true);
  expect(kept.byteLength).toBeLessThan(1_024 * 1_024);
  expect(kept.toString("latin1").split("\n").length - 1).toBeGreaterThanOrEqual(1_000);
  expect(kept.subarray(0, line.byteLength)).toEqual(line);
});

test("a character cut in two survives, whichever it is", () => {
  for (const character of ["—", "é", "日", "🙂", "\u{10000}", "\u0800"]) {
    const bytes = Buffer.from(`a${character}b`);
    for (let cut = 1; cut < bytes.byteLength; cut++) {
      using screen = new ScreenTerminal(size);
      screen.write(Buffer.from("\x1b[H"));
      screen.write(bytes.subarray(0, cut));
      screen.resize(61, 12); // has what came so far parsed
      screen.write(bytes.subarray(cut));
      expect(screen.capture().screen.text).toBe(`a${character}b`);
    }
  }
  expect(
    ["a", "é", "\xc3", "\xe6\x97", "\xf0\x9f\x99", "\x80\x80\x80\x80", "\xe9a"].map((text) =>
      cutCharacterBytes(Buffer.from(text, "latin1")),
    ),
  ).toEqual([0, 1, 1, 2, 3, 0, 0]);
});

test("what is plain and what is not", () => {
  const plain = (text: string, carry = "") => checkPlain(Buffer.from(text), carry);
  expect(plain("text\ttab\bback\x07bell\r\n é°—日").plain).toBe(true);
  expect(plain("\x1b[1;31mred\x1b[0m\x1b[K\x1b[2K").plain).toBe(true);
  for (const text of [
    "\x1b[H",
    "\x1b[?25l",
    "\x1b]0;t\x07",
    "\x1b[2J",
    "\x0e",
    "\x0f",
    "\u009b1m",
    "\x1b7",
    "\x1b[>4m",
    "\x1b[1\nm",
  ]) {
    expect(plain(text).plain, JSON.stringify(text)).toBe(false);
  }
  expect(plain(`\x1b[${"1;".repeat(32)}`).plain).toBe(true);
  expect(plain(`\x1b[${"1;".repeat(33)}`).plain).toBe(false);
  expect(plain("\u009b1m\x1b[3").plain).toBe(false);
  expect(checkPlain(Buffer.from("\xc2", "latin1"), "")).toEqual({
    plain: true,
    carry: "\xc2",
    coloured: false,
  });
  expect(checkPlain(Buffer.from("\x9b1m", "latin1"), "\xc2").plain).toBe(false);
  expect(checkPlain(Buffer.from("\xb0", "latin1"), "\xc2").plain).toBe(true);
  expect(plain("[31m", "\x1b").carry).toBe("");
  expect(plain("cut\x1b[3")).toEqual({ plain: true, carry: "\x1b[3", coloured: true });
  expect(plain("1mred", "\x1b[3").plain).toBe(true);
  expect(plain("1Hhome", "\x1b[3").plain).toBe(false);
});

test("colours count from the last reset on", () => {
  const colours = (...chunks: string[]) => coloursAtEnd(chunks.map((text) => Buffer.from(text)));
  expect(colours("\x1b[31ma\x1b[0mb\x1b[1mc\x1b[K\x1b[32m")).toBe("\x1b[0m\x1b[1m\x1b[32m");
  expect(colours("\x1b[31ma")).toBe("\x1b[31m");
  expect(colours("\x1b[31ma\x1b[mb", "\x1b[1", "mc", "d")).toBe("\x1b[m\x1b[1m");
  expect(colours("\x1b[31ma", "b\x1b", "[4m\x1b[3")).toBe("\x1b[31m\x1b[4m");
  expect(colours("plain", "text")).toBe("");
});

test("a line start needs a carriage return and enough lines behind it", () => {
  const chunks = ["one\r\ntwo\nthr", "ee\r", "\nfour\r\nfive\r\n"].map((text) => Buffer.from(text));
  expect(lineStartBefore(chunks, 0)).toEqual({ chunk: 2, offset: 13 });
  expect(lineStartBefore(chunks, 1)).toEqual({ chunk: 2, offset: 7 });
  expect(lineStartBefore(chunks, 2)).toEqual({ chunk: 0, offset: 5 });
  expect(lineStartBefore(chunks, 5)).toBeUndefined();
});

test("a resize is applied between the output before and after it", () => {
  using screen = new ScreenTerminal(size);
  screen.write(Buffer.from(`${"x".repeat(50)}\r\nz`));
  screen.resize(20, 5);
  screen.write(Buffer.from(`${"y".repeat(20)}`));
  const { screen: captured } = screen.capture();
  expect({ ...captured, restore: "" }).toEqual({
    cols: 20,
    rows: 5,
    title: "",
    text: `${"x".repeat(20)}\n${"x".repeat(20)}\n${"x".repeat(10)}\nz${"y".repeat(19)}\ny`,
    restore: "",
    cursor: { x: 1, y: 4 },
  });
});
