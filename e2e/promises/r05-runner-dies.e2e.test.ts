import { readdirSync } from "node:fs";
import { Account, outputOf } from "@dispatch/testkit/account";
import { readExport } from "@dispatch/testkit/export-receipt";
import { Flood } from "@dispatch/testkit/flood";
import { followBySocket } from "@dispatch/testkit/followers";
import { randomOf } from "@dispatch/testkit/seeded-random";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

/** The promise itself: a session whose runner died is told so within this time. */
const LOST_WITHIN_MS = 5_000;

async function runnerOf(server: TestServer): Promise<number> {
  return until("one runner", () => server.runnerPids[0]);
}

test("R5: sessions of a runner that was killed end as lost, nothing of them keeps running, and they resume under the same id", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const plain = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo first life; exec sleep 1000"] });
  // What survives a hang-up: a child in a session of its own that ignores the signal.
  const sticky = await owner.terminal({
    shell: "/bin/sh",
    args: [
      "-c",
      "setsid nohup sleep 1001 >/dev/null 2>&1 & (trap '' HUP TERM; exec sleep 1002) & echo second life; sleep 1003",
    ],
  });
  await owner.shows(plain.id, "first life");
  await owner.shows(sticky.id, "second life");
  const sleeping = () =>
    server.sessionProcesses.filter(({ command }) => command.includes("sleep 100")).map(({ pid }) => pid);
  await until("four sleeping programs", () => sleeping().length >= 4);
  const orphans = server.sessionProcesses.map(({ pid }) => pid);
  await using follower = followBySocket({ url: server.url, token: owner.token, sessionId: plain.id });
  await within(
    "a follower that sees the output",
    follower.receipt.reached(({ bytes }) => bytes > 0),
  );

  const killed = await runnerOf(server);
  process.kill(killed, "SIGKILL");
  const since = Date.now();
  for (const { id } of [plain, sticky]) {
    expect(await owner.ended(id)).toMatchObject({
      status: "ended",
      outcome: "lost",
      reason: expect.stringContaining("runner"),
    });
  }
  expect(Date.now() - since).toBeLessThan(LOST_WITHIN_MS);
  await within(
    "a follower that is told",
    follower.receipt.reached(({ ended }) => ended),
  );

  const fresh = await until("another runner", () => server.runnerPids.find((pid) => pid !== killed));
  expect(fresh).not.toBe(killed);
  await until("no orphan", () => !server.sessionProcesses.some(({ pid }) => orphans.includes(pid)));

  const other = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo new here"] });
  expect(await owner.ended(other.id)).toMatchObject({ outcome: "completed", exitCode: 0 });

  const resumed = await owner.request("POST", `/api/sessions/${plain.id}/resume`);
  expect([resumed.status, resumed.body]).toEqual([
    200,
    expect.objectContaining({ id: plain.id, status: "running", launch: 2 }),
  ]);
  await until(
    "the old output and the new below it",
    async () =>
      outputOf(await owner.events(plain.id))
        .toString()
        .split("first life").length === 3,
  );
  const seqs = (await owner.events(plain.id)).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  await within(
    "a follower that sees both lives",
    follower.receipt.reached(({ lastSeq }) => lastSeq >= seqs.length),
  );
  expect(follower.receipt.faults).toEqual([]);
});

test("R5: a runner that dies while the server is away is found dead when the server is back", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const session = await owner.terminal({
    shell: "/bin/sh",
    args: ["-c", "setsid nohup sleep 1004 >/dev/null 2>&1 & echo up; sleep 1005"],
  });
  await owner.shows(session.id, "up");
  await until(
    "its children",
    () => server.sessionProcesses.filter(({ command }) => command.includes("sleep 100")).length >= 2,
  );
  const orphans = server.sessionProcesses.map(({ pid }) => pid);
  const killed = await runnerOf(server);
  await server.kill();
  process.kill(killed, "SIGKILL");
  await server.start();
  expect(await owner.ended(session.id)).toMatchObject({ outcome: "lost" });
  await until("no orphan", () => !server.sessionProcesses.some(({ pid }) => orphans.includes(pid)));
});

test("R5: stopping a session ends its whole process tree", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const session = await owner.terminal({
    shell: "/bin/sh",
    args: [
      "-c",
      "setsid nohup sleep 1006 >/dev/null 2>&1 & (trap '' HUP TERM; exec sleep 1007) & echo up; sleep 1008",
    ],
  });
  await until(
    "its children",
    () => server.sessionProcesses.filter(({ command }) => command.includes("sleep 100")).length >= 3,
  );
  const stopped = await owner.request("POST", `/api/sessions/${session.id}/stop`);
  expect(stopped.status).toBe(202);
  expect(await owner.ended(session.id)).toMatchObject({ outcome: "stopped" });
  await until("no process of the session", () => server.sessionProcesses.length === 0);
  expect(readdirSync("/proc")).toContain(String(await runnerOf(server)));
});

test("R5: what was shown before a runner died under a flood is the beginning of what was written, without a hole", async (context) => {
  const random = randomOf(context);
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  using folder = temporaryFolder();
  const flood = await Flood.start(owner, {
    seed: random.integer(1, 1e9),
    leastBytes: 2 ** 30,
    folder: folder.path,
  });
  await using follower = followBySocket({ url: server.url, token: owner.token, sessionId: flood.id });
  await within(
    "a flood",
    follower.receipt.reached(({ bytes }) => bytes > 8 * 1024 * 1024),
  );
  process.kill(await runnerOf(server), "SIGKILL");
  expect(await owner.ended(flood.id)).toMatchObject({ outcome: "lost" });
  await within(
    "a follower that is told",
    follower.receipt.reached(({ ended }) => ended),
  );
  const exported = await readExport(owner, flood.id);
  expect(exported.bytes).toBeGreaterThan(8 * 1024 * 1024);
  expect({ bytes: follower.receipt.bytes, sha256: follower.receipt.sha256 }).toEqual({
    bytes: exported.bytes,
    sha256: exported.sha256,
  });
  expect(exported.sha256).toBe(flood.hashOfFirst(exported.bytes));
  expect(follower.receipt.faults).toEqual([]);
});
