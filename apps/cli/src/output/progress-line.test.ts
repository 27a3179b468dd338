import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ProgressLine } from "./progress-line.ts";

function written(terminal: { isTTY?: true; columns?: number }, tell: (line: ProgressLine) => void): string {
  const stream = Object.assign(new PassThrough(), terminal);
  using line = new ProgressLine(stream);
  tell(line);
  line[Symbol.dispose]();
  return String(stream.read());
}

const steps = (line: ProgressLine) => {
  line.tell("Receiving objects", "10 %");
  line.tell("Receiving objects", "20 %");
  line.tell("Checking out");
};

test("away from a terminal each step is one plain line", () => {
  expect(written({}, steps)).toBe("Receiving objects\nChecking out\n");
});

test("on a terminal one line is written over, never wider than the terminal, and is gone afterwards", () => {
  expect(written({ isTTY: true, columns: 21 }, steps)).toBe(
    "\r\u001b[KReceiving objects 10\r\u001b[KReceiving objects 20\r\u001b[KChecking out\r\u001b[K",
  );
});

test("what a host says reaches the terminal as plain text alone", () => {
  expect(written({}, (line) => line.tell("a\u001b[2Jb\nc"))).toBe("a [2Jb c\n");
});
