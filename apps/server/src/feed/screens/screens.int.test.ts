import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { StoredScreen } from "../../domain/store.ts";
import { LogDatabase } from "./log-database.fixture.ts";
import { Screens } from "./screens.ts";

/** Screens as the server has them: each commit is told, each snapshot saved. */
class Server implements AsyncDisposable {
  readonly database = new LogDatabase();
  readonly stored = new Map<number, StoredScreen>();
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
