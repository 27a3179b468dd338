import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { newId } from "@dispatch/protocol/ids";
import type { Committed } from "../domain/log/event-log.ts";
import { type LogUnderTest, eventLogContract } from "../domain/log/event-log.contract.ts";
import { SqliteStore } from "./store.ts";

const folder = () => mkdtempSync(join(tmpdir(), "dispatch-store-"));

function openAt(home: string): LogUnderTest & { store: SqliteStore } {
  const published: Committed[] = [];
  let clock = 1;
  let failing = false;
  const bus = {
    publish: (committed: readonly Committed[]) => void published.push(...committed),
    subscribe: () => () => undefined,
  };
  const now = () => {
    if (failing && clock++ > 1) {
      failing = false;
      throw new Error("the disk fails");
    }
    return clock;
  };
  const store = new SqliteStore({ path: join(home, "test.db"), durability: "process", bus, now });
  return {
    store,
    log: store,
    published,
    failNext: () => void (failing = true),
    setClock: (at) => void (clock = at),
    // A copy of the files as they are, which is what a killed process leaves behind.
    reopen: () => {
      const copy = folder();
      cpSync(home, copy, { recursive: true });
      return Promise.resolve(openAt(copy));
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

eventLogContract("the SQLite store", () => Promise.resolve(openAt(folder())));

const user = {
  id: newId("usr"),
  email: "ann@example.org",
  name: "Ann",
  role: "owner" as const,
  number: 1,
  passwordHash: "x",
  disabledAt: null,
  createdAt: 1,
};

test("rows and events of one write commit together or not at all", async () => {
  await using it = openAt(folder());
  const failed = it.store.write(async ({ users, events }) => {
    await users.insert(user);
    events.append(1, { channel: "session:status", payload: { status: "running" } });
    throw new Error("changed my mind");
  });
  await expect(failed).rejects.toThrow("changed my mind");
  expect(await it.store.read.users.count()).toBe(0);
  expect(it.log.head(1).seq).toBe(0);
  expect(it.published).toEqual([]);
});

test("one failed write does not spoil the next", async () => {
  await using it = openAt(folder());
  await it.store.write(({ users }) => users.insert(user));
  await expect(it.store.write(({ users }) => users.insert(user))).rejects.toThrow(/UNIQUE/);
  await it.store.write(({ users }) =>
    users.insert({ ...user, id: newId("usr"), number: 2, email: "bob@example.org" }),
  );
  expect(await it.store.read.users.count()).toBe(2);
});

test("readers see nothing of a write that is not committed", async () => {
  await using it = openAt(folder());
  await it.store.write(async ({ users }) => {
    await users.insert(user);
    expect(await users.count()).toBe(1);
    expect(await it.store.read.users.count()).toBe(0);
  });
  expect(await it.store.read.users.count()).toBe(1);
});

test("reading cannot write", async () => {
  await using it = openAt(folder());
  await expect(it.store.read.users.insert(user)).rejects.toThrow(/readonly/);
});

test("a database of a newer version is refused with what to do", async () => {
  const home = folder();
  {
    await using _ = openAt(home);
    using database = new DatabaseSync(join(home, "test.db"));
    database.exec("pragma user_version = 999");
    const copy = folder();
    cpSync(home, copy, { recursive: true });
    expect(() => openAt(copy)).toThrow(/newer version of Dispatch/);
    rmSync(copy, { recursive: true });
  }
});
