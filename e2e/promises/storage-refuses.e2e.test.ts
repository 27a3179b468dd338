import { join } from "node:path";
import type { Session } from "@dispatch/protocol/session";
import { Account, PASSWORD } from "@dispatch/testkit/account";
import { readExport } from "@dispatch/testkit/export-receipt";
import { Flood } from "@dispatch/testkit/flood";
import { connectSocket, follow } from "@dispatch/testkit/followers";
import { randomOf } from "@dispatch/testkit/seeded-random";
import { Frozen, SmallDisk } from "@dispatch/testkit/small-disk";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

/** The database and the logs, with the folders they lie in. */
const written = ["", "dispatch.db", "dispatch.db-wal", "logs", "logs/runner.log"];
const DISK_MIB = 64;
const BALLAST_MIB = 28;
const MIB = 1024 * 1024;

type Ready = { ready: boolean; checks: { name: string; ok: boolean; detail?: string }[] };

/** What clients are told of a session while storage refuses, and that nothing else breaks. */
async function expectHeld(owner: Account, id: string, code: string, told: readonly Session[]) {
  const held = await owner.sessionWhere(id, "held", (session) => session.held !== undefined);
  expect(held).toMatchObject({
    status: "running",
    held: { code, detail: expect.stringContaining("home folder") },
  });
  await until("news of the hold", () =>
    told.some((session) => session.id === id && session.held?.code === code),
  );
  const ready = await owner.request<Ready>("GET", "/api/ready");
  expect(ready.status).toBe(503);
  expect(ready.body.checks.find(({ name }) => name === "storage")).toMatchObject({
    ok: false,
    detail: expect.stringContaining("home folder"),
  });
  expect((await owner.request("GET", "/api/health")).status).toBe(200);
  expect((await owner.request("GET", "/api/sessions")).status).toBe(200);
  const create = await owner.request("POST", "/api/sessions", { body: { kind: "terminal" } });
  expect([create.status, create.body]).toEqual([
    503,
    expect.objectContaining({ code: "storage-unavailable" }),
  ]);
}

async function expectWhole(owner: Account, flood: Flood, told: readonly Session[]) {
  expect(await owner.ended(flood.id)).toMatchObject({ outcome: "completed", exitCode: 0 });
  const exported = await readExport(owner, flood.id);
  expect({ bytes: exported.bytes, sha256: exported.sha256, faults: exported.faults }).toEqual({
    ...flood.result,
    faults: [],
  });
  expect((await owner.session(flood.id)).held).toBeUndefined();
  expect(told.filter(({ id }) => id === flood.id).at(-1)?.held).toBeUndefined();
  expect((await owner.request("GET", "/api/ready")).status).toBe(200);
  const next = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo as before"] });
  expect(await owner.ended(next.id)).toMatchObject({ outcome: "completed" });
}

test("a full disk holds sessions with a clear message, and all goes on without loss when space is back", async (context) => {
  const random = randomOf(context);
  const disk = SmallDisk.mount(DISK_MIB);
  if (typeof disk === "string") return context.skip(disk);
  using _ = disk;
  using folder = temporaryFolder();
  disk.load(BALLAST_MIB);
  await using server = await TestServer.start({ home: disk.home });
  const owner = await Account.register(server.url);
  const flood = await Flood.start(owner, {
    seed: random.integer(1, 1e9),
    leastBytes: MIB,
    folder: folder.path,
  });
  await using reader = follow("socket", { url: server.url, token: owner.token, sessionId: flood.id });
  const socket = connectSocket(server.url, owner.token);
  try {
    const told: Session[] = [];
    socket.on("session:changed", (session) => told.push(session));
    const { pid } = server;
    await owner.sessionWhere(flood.id, "held", ({ held }) => held !== undefined);
    // Not a page is left, so that nothing succeeds by luck.
    disk.fill();
    await expectHeld(owner, flood.id, "storage-full", told);
    flood.stop();
    disk.unload();
    await expectWhole(owner, flood, told);
    await within(
      "the reader's end",
      reader.receipt.reached(({ ended }) => ended),
    );
    expect({ sha256: reader.receipt.sha256, faults: reader.receipt.faults }).toEqual({
      sha256: flood.result.sha256,
      faults: [],
    });
    expect(server.pid).toBe(pid);
  } finally {
    socket.disconnect();
  }
});

test("a server that is killed while the disk is full starts on the full disk, and loses nothing", async (context) => {
  const random = randomOf(context);
  const disk = SmallDisk.mount(DISK_MIB);
  if (typeof disk === "string") return context.skip(disk);
  using _ = disk;
  using folder = temporaryFolder();
  disk.load(BALLAST_MIB);
  await using server = await TestServer.start({ home: disk.home });
  const owner = await Account.register(server.url);
  const flood = await Flood.start(owner, {
    seed: random.integer(1, 1e9),
    leastBytes: MIB,
    folder: folder.path,
  });
  await owner.sessionWhere(flood.id, "held", ({ held }) => held !== undefined);
  disk.fill();
  await server.kill();
  server.launch();
  await until("an answer of the new server", () =>
    owner.request("GET", "/api/health").then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  flood.stop();
  disk.unload();
  await server.ready();
  await expectWhole(owner, flood, []);
});

test("a home folder that turns read-only holds sessions, and all goes on without loss when it can be written again", async (context) => {
  const random = randomOf(context);
  using folder = temporaryFolder();
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const flood = await Flood.start(owner, {
    seed: random.integer(1, 1e9),
    leastBytes: 4 * MIB,
    folder: folder.path,
  });
  const socket = connectSocket(server.url, owner.token);
  try {
    const told: Session[] = [];
    socket.on("session:changed", (session) => told.push(session));
    const { pid } = server;
    await until("a flood", async () => (await owner.session(flood.id)).lastSeq > 20);
    {
      const frozen = Frozen.hold(written.map((name) => join(server.home, name)));
      if (typeof frozen === "string") return context.skip(frozen);
      using _ = frozen;
      await expectHeld(owner, flood.id, "storage-unwritable", told);
      flood.stop();
    }
    await expectWhole(owner, flood, told);
    expect(server.pid).toBe(pid);
  } finally {
    socket.disconnect();
  }
});

test("a server without sessions says that it is not ready while its home folder cannot be written", async (context) => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const readiness = async () =>
    (await owner.request<Ready>("GET", "/api/ready")).body.checks.find(({ name }) => name === "storage");
  {
    const frozen = Frozen.hold(written.map((name) => join(server.home, name)));
    if (typeof frozen === "string") return context.skip(frozen);
    using _ = frozen;
    expect(await readiness()).toMatchObject({ ok: false, detail: expect.stringContaining("home folder") });
    const login = await owner.request("POST", "/api/auth/login", {
      body: { email: "owner@example.com", password: PASSWORD },
    });
    expect([login.status, login.body]).toEqual([
      503,
      expect.objectContaining({ code: "storage-unavailable" }),
    ]);
  }
  expect(await readiness()).toEqual({ name: "storage", ok: true });
});
