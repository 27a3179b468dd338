import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { StoredScreen } from "../../domain/store.ts";
import { LogDatabase } from "./log-database.fixture.ts";
import { LOOK_BACK_LIMIT_BYTES } from "./past-screens.ts";
import { WAYPOINT_EVERY_BYTES } from "./screen-messages.ts";
import { SCROLLBACK_ROWS } from "./screen-terminal.ts";
import { Screens } from "./screens.ts";
import { terminalState, terminalWith } from "./terminal-state.fixture.ts";

/** Screens as the server has them: each commit is told, each snapshot saved. */
class Server implements AsyncDisposable {
  readonly database = new LogDatabase();
  readonly stored = new Map<number, StoredScreen>();
  readonly waypoints: number[] = [];
  readonly complaints: string[] = [];
  readonly screens: Screens;
  #onStored = Promise.withResolvers<void>();

  constructor(workerUrl?: URL) {
    const complain = (_facts: object, message: string) => void this.complaints.push(message);
    this.screens = new Screens({
      databasePath: this.database.path,
      saveSnapshot: (session, screen) => {
        this.stored.set(session, screen);
        this.database.save(session, screen);
        this.#onStored.resolve();
        this.#onStored = Promise.withResolvers();
      },
      keepWaypoint: (session, screen) => {
        this.waypoints.push(screen.bytesSeen);
        this.database.keep(session, screen);
      },
      loadSnapshot: (session) => this.stored.get(session),
      times: { quietMs: 50 },
      log: { warn: complain, error: complain },
      ...(workerUrl ? { workerUrl } : {}),
    });
  }

  output(session: number, ...payloads: Parameters<LogDatabase["append"]>[1][]): void {
    const seq = this.database.append(session, ...payloads);
    const bytes = payloads.reduce(
      (sum, payload) =>
        sum + (typeof payload === "string" || payload instanceof Uint8Array ? payload.length : 0),
      0,
    );
    this.screens.advanced(session, seq, bytes);
  }

  async storedUpTo(session: number, seq: number): Promise<StoredScreen> {
    for (;;) {
      const screen = this.stored.get(session);
      if (screen && screen.seq >= seq) return screen;
      await this.#onStored.promise;
    }
  }

