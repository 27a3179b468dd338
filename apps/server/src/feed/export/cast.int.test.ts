import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SessionId } from "@dispatch/protocol/ids";
import type { SessionEvent } from "@dispatch/protocol/events";
import { castLines } from "./cast.ts";

const player = "/usr/bin/asciinema";
const terminal = "/usr/bin/script"; // the player insists on a controlling terminal

async function* history(text: Buffer): AsyncGenerator<SessionEvent> {
  let seq = 0;
  yield { seq: ++seq, at: 1_700_000_000_000, channel: "terminal:resize", payload: { cols: 80, rows: 24 } };
  for (let at = 0; at < text.byteLength; at += 7) {
    if (at === 70)
      yield {
        seq: ++seq,
        at: 1_700_000_000_000,
        channel: "terminal:resize",
        payload: { cols: 90, rows: 30 },
      };
    yield {
      seq: ++seq,
      at: 1_700_000_000_000 + at,
      channel: "terminal:output",
      payload: text.subarray(at, at + 7),
    };
  }
}

test.skipIf(!existsSync(player) || !existsSync(terminal))(
  "asciinema plays a cast back, byte for byte",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "dispatch-cast-"));
    try {
      const text = Buffer.from("\x1b[32m日本語\x1b[0m — naïve 🙂\r\n".repeat(40));
      const session = {
        id: SessionId.parse("ses_0123456789"),
        title: 'a "title"',
        createdAt: "2026-01-01T00:00:00.000Z",
      };
      let cast = "";
      for await (const line of castLines(history(text), session)) cast += line;
      const file = join(folder, "session.cast");
      writeFileSync(file, cast);
      const env = { PATH: process.env["PATH"], HOME: folder, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
      const played = join(folder, "played");
      execFileSync(
        terminal,
        ["--quiet", "--return", "--command", `${player} cat ${file} > ${played}`, "/dev/null"],
        { env, stdio: "pipe" },
      );
      expect(readFileSync(played, "utf8")).toBe(text.toString());
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
