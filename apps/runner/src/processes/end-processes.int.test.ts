import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newId } from "@dispatch/protocol/ids";
import { processEnd } from "../testing/process-end.ts";
import { linkedRunner, type Bench } from "../testing/test-runner.ts";
import { startTicksOf } from "./process-table.ts";

/** A command that starts one in the background by `how`, which writes its pid and ignores a hang-up. */
const orphan = (bench: Bench, how: string) =>
  `${how} sh -c 'trap "" HUP; echo $$ > ${bench.home}/pid.tmp; mv ${bench.home}/pid.tmp ${bench.home}/pid; while :; do sleep 0.2; done' >/dev/null 2>&1 </dev/null &
  while [ ! -e ${bench.home}/pid ]; do sleep 0.02; done; printf ready;`;
const orphanPid = (bench: Bench) => Number(readFileSync(join(bench.home, "pid"), "utf8"));
const isAlive = (pid: number) => startTicksOf(pid) !== undefined;

test.each(["setsid nohup", "nohup", "setsid setsid", "env -u TERM_SESSION_ID"])(
  "stop leaves nothing alive of a session with a child started by %s",
  async (how) => {
    await using bench = await linkedRunner();
    const sessionId = await bench.run(`${orphan(bench, how)} sleep 1000`);
    await bench.shows(sessionId, "ready");
    const pid = orphanPid(bench);
    expect(isAlive(pid)).toBe(true);
    expect(await bench.server.call("stop", { sessionId, graceMs: 1_000 })).toMatchObject({
      ok: true,
      result: {},
    });
    await bench.ended(sessionId);
    expect(isAlive(pid)).toBe(false);
    // Of the signal itself, or as a shell reports that its child died of it.
    expect(bench.server.session(sessionId).exit).toMatchObject({ exitCode: 129, stopped: true });
  },
);

test("a shell that ignores the hang-up is killed after the grace period", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("trap '' HUP TERM; printf ready; while :; do sleep 0.05; done");
  await bench.shows(sessionId, "ready");
  const askedAt = performance.now();
  await bench.server.call("stop", { sessionId, graceMs: 200 });
  await bench.ended(sessionId);
  expect(performance.now() - askedAt).toBeGreaterThan(190);
  expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 137, signal: "SIGKILL", stopped: true });
});

test("a stopped process hears the hang-up too", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("printf ready; kill -STOP $$");
  await bench.shows(sessionId, "ready");
  await bench.server.call("stop", { sessionId, graceMs: 10_000 });
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).exit).toMatchObject({ signal: "SIGHUP", stopped: true });
});

test("a program that closes its terminal and ignores the hang-up does not live on unheard", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run(
    "trap '' HUP; printf gone; exec </dev/null >/dev/null 2>&1; while :; do sleep 0.05; done",
  );
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).text).toBe("gone");
  expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 137, signal: "SIGKILL", stopped: false });
});

test("what a shell leaves in the background ends with it", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run(`${orphan(bench, "setsid nohup")} exit 3`);
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 3, stopped: false });
  await bench.logged("processes ended");
  expect(isAlive(orphanPid(bench))).toBe(false);
});

test("the next launch of a session waits until the last one has left nothing, and is not taken for it", async () => {
  await using bench = await linkedRunner(["--kill-grace-ms", "60000"]);
  const sessionId = await bench.run(`${orphan(bench, "setsid nohup")} exit 0`);
  await bench.ended(sessionId);
  const offset = bench.server.session(sessionId).committed;
  const options = { shell: "/bin/sh", args: ["-c", "printf second; read line"] };
  expect(await bench.start(sessionId, options, { launch: 2, offset })).toMatchObject({ ok: true });
  expect(isAlive(orphanPid(bench))).toBe(false);
  await bench.shows(sessionId, "second");
  bench.server.session(sessionId).exit = undefined;
  await bench.server.input(sessionId, "\r");
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 0, stopped: false });
  expect(bench.server.holes).toEqual([]);
});

test("sweep ends what the sessions of a killed runner left, and nothing of the living", async () => {
  await using bench = await linkedRunner();
  const left = await bench.run(`${orphan(bench, "setsid nohup")} sleep 1000`);
  await bench.shows(left, "ready");
  const first = bench.server.hellos[0]?.pid ?? 0;
  process.kill(first, "SIGKILL");
  await bench.server.until(() => !bench.server.isLinked);
  const pid = orphanPid(bench);
  expect(isAlive(pid)).toBe(true);
  bench.startRunner();
  await bench.server.linked();
  const living = await bench.run("printf alive; read line");
  await bench.shows(living, "alive");
  const reply = await bench.server.call("sweep", { sessionIds: [left, living, newId("ses")] });
  expect(reply).toMatchObject({ ok: true });
  expect(reply.ok && (reply.result as { ended: number }).ended).toBeGreaterThan(0);
  expect(isAlive(pid)).toBe(false);
  await bench.server.input(living, "\r");
  await bench.ended(living);
  expect(bench.server.session(living).exit).toEqual({ exitCode: 0, stopped: false });
});

test("a killed runner's shells hang up, whichever was started first", async () => {
  await using bench = await linkedRunner();
  const sessionIds = await Promise.all(
    [1, 2, 3].map((n) => bench.run(`echo $$ > ${bench.home}/shell${n}; printf ready; sleep 1000`)),
  );
  await Promise.all(sessionIds.map((id) => bench.shows(id, "ready")));
  const pids = [1, 2, 3].map((n) => Number(readFileSync(`${bench.home}/shell${n}`, "utf8")));
  const ended = pids.map((pid) => processEnd(pid));
  process.kill(bench.server.hellos[0]?.pid ?? 0, "SIGKILL");
  await Promise.all(ended);
  expect(pids.filter(isAlive)).toEqual([]);
});
