import { once } from "node:events";
import { Account, outputOf } from "@dispatch/testkit/account";
import { ChaosProxy } from "@dispatch/testkit/chaos-proxy";
import { type TestSocket, connectSocket } from "@dispatch/testkit/followers";
import { TestServer } from "@dispatch/testkit/test-server";
import { soak, until, within } from "@dispatch/testkit/until";
import type { AttachAck, RunEvent } from "@dispatch/protocol/socket";
import type { SessionScreen } from "@dispatch/protocol/session";
import headless from "@xterm/headless";
import { expect, test } from "vitest";

const MIB = 1024 * 1024;
/** Lines of the history: some 1 MB, then some 100 MB. */
const FEW_LINES = 25_000;
const MANY_LINES = 2_400_000 * soak;
const ROWS = 24;
const COLS = 80;
/** A screen with its scrollback and a short tail; far below any history that is worth the name. */
const TRANSFER_LIMIT_BYTES = 3 * MIB;
const LIMIT_MS = 180_000 * soak;

const numbers = 'seq -f "line %.0f the quick brown fox jumps" 1 $n; echo "done $n"';
const line = (number: number) => `line ${number} the quick brown fox jumps`;

/** What a terminal of this size shows after the last line: its lines, the word that it is done, an empty row. */
const expectedRows = (last: number) => [
  ...Array.from({ length: ROWS - 2 }, (_, index) => line(last - (ROWS - 3) + index)),
  `done ${last}`,
  "",
];

