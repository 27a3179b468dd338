import { expect, test } from "vitest";
import { TerminalModes } from "./terminal-modes.ts";

const seeing = (...chunks: string[]) => {
  const modes = new TerminalModes();
  for (const chunk of chunks) modes.see(Buffer.from(chunk));
  return modes;
};

test("the alternate screen is left when the session is in it, and only then", () => {
  expect(seeing("\x1b[?1049h\x1b[2J").reset()).toContain("\x1b[?1049l");
  expect(seeing("\x1b[?1049h", "vim", "\x1b[?1049l").reset()).not.toContain("\x1b[?1049l");
  expect(seeing("plain").reset()).not.toContain("1049");
});

test("a mode is seen when its sequence is cut in two, and when it is one of several", () => {
  const whole = "\x1b[?1;1049h";
  for (let cut = 1; cut < whole.length; cut += 1) {
    expect(seeing(`text${whole.slice(0, cut)}`, `${whole.slice(cut)}more`).alternate).toBe(true);
  }
});

test("mouse, paste, focus and colours are always switched off, and the cursor is shown", () => {
  const reset = seeing("anything").reset();
  for (const sequence of ["\x1b[?1003l", "\x1b[?1006l", "\x1b[?2004l", "\x1b[?1004l", "\x1b[0m", "\x1b[?25h"])
    expect(reset).toContain(sequence);
});

test("after a reset nothing is remembered", () => {
  const modes = seeing("\x1b[?1049h");
  modes.reset();
  expect([modes.alternate, modes.reset().includes("1049")]).toEqual([false, false]);
});
