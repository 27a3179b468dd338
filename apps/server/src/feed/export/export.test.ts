import { describe, expect, test } from "vitest";
import { EventJson, type NewEvent, type SessionEvent } from "@dispatch/protocol/events";
import { SessionId } from "@dispatch/protocol/ids";
import { toEventJson } from "./event-json.ts";
import { exporters, type ExportedSession } from "./exporters.ts";

const session: ExportedSession = {
  id: SessionId.parse("ses_0123456789"),
  title: "build",
  createdAt: "2026-01-02T03:04:05.000Z",
  cols: 132,
  rows: 43,
  shell: "/bin/bash",
};

const output = (bytes: string | Uint8Array, at = 1_000): Omit<SessionEvent, "seq"> => ({
  at,
  channel: "terminal:output",
  payload: typeof bytes === "string" ? Buffer.from(bytes) : bytes,
});
const other = (event: NewEvent, at = 1_000) => ({ ...event, at });

async function* numbered(...events: Omit<SessionEvent, "seq">[]): AsyncGenerator<SessionEvent> {
  for (const [index, event] of events.entries()) yield { ...event, seq: index + 1 } as SessionEvent;
}

async function exported(
  format: keyof typeof exporters.terminal,
  ...events: Omit<SessionEvent, "seq">[]
): Promise<string> {
  let whole = "";
  for await (const part of exporters.terminal[format].write(numbered(...events), session)) whole += part;
  return whole;
}

const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

test("jsonl holds every event, bytes as base64, each valid by the protocol", async () => {
  const written = lines(
    await exported(
      "jsonl",
      other({ channel: "terminal:resize", payload: { cols: 80, rows: 24 } }, 5),
      output(Buffer.from([0xff, 0x00, 0x1b]), 6),
      other({ channel: "terminal:exit", payload: { exitCode: 0 } }, 7),
    ),
  );
  expect(written).toEqual([
    { runId: session.id, seq: 1, at: 5, channel: "terminal:resize", payload: { cols: 80, rows: 24 } },
    { runId: session.id, seq: 2, at: 6, channel: "terminal:output", encoding: "base64", payload: "/wAb" },
    { runId: session.id, seq: 3, at: 7, channel: "terminal:exit", payload: { exitCode: 0 } },
  ]);
  for (const line of written) expect(EventJson.parse(line)).toEqual(line);
});

test("an event's bytes are taken from their place in a larger buffer", () => {
  const payload = Buffer.from("before-bytes-after").subarray(7, 12);
  expect(toEventJson("ses_x", { seq: 1, at: 2, channel: "terminal:output", payload })).toMatchObject({
    payload: Buffer.from("bytes").toString("base64"),
  });
});

describe("cast", () => {
  test("begins with the first size and tells output and resizes by the second", async () => {
    const written = await exported(
      "cast",
      other({ channel: "session:status", payload: { status: "running" } }, 1_000_500),
      other({ channel: "terminal:resize", payload: { cols: 80, rows: 24 } }, 1_000_600),
      output("hi\r\n", 1_001_750),
      other({ channel: "terminal:resize", payload: { cols: 100, rows: 30 } }, 1_003_000),
      output("later", 1_002_000),
    );
    expect(lines(written)).toEqual([
      {
        version: 2,
        width: 80,
        height: 24,
        timestamp: 1000,
        title: "build",
        env: { TERM: "xterm-256color", SHELL: "/bin/bash" },
      },
      [1.25, "o", "hi\r\n"],
      [2.5, "r", "100x30"],
      [2.5, "o", "later"],
    ]);
  });

  test("joins characters that events cut in two, and keeps a byte order mark", async () => {
    const bytes = Buffer.from("\ufeff—日🙂");
    const events = [...bytes].map((byte) => output(Buffer.from([byte])));
    const written = lines(await exported("cast", ...events, output(Buffer.from([0xe6]))));
    expect(written.slice(1).map((line) => (line as string[])[2])).toEqual([
      "\ufeff",
      "—",
      "日",
      "🙂",
      "\ufffd",
    ]);
  });

  test("of a session without output is its header", async () => {
    expect(lines(await exported("cast"))).toEqual([
      {
        version: 2,
        width: 132,
        height: 43,
        timestamp: 1767323045,
        title: "build",
        env: { TERM: "xterm-256color", SHELL: "/bin/bash" },
      },
    ]);
  });
});

const textCases: readonly (readonly [name: string, written: string, read: string])[] = [
  ["plain lines", "one\r\ntwo\nthree", "one\ntwo\nthree\n"],
  ["colours and modes", "\x1b[1;31mred\x1b[0m \x1b[?2004h\x1b[>4;1m\x1b[38:2::1:2:3mx", "red x\n"],
  ["titles and links", "\x1b]0;title\x07a\x1b]8;;https://example.org/\x1b\\link\x1b]8;;\x1b\\b", "alinkb\n"],
  [
    "device strings, whatever they hold",
    "a\x1bP1$r0m\x07\nmore\x1b\\b\x1b_app\x1b\\c\x1bXsos\x1b\\d",
    "abcd\n",
  ],
  ["character sets", "\x1b(0lqk\x1b(B\x1b%G\x1b#8!", "lqk!\n"],
  ["eight-bit controls", "\u009b31mred\u009d0;title\u009cx\u0090q\u009cy\u0085z", "redxy\nz\n"],
  ["a sequence that is aborted", "a\x1b[3\x18b\x1b]0;never\x1ac", "abc\n"],
  ["a sequence within which a control acts", "ab\x1b[3\r1mX", "Xb\n"],
  ["a progress bar", "10%\r50%\r100%\r\n", "100%\n"],
  ["a progress bar that erases", "downloading...\r\x1b[Kdone\r\n", "done\n"],
  ["typing with corrections", "ls -k\b \b\bla\x1b[K\r\n", "ls la\n"],
  ["backspaces beyond the start", "\b\b\bab", "ab\n"],
  ["tabs", "a\tb", "a\tb\n"],
  ["inserting and deleting in the line", "acd\x1b[2D\x1b[1@b\x1b[Cx\x1b[1P", "abcx\n"],
  ["moving right beyond the end", "ab\x1b[3Cc", "ab   c\n"],
  [
    "writing at places of the screen",
    "\x1b[2J\x1b[1;1Hfirst\x1b[5;3Hsecond\x1b[Athird",
    "first\nsecond\nthird\n",
  ],
  ["wide and joined characters", "日本\b\bx\r\n🙂é\rß", "x本\nßé\n"],
  ["empty lines", "\r\n\r\na\r\n", "\n\na\n"],
];

describe("txt reads", () => {
  for (const [name, written, read] of textCases) {
    test(`${name}, also byte by byte`, async () => {
      expect(await exported("txt", output(written))).toBe(read);
      expect(
        await exported("txt", ...[...Buffer.from(written)].map((byte) => output(Buffer.from([byte])))),
      ).toBe(read);
    });
  }

  test("an endless line in parts, and keeps none of an endless string", async () => {
    const part = "x".repeat(50_000);
    const sizes: number[] = [];
    const events = numbered(
      output("\x1b]52;"),
      output(part),
      output(part),
      output("\x07"),
      output(part),
      output(part),
      output(part),
    );
    for await (const text of exporters.terminal.txt.write(events, session)) sizes.push(text.length);
    expect(sizes).toEqual([100_000, 50_001]);
  });
});
