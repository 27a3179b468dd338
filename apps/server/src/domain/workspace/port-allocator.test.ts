import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type WorkspaceId, newId } from "@dispatch/protocol/ids";
import { expect, onTestFinished, test } from "vitest";
import { SqliteStore } from "../../store/store.ts";
import { PortAllocator } from "./port-allocator.ts";

const range = { first: 30_000, last: 30_049 };

/** A store with so many workspaces, and an allocator for a range in which some ports are somebody's. */
async function opened(count: number, busy: readonly number[] = []) {
  const home = mkdtempSync(join(tmpdir(), "dispatch-ports-"));
  const bus = { publish: () => undefined, subscribe: () => () => undefined };
  const store = new SqliteStore({ path: join(home, "test.db"), durability: "process", bus, now: () => 1 });
  onTestFinished(async () => {
    await store[Symbol.asyncDispose]();
    rmSync(home, { recursive: true, force: true });
  });
  const owner = newId("usr");
  const ids = Array.from({ length: count }, () => newId("wsp"));
  using database = new DatabaseSync(join(home, "test.db"));
  database.exec(
    `insert into users (id, email, name, role, password_hash, created_at, number) values ('${owner}', 'a@b', 'A', 'owner', '', 1, 1)`,
  );
  for (const id of ids)
    database.exec(
      `insert into workspaces (id, owner_id, kind, name, path, status, is_default, is_made, created_at)
       values ('${id}', '${owner}', 'plain', '${id}', '/${id}', 'ready', 0, 1, 1)`,
    );
  const ports = new PortAllocator({ store, range, isFree: (port) => Promise.resolve(!busy.includes(port)) });
  const blockOf = (id: WorkspaceId | undefined, size: number) => ports.ensure(id as WorkspaceId, size);
  return { store, ids, blockOf };
}

test("all of a range is given out, each port once, and then no more", async () => {
  const { ids, blockOf, store } = await opened(6);
  const blocks = await Promise.all(ids.slice(0, 5).map((id) => blockOf(id, 10)));
  expect(blocks.map(({ first }) => first).sort()).toEqual([30_000, 30_010, 30_020, 30_030, 30_040]);
  await expect(blockOf(ids[5], 10)).rejects.toMatchObject({ code: "ports-exhausted" });
  await store.write(({ portBlocks }) => portBlocks.release(ids[2] as WorkspaceId));
  expect((await blockOf(ids[5], 10)).first).toBe(blocks[2]?.first);
});

test("a block in which somebody listens is passed over", async () => {
  const { ids, blockOf } = await opened(4, [30_003, 30_049]);
  const blocks = await Promise.all(ids.slice(0, 3).map((id) => blockOf(id, 10)));
  expect(blocks.map(({ first }) => first).sort()).toEqual([30_010, 30_020, 30_030]);
  await expect(blockOf(ids[3], 10)).rejects.toMatchObject({ code: "ports-exhausted" });
});

test("a workspace keeps its block, and gets another one only when it needs more", async () => {
  const { ids, blockOf } = await opened(1);
  const [once, again] = [await blockOf(ids[0], 10), await blockOf(ids[0], 3)];
  expect(again).toEqual(once);
  expect(await blockOf(ids[0], 30)).toMatchObject({ first: 30_000, count: 30 });
  expect((await blockOf(ids[0], 10)).count).toBe(30);
});