  /** A worker that does what the text says before it becomes the real one. */
  workerThat(text: string): URL {
    const path = join(dirname(this.database.path), "worker.ts");
    writeFileSync(
      path,
      `${text}\nawait import(${JSON.stringify(new URL("./screen.worker.ts", import.meta.url).href)});\n`,
    );
    return pathToFileURL(path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.screens[Symbol.asyncDispose]();
    this.database[Symbol.dispose]();
  }
}

test("a silent session's screen is stored, and a read then needs no worker", async () => {
  await using server = new Server();
  server.screens.start();
  server.screens.start();
  server.output(1, { cols: 40, rows: 10 }, "hello");
  const stored = await server.storedUpTo(1, 2);
  expect(await server.screens.read(1)).toBe(stored);
  expect(stored.text).toBe("hello");
});

test("with a short tail the stored screen is the answer, with a long one a new screen", async () => {
  await using server = new Server();
  server.output(1, { cols: 40, rows: 10 }, "hello\r\n");
  const stored = await server.screens.read(1);
  await server.storedUpTo(1, 2);
  server.output(1, "x".repeat(60_000));
  expect((await server.screens.read(1)).seq).toBe(2);
  expect((await server.screens.read(1, { fresh: true })).seq).toBe(3);
  server.output(1, ...Array.from({ length: 5 }, () => "y\r\n".repeat(20_000)));
  const far = await server.screens.read(1);
  expect(stored.seq).toBe(2);
  expect(far.seq).toBe(8);
  expect(far.bytesSeen).toBe(7 + 60_000 + 300_000);
});

test("a fresh read is at the head as it is when it is asked for, under a flood too", async () => {
  await using server = new Server();
  for (let round = 0; round < 20; round++) {
    server.output(1, "z".repeat(60_000), `\r\nround ${round}\r\n`);
    const screen = await server.screens.read(1, { fresh: true });
    expect(screen.seq).toBe(2 * round + 2);
    expect(screen.text).toContain(`round ${round}`);
  }
});

test("a worker that breaks is replaced, and its reads are asked again", async () => {
  await using server = new Server();
  const flag = join(dirname(server.database.path), "broken-once");
  const workerUrl = server.workerThat(`
    import { existsSync, writeFileSync } from "node:fs";
    import { parentPort } from "node:worker_threads";
    if (!existsSync(${JSON.stringify(flag)})) {
      writeFileSync(${JSON.stringify(flag)}, "");
      parentPort.once("message", () => process.exit(1));
    }`);
  server.output(1, "survives");
  await using screens = new Screens({
    databasePath: server.database.path,
    saveSnapshot: () => undefined,
    keepWaypoint: () => undefined,
    loadSnapshot: () => undefined,
    workerUrl,
    log: { warn: (_facts, message) => void server.complaints.push(message), error: () => undefined },
  });
  expect((await screens.read(1)).text).toBe("survives");
  expect(server.complaints).toEqual(["the screen worker ended and is started again"]);
});

test("a worker that breaks again and again rejects the read with a plain error", async () => {
  await using server = new Server();
  await using screens = new Screens({
    databasePath: server.database.path,
    saveSnapshot: () => undefined,
    keepWaypoint: () => undefined,
    loadSnapshot: () => undefined,
    workerUrl: server.workerThat('throw new Error("broken for good");'),
    log: { warn: () => undefined, error: () => undefined },
  });
  await expect(screens.read(1)).rejects.toThrow(
    "The screen of the session could not be made: the screen worker broke twice",
  );
});

test("a removed session's last screen is not stored after all", async () => {
  await using server = new Server();
  server.screens.start();
  server.output(1, "gone");
  server.output(2, "stays");
  server.screens.forget(1);
  await server.storedUpTo(2, 1);
  await server.screens.read(2, { fresh: true });
  expect([...server.stored.keys()]).toEqual([2]);
});

test("stopping rejects what is asked and ends the worker", async () => {
  const server = new Server();
  server.output(1, "x");
  const read = server.screens.read(1, { fresh: true });
  const rejected = expect(read).rejects.toThrow("stopping");
  await server[Symbol.asyncDispose]();
  await rejected;
  await expect(server.screens.read(1)).rejects.toThrow("stopping");
});

const size = { cols: 60, rows: 12 };
const stateOf = (output: string) => terminalState(terminalWith(output, size, SCROLLBACK_ROWS));

test("a screen at an earlier event is what the output up to there makes, and the newest stays as it is", async () => {
  await using server = new Server();
  const pieces = Array.from(
    { length: 40 },
    (_, index) => `\x1b[3${index % 8}mpiece ${index}\x1b[K\r\n\x1b[1A`,
  );
  server.output(1, size, ...pieces);
  await server.screens.read(1, { fresh: true });
  for (const at of [2, 17, 41]) {
    const { seq, restore } = await server.screens.readAt(1, at);
    expect([seq, stateOf(restore)]).toEqual([at, stateOf(pieces.slice(0, at - 1).join(""))]);
  }
  expect((await server.screens.read(1)).seq).toBe(41);
});

test("where an event ends within a character, the screen is of the event before it", async () => {
  await using server = new Server();
  const character = Buffer.from("日");
  server.output(
    1,
    size,
    "one",
    character.subarray(0, 1),
    character.subarray(1, 2),
    character.subarray(2),
    "two",
  );
  const seen: [number, string][] = [];
  for (const at of [2, 3, 4, 5]) {
    const { seq, text } = await server.screens.readAt(1, at);
    seen.push([seq, text]);
  }
  expect(seen).toEqual([
    [2, "one"],
    [2, "one"],
    [2, "one"],
    [5, "one日"],
  ]);
});

test("waypoints are kept along a long recording, and a point behind one needs nothing before it", async () => {
  await using server = new Server();
  const line = (index: number) => `line ${String(index).padStart(8, "0")}${"·".repeat(20)}\r\n`;
  const chunk = (from: number) => Array.from({ length: 1_000 }, (_, index) => line(from + index)).join("");
  const chunkBytes = Buffer.byteLength(chunk(0));
  const chunks = Math.ceil((3 * WAYPOINT_EVERY_BYTES) / chunkBytes);
  server.database.append(1, size);
  for (let index = 0; index < chunks; index++) server.output(1, chunk(index * 1_000));
  await server.screens.read(1, { fresh: true });
  expect(server.waypoints.length).toBeGreaterThanOrEqual(2);
  const at = chunks - 2;
  const before = await server.screens.readAt(1, at);
  server.database.forgetOutputBefore(1, Math.floor(WAYPOINT_EVERY_BYTES / chunkBytes));
  const after = await server.screens.readAt(1, at);
  expect(after).toEqual(before);
  expect(after.text.split("\n").at(-1)).toBe(line((at - 1) * 1_000 - 1).trimEnd());
});

test("a recording without waypoints is looked through by parts, each of which goes on where the last one came to", async () => {
  await using server = new Server();
  const chunk = `${"\x1b[1;1Ha line of some output\r\n".repeat(30_000)}`;
  server.database.append(1, size);
  const last = Math.ceil((LOOK_BACK_LIMIT_BYTES * 1.4) / chunk.length);
  for (let index = 0; index < last; index++) server.database.append(1, chunk);
  server.database.append(1, "here");
  await expect(server.screens.readAt(1, last + 2)).rejects.toMatchObject({
    code: "screen-not-ready",
    data: { retryAfterSeconds: 1 },
  });
  expect((await server.screens.readAt(1, last + 2)).text.split("\n").at(-1)).toBe("here");
});

test("no more earlier screens are made at once than there is room for", async () => {
  await using server = new Server();
  server.output(1, size, "one", "two");
  const asked = await Promise.allSettled([2, 3, 2, 3, 2].map((at) => server.screens.readAt(1, at)));
  expect(asked.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "rejected",
    "rejected",
  ]);
});