async function painted(screen: SessionScreen, tail: readonly RunEvent[]): Promise<string[]> {
  const terminal = new headless.Terminal({ cols: screen.cols, rows: screen.rows, allowProposedApi: true });
  const paint = (data: string | Uint8Array) => new Promise<void>((resolve) => terminal.write(data, resolve));
  await paint(screen.restore);
  for (const event of tail)
    if (event.channel === "terminal:output") await paint(new Uint8Array(event.payload));
  const { active } = terminal.buffer;
  return Array.from(
    { length: ROWS },
    (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? "",
  );
}

async function attachByScreen(
  socket: TestSocket,
  runId: string,
): Promise<{ screen: SessionScreen; seq: number }> {
  const answer: AttachAck = await within(
    "an answer",
    socket.emitWithAck("run:attach", { runId, screen: true }),
  );
  if (!answer.ok || !answer.screen) throw new Error("no screen came with the answer");
  return { screen: answer.screen, seq: answer.seq };
}

test(
  "R7: getting a usable terminal back moves no more after 100 MB of history than after 1 MB",
  { timeout: LIMIT_MS },
  async () => {
    await using server = await TestServer.start();
    const owner = await Account.register(server.url);
    const session = await owner.terminal({
      shell: "/bin/sh",
      args: ["-c", `stty -echo; while read n; do ${numbers}; done`],
      cols: COLS,
      rows: ROWS,
    });

    async function reattach(lines: number) {
      await owner.type(session.id, `${lines}\n`);
      // Looks at the log's end and not at the screen, which would be brought up to date by that.
      await until(
        `the end of ${lines} lines`,
        async () => {
          const { lastSeq } = await owner.session(session.id);
          return outputOf(await owner.events(session.id, Math.max(0, lastSeq - 3)))
            .toString()
            .includes(`done ${lines}`);
        },
        { deadlineMs: LIMIT_MS },
      );
      await using proxy = await ChaosProxy.start(server.url);
      const socket = connectSocket(proxy.url, owner.token);
      try {
        await within("a connection", once(socket as never, "connect"));
        const tail: RunEvent[] = [];
        socket.on("run:event", (event) => tail.push(event));
        const { screen, seq } = await attachByScreen(socket, session.id);
        await until("the short tail", () => screen.seq + tail.length >= seq);
        expect(tail.map((event) => event.seq)).toEqual(tail.map((_, index) => screen.seq + 1 + index));
        expect(await painted(screen, tail)).toEqual(expectedRows(lines));
        return { transferred: proxy.bytesFromServer, tail: tail.length, lastSeq: seq };
      } finally {
        socket.disconnect();
      }
    }

    const early = await reattach(FEW_LINES);
    const late = await reattach(MANY_LINES);
    expect(early.transferred).toBeLessThan(TRANSFER_LIMIT_BYTES);
    expect(late.transferred).toBeLessThan(TRANSFER_LIMIT_BYTES);
    // The history itself did grow.
    expect(late.lastSeq).toBeGreaterThan(early.lastSeq * 10);

    // Any point of the history is as near as its end: the screen of then, with the lines of then.
    const { lastSeq } = await owner.session(session.id);
    for (const part of [0.1, 0.5, 0.9]) {
      const at = Math.floor(lastSeq * part);
      const begun = performance.now();
      const answer = await fetch(`${server.url}/api/sessions/${session.id}/screen?at=${at}`, {
        headers: { authorization: `Bearer ${owner.token}` },
      });
      const body = await answer.text();
      const screen = JSON.parse(body) as SessionScreen;
      expect([answer.status, at - screen.seq <= 1, body.length < TRANSFER_LIMIT_BYTES]).toEqual([
        200,
        true,
        true,
      ]);
      const numbersShown = (await painted(screen, []))
        .flatMap((row) => /^line (\d+) /.exec(row)?.[1] ?? [])
        .map(Number);
      expect(numbersShown.length).toBeGreaterThan(ROWS - 4);
      expect(numbersShown).toEqual(numbersShown.map((_, index) => (numbersShown[0] ?? 0) + index));
      console.info(
        `event ${at} of ${lastSeq}: line ${numbersShown[0]} after ${Math.round(performance.now() - begun)} ms`,
      );
    }
    console.info(
      `${early.transferred} bytes and ${early.tail} events after 1 MB, ${late.transferred} and ${late.tail} after 100 MB`,
    );
  },
);

test(
  "R7: a reader with a screen that fell far behind is sent a fresh screen instead of what it missed",
  { timeout: LIMIT_MS },
  async () => {
    await using server = await TestServer.start();
    const owner = await Account.register(server.url);
    const session = await owner.terminal({
      shell: "/bin/sh",
      args: ["-c", `stty -echo; echo up; read n; ${numbers}; exec cat`],
      cols: COLS,
      rows: ROWS,
    });
    await owner.shows(session.id, "up");
    await using proxy = await ChaosProxy.start(server.url);
    const socket = connectSocket(proxy.url, owner.token);
    try {
      await within("a connection", once(socket as never, "connect"));
      let painting: { screen: SessionScreen; tail: RunEvent[] } | undefined;
      let screens = 0;
      const faults: string[] = [];
      socket.on("run:event", (event) => {
        const before = painting?.tail.at(-1)?.seq ?? painting?.screen.seq ?? -1;
        if (event.seq !== before + 1) faults.push(`event ${event.seq} came after ${before}`);
        painting?.tail.push(event);
      });
      socket.on("run:behind", ({ seq, screen }) => {
        if (!screen || screen.seq !== seq)
          return void faults.push("no screen, or another's number, came with the news");
        screens += 1;
        painting = { screen, tail: [] };
      });
      const { screen } = await attachByScreen(socket, session.id);
      painting ??= { screen, tail: [] };
      proxy.stopReading();
      const lines = 1_000_000;
      await owner.type(session.id, `${lines}\n`);
      await until("the end of the flood", async () => {
        const { lastSeq } = await owner.session(session.id);
        return outputOf(await owner.events(session.id, Math.max(0, lastSeq - 3)))
          .toString()
          .includes(`done ${lines}`);
      });
      proxy.readAgain();
      const { lastSeq } = await owner.session(session.id);
      await until(
        "the newest event",
        () => (painting?.tail.at(-1)?.seq ?? painting?.screen.seq ?? 0) >= lastSeq,
      );
      expect({ faults, screens: screens > 0 }).toEqual({ faults: [], screens: true });
      expect(await painted(painting.screen, painting.tail)).toEqual(expectedRows(lines));
      // Far less than the 40 MB that flowed meanwhile: what the kernel holds for a reader that stopped, and a screen.
      expect(proxy.bytesFromServer).toBeLessThan(6 * TRANSFER_LIMIT_BYTES);
    } finally {
      socket.disconnect();
    }
  },
);
