import { once, EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { LogDatabase } from "./log-database.fixture.ts";
import { ScreenFollower } from "./screen-follower.ts";
import { ScreenLog } from "./screen-log.ts";
import type { FromWorker, ScreenTimes } from "./screen-messages.ts";
import { SCROLLBACK_ROWS } from "./screen-terminal.ts";
import { terminalState, terminalWith } from "./terminal-state.fixture.ts";

type Snapshot = Extract<FromWorker, { type: "snapshot" }>;
type Answer = Extract<FromWorker, { type: "answer" }>;
type Failure = Extract<FromWorker, { type: "failure" }>;

/** A follower on a database of its own, whose messages are events by their type. */
class Following implements Disposable {
  readonly database = new LogDatabase();
  readonly log = new ScreenLog(this.database.path);
  readonly messages: FromWorker[] = [];
  readonly #events = new EventEmitter();
  readonly follower: ScreenFollower;

  constructor(times: Partial<ScreenTimes> = {}) {
    this.follower = new ScreenFollower({
      log: this.log,
      times: { quietMs: 20, idleMs: 10_000, returnMemoryMs: 20, ...times },
      post: (message) => {
        this.messages.push(message);
        if (message.type === "snapshot") this.database.save(message.session, message.screen);
        if (message.type === "waypoint") this.database.keep(message.session, message.screen);
        this.#events.emit(message.type, message);
      },
      returnMemory: () => this.#events.emit("memory returned"),
    });
  }

  output(session: number, ...payloads: Parameters<LogDatabase["append"]>[1][]): void {
    const seq = this.database.append(session, ...payloads);
    const bytes = payloads.reduce(
      (sum, payload) =>
        sum + (typeof payload === "string" || payload instanceof Uint8Array ? payload.length : 0),
      0,
    );
    this.follower.advanced({ session, seq, bytes });
  }

  async next(type: "snapshot"): Promise<Snapshot>;
  async next(type: "answer"): Promise<Answer>;
  async next(type: "failure"): Promise<Failure>;
  async next(type: FromWorker["type"]): Promise<unknown> {
    const [message] = (await once(this.#events, type, { signal: AbortSignal.timeout(4_000) })) as [unknown];
    return message;
  }

  async memoryReturned(): Promise<void> {
    await once(this.#events, "memory returned", { signal: AbortSignal.timeout(4_000) });
  }

  async read(session: number) {
    const answer = this.next("answer");
    this.follower.read(session, 1);
    return (await answer).screen;
  }

  [Symbol.dispose](): void {
    this.follower[Symbol.dispose]();
    this.log[Symbol.dispose]();
    this.database[Symbol.dispose]();
  }
}

test("a session that falls silent has its screen stored, exact to the last event", async () => {
  using following = new Following();
  const snapshot = following.next("snapshot");
  following.output(7, { cols: 30, rows: 6 }, "\x1b]2;here\x07$ ");
  expect(await snapshot).toEqual({
    type: "snapshot",
    session: 7,
    screen: {
      seq: 2,
      cols: 30,
      rows: 6,
      title: "here",
      text: "$ ",
      restore: expect.stringContaining("$ "),
      cursor: { x: 2, y: 0 },
      bytesSeen: 11,
    },
  });
});

test("a read answers at the head of the log, also when nobody said that it moved", async () => {
  using following = new Following();
  following.database.append(1, { cols: 20, rows: 5 }, "one\r\n", "two");
  const first = await following.read(1);
  following.database.append(1, " three");
  const second = await following.read(1);
  expect([first.seq, first.text, second.seq, second.text]).toEqual([3, "one\ntwo", 4, "one\ntwo three"]);
});

test("an idle terminal is given up and comes back from its stored screen and what followed", async () => {
  using following = new Following({ idleMs: 40 });
  const { follower, database } = following;
  following.output(1, { cols: 20, rows: 5 }, "\x1b[?2004h\x1b[31mred ");
  await following.memoryReturned();
  expect([follower.size, following.messages.map(({ type }) => type)]).toEqual([0, ["snapshot"]]);
  database.append(1, "still red");
  const screen = await following.read(1);
  const again = terminalWith(screen.restore, { cols: 20, rows: 5 }, SCROLLBACK_ROWS);
  const full = terminalWith("\x1b[?2004h\x1b[31mred still red", { cols: 20, rows: 5 }, SCROLLBACK_ROWS);
  expect(terminalState(again)).toEqual(terminalState(full));
});

test("without any stored screen the whole log gives the same", async () => {
  using following = new Following();
  const chunk = `${"line of output\r\n".repeat(4_000)}`;
  following.database.append(
    1,
    { cols: 40, rows: 8 },
    ...Array.from({ length: 30 }, () => chunk),
    "\x1b[1mend",
  );
  const screen = await following.read(1);
  const full = terminalWith(`${chunk.repeat(30)}\x1b[1mend`, { cols: 40, rows: 8 }, SCROLLBACK_ROWS);
  expect(terminalState(terminalWith(screen.restore, screen, SCROLLBACK_ROWS))).toEqual(terminalState(full));
  expect(screen.bytesSeen).toBe(30 * chunk.length + 7);
});

test("an event that ends within a character waits for the next one", async () => {
  using following = new Following();
  const character = Buffer.from("日");
  following.database.append(
    1,
    { cols: 20, rows: 5 },
    "a",
    Buffer.concat([Buffer.from("b"), character.subarray(0, 2)]),
  );
  const before = await following.read(1);
  following.database.append(1, character.subarray(2));
  const after = await following.read(1);
  expect([before.seq, before.text, after.seq, after.text]).toEqual([2, "a", 4, "ab日"]);
});

test("a screen taken within a sequence goes on with the events behind it", async () => {
  using following = new Following();
  following.database.append(1, { cols: 20, rows: 5 }, "a\x1b[3", "1mb\x1b]2;ti", "tle\x07c");
  const stored = following.next("snapshot");
  const { restore, title, text } = await following.read(1);
  await stored;
  const half = new Following();
  using _half = half;
  half.database.append(1, { cols: 20, rows: 5 }, "a\x1b[3");
  const early = await half.read(1);
  const continued = terminalWith(`${early.restore}1mb\x1b]2;title\x07c`, early, SCROLLBACK_ROWS);
  expect(terminalState(continued)).toEqual(terminalState(terminalWith(restore, early, SCROLLBACK_ROWS)));
  expect([title, text]).toEqual(["title", "abc"]);
});

test("more terminals than are kept at once all get their screens", async () => {
  using following = new Following();
  for (let session = 1; session <= 80; session++)
    following.database.append(session, { cols: 20, rows: 5 }, `session ${session}`);
  for (let session = 1; session <= 80; session++)
    expect((await following.read(session)).text).toBe(`session ${session}`);
  following.database.append(1, " again");
  expect((await following.read(1)).text).toBe("session 1 again");
});

test("a log that cannot be understood fails the read and nothing else", async () => {
  using following = new Following();
  following.database.append(1, { cols: 0, rows: 5 });
  following.database.append(2, "fine");
  const failure = following.next("failure");
  following.follower.read(1, 5);
  expect(await failure).toMatchObject({ session: 1, reads: [5] });
  expect((await following.read(2)).text).toBe("fine");
});
