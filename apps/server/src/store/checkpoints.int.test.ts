import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { Checkpoints } from "./checkpoints.ts";
import { openDatabase } from "./database.ts";
import { SqliteStore } from "./store.ts";

const MIB = 1024 * 1024;
const workerUrl = new URL("./checkpoint.worker.ts", import.meta.url);

/** A store whose log is started over from so much on, when the test says so. */
function opened(startOverAboveBytes: number) {
  const home = mkdtempSync(join(tmpdir(), "dispatch-checkpoints-"));
  const path = join(home, "test.db");
  const bus = { publish: () => undefined, subscribe: () => () => undefined };
  const store = new SqliteStore({ path, durability: "process", bus, now: () => 1 });
  const warnings: string[] = [];
  const logger = { info: () => undefined, warn: (_: object, text: string) => void warnings.push(text) };
  /** What is done when everybody waits. */
  const hooks = { alone: () => undefined as unknown };
  const checkpoints = new Checkpoints({
    path,
    workerUrl,
    log: { ...logger, error: logger.warn },
    alone: (work) =>
      store.alone(async () => {
        hooks.alone();
        await work();
      }),
    startOverAboveBytes,
  });
  let written = 0;
  return {
    ...{ store, checkpoints, hooks, warnings },
    get written() {
      return written;
    },
    logBytes: () => statSync(`${path}-wal`).size,
    /** How many pages there are in the log, as somebody else sees it. */
    loggedPages() {
      using database = new DatabaseSync(path);
      return (database.prepare("pragma wal_checkpoint(passive)").get() as { log: number }).log;
    },
    /** Somebody who reads the log as it is now, until told otherwise. */
    look() {
      const reader = openDatabase(path, "process").raw;
      reader.exec("begin; select count(*) from session_events");
      return { [Symbol.dispose]: () => reader.close() };
    },
    async write(bytes: number) {
      for (const end = written + bytes; written < end; written += 64 * 1024)
        await store.append([
          { session: 1, event: { channel: "terminal:output", payload: Buffer.alloc(64 * 1024, 1) } },
        ]);
    },
    async [Symbol.asyncDispose]() {
      await checkpoints[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      rmSync(home, { recursive: true });
    },
  };
}

test("a log that has become long is started over, and its file is written again from its beginning", async () => {
  await using it = opened(16 * MIB);
  await it.write(20 * MIB);
  const [size, pages] = [it.logBytes(), it.loggedPages()];
  await it.checkpoints.look();
  for (let time = 0; time < 3; time++) {
    await it.write(20 * MIB);
    expect(it.loggedPages()).toBeLessThan(1.2 * pages);
    await it.checkpoints.look();
  }
  expect(it.logBytes()).toBeLessThan(1.2 * size);
  expect(it.store.head(1).seq).toBe((80 * MIB) / (64 * 1024));
  expect(it.warnings).toEqual([]);
});

test("for a log that is not long nobody waits: it is copied, and goes on where somebody reads it", async () => {
  await using it = opened(64 * MIB);
  await it.write(20 * MIB);
  using _reader = it.look();
  it.hooks.alone = () => expect.fail("somebody waits");
  await it.checkpoints.look();
  await it.write(64 * 1024);
  expect(it.loggedPages() * 8192).toBeGreaterThan(20 * MIB);
});

test("while it is started over floods are told to wait, and what is written meanwhile is there after it", async () => {
  await using it = opened(16 * MIB);
  await it.write(20 * MIB);
  let room: Promise<void> | undefined;
  let late: Promise<unknown> | undefined;
  it.hooks.alone = () => {
    room = it.checkpoints.room;
    late = it.write(64 * 1024);
  };
  const looking = it.checkpoints.look();
  expect(it.checkpoints.room).toBeUndefined();
  await looking;
  expect(room).toBeInstanceOf(Promise);
  await Promise.all([room, late]);
  expect(it.checkpoints.room).toBeUndefined();
  expect(it.store.head(1).seq).toBe(it.written / (64 * 1024));
  // What came last is the first thing in the new log.
  expect(it.loggedPages() * 8192).toBeLessThan(MIB);
});

test("somebody who reads all the while keeps it from being started over, and nobody else from writing", async () => {
  await using it = opened(16 * MIB);
  await it.write(20 * MIB);
  {
    using _reader = it.look();
    await it.write(MIB);
    await it.checkpoints.look();
    await it.write(MIB);
    expect(it.loggedPages() * 8192).toBeGreaterThan(20 * MIB);
  }
  await it.checkpoints.look();
  await it.write(MIB);
  expect(it.loggedPages() * 8192).toBeLessThan(4 * MIB);
});

test("when nobody writes, a large file is emptied; while somebody does, it is not", async () => {
  await using it = opened(256 * MIB);
  await it.write(70 * MIB);
  await it.checkpoints.look();
  expect(it.logBytes()).toBeGreaterThan(64 * MIB);
  await it.write(64 * 1024);
  await it.checkpoints.look();
  expect(it.logBytes()).toBeGreaterThan(64 * MIB);
  await it.checkpoints.look();
  expect(it.logBytes()).toBe(0);
  await it.write(64 * 1024);
  expect(it.store.head(1).seq).toBe(it.written / (64 * 1024));
});

test("an end in the middle of it leaves nobody waiting", async () => {
  const it = opened(16 * MIB);
  await it.write(20 * MIB);
  const ended = Promise.withResolvers<void>();
  it.hooks.alone = () => void it[Symbol.asyncDispose]().then(ended.resolve, ended.reject);
  await it.checkpoints.look();
  await ended.promise;
  expect(it.checkpoints.room).toBeUndefined();
});

test("an end before the thread has answered leaves nobody waiting either", async () => {
  const it = opened(16 * MIB);
  await it.write(20 * MIB);
  const looking = it.checkpoints.look();
  await it[Symbol.asyncDispose]();
  await looking;
  expect(it.warnings).toEqual([]);
});
