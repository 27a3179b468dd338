import { describe, expect, test } from "vitest";
import { RandomOutput } from "./random-output.fixture.ts";
import { ScreenTerminal, SCROLLBACK_ROWS } from "./screen-terminal.ts";
import { terminalState, terminalWith } from "./terminal-state.fixture.ts";

const size = { cols: 40, rows: 10 };

function restored(output: string) {
  using screen = new ScreenTerminal(size);
  screen.write(Buffer.from(output));
  return screen.capture();
}

function expectSame(output: string, then = "") {
  const { screen } = restored(output);
  const again = terminalWith(screen.restore + then, size, SCROLLBACK_ROWS);
  const original = terminalWith(output + then, size, SCROLLBACK_ROWS);
  expect(terminalState(again)).toEqual(terminalState(original));
}

const cases: readonly (readonly [name: string, output: string, then?: string])[] = [
  ["an empty terminal", ""],
  ["a prompt", "\x1b[1;32muser@host\x1b[0m:\x1b[34m~\x1b[0m$ "],
  ["rows above the screen", Array.from({ length: 50 }, (_, row) => `row ${row}`).join("\r\n")],
  ["a line longer than the screen is wide", "x".repeat(100) + "\r\nend"],
  ["a soft break before a wide character", "x".repeat(39) + "日本"],
  ["a soft break into colour", "x".repeat(40) + "\x1b[44mblue\x1b[0m\r\nend"],
  ["a soft break whose row was erased", "x".repeat(45) + "\x1b[A\x1b[20G\x1b[K\x1b[Bend"],
  ["a soft break whose first cells were erased", "x".repeat(45) + "\r\x1b[3X"],
  ["erased cells that keep a background", "\x1b[41mred\x1b[K\r\n\x1b[42m\x1b[5Xg\x1b[0m"],
  ["rows that scrolled in with a background", "\n".repeat(9) + "\x1b[45m" + "\r\n".repeat(5) + "\x1b[0mx"],
  [
    "every style",
    "\x1b[1;2;3;4;5;7;8;9;53ma\x1b[0;4:3;58;2;1;2;3mb\x1b[0;38;2;9;8;7;48;5;99mc\x1b[0;91;102md",
  ],
  ["bold ending while dim stays", "\x1b[1;2ma\x1b[22;2mb"],
  ["a cursor that waits to wrap", "x".repeat(40), "y"],
  ["a cursor that waits to wrap in another look", "\x1b[31m" + "x".repeat(40) + "\x1b[32m", "y"],
  ["a letter that an accent follows", "cafe", "\u0301!"],
  ["a wide character that a mark follows", "日", "\u3099!"],
  ["a letter that is repeated", "ab", "\x1b[3b"],
  ["a hidden cursor of another shape", "\x1b[?25l\x1b[5 q"],
  [
    "application keys, bracketed paste, focus and mouse",
    "\x1b[?1h\x1b=\x1b[?66h\x1b[?2004h\x1b[?1004h\x1b[?1003h\x1b[?1006h",
  ],
  ["the other screen over this one", "below\x1b[?1049h\x1b[2J\x1b[5;5H\x1b[31mabove"],
  ["leaving the other screen", "be\x1b[33mlow\x1b[?1049h\x1b[0m\x1b[5;5Habove", "\x1b[?1049lback"],
  ["a scroll region and origin mode", "a\r\nb\r\nc\x1b[3;8r\x1b[?6h\x1b[2;4Hx", "\n\n\n\n\n\nmore"],
  ["insert mode", "abcdef\x1b[1;3H\x1b[4h", "XY"],
  ["no wrapping", "\x1b[?7l" + "z".repeat(50), "q"],
  ["line drawing", "\x1b(0lqqk", "\r\nx  x"],
  ["line drawing in G1", "\x1b)0abc\x0eqq\x0fdd", "\x0eqq"],
  ["text that line drawing must not touch", "q".repeat(40) + "\x1b(0", "q"],
  ["a saved cursor", "\x1b[4;6H\x1b[35m\x1b7\x1b[Hx\x1b[0m", "\x1b8y"],
  ["a saved cursor with line drawing", "\x1b(0\x1b7\x1b(Bqq", "\x1b8qq"],
  ["tab stops", "\x1b[3g\x1b[5G\x1bH\x1b[9G\x1bH\r", "\tx\ty"],
  ["a hyperlink", "\x1b]8;;https://example.org/\x1b\\link\x1b]8;;\x1b\\ none"],
  ["an open hyperlink", "\x1b]8;id=7;https://example.org/\x1b\\link", "more"],
  ["a sequence that is not finished", "abc\x1b[3", "1mred"],
  ["a title that is not finished", "abc\x1b]2;half", " title\x07x"],
  ["a string whose end is not finished", "abc\x1b]2;half\x1b", "\\x"],
];

describe("the restore text brings back", () => {
  for (const [name, output, then] of cases) {
    test(name, () => {
      expectSame(output);
      expectSame(output, then);
    });
  }

  test("random screens, also when the program goes on", { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = new RandomOutput(seed);
      let output = "";
      for (let step = random.below(60); step > 0; step--) {
        output += random.pick([
          random.plainLine(),
          random.colourLine(),
          random.screenWork(40, 10),
          random.screenWork(40, 10),
        ]);
      }
      const then = random.words() + random.colourLine() + random.words();
      try {
        expectSame(output);
        expectSame(output, then);
      } catch (error) {
        throw new Error(`seed ${seed}: ${JSON.stringify(output)}`, { cause: error });
      }
    }
  });
});

test("the title is told and restored", () => {
  const { screen } = restored("\x1b]0;one\x07\x1b]2;two\x1b\\");
  const titles: string[] = [];
  const again = terminalWith("", size, 0);
  again.onTitleChange((title) => titles.push(title));
  expect(screen.title).toBe("two");
  return new Promise<void>((resolve) => again.write(screen.restore, resolve)).then(() =>
    expect(titles).toEqual(["two"]),
  );
});

test("text holds the visible rows and nothing after the last one in use", () => {
  const { screen } = restored("\x1b[31mone\x1b[0m\r\n\r\n  three  日本\r\n");
  expect({ text: screen.text, cursor: screen.cursor }).toEqual({
    text: "one\n\n  three  日本",
    cursor: { x: 0, y: 3 },
  });
});

test("a screen inside a character is not exact, one inside a sequence is", () => {
  using screen = new ScreenTerminal(size);
  screen.write(Buffer.from("abc\xe6", "latin1"));
  expect(screen.capture().exact).toBe(false);
  screen.write(Buffer.from("\x97\xa5\x1b[1;3", "latin1"));
  expect(screen.capture().exact).toBe(true);
});

test("restoring takes no more text than there is", () => {
  expect(restored("$ ").screen.restore.length).toBeLessThan(50);
});
