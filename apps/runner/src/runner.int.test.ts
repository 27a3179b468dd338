import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { newId } from "@dispatch/protocol/ids";
import { expect, test } from "vitest";
import { startTicksOf } from "./processes/process-table.ts";
import { Bench, linkedRunner } from "./testing/test-runner.ts";

test("a runner waits for its server and says who it is", async () => {
  await using bench = new Bench();
  const runner = bench.startRunner();
  await bench.logged("the runner starts");
  await bench.server.listen(bench.socketPath);
  await bench.server.linked();
  expect(bench.server.hellos[0]).toMatchObject({
    versions: [1],
    build: "test",
    pid: runner.pid,
    sessions: [],
  });
});

test("a refused runner without sessions leaves with exit code 3", async () => {
  await using bench = new Bench();
  bench.server.welcome = () => ({ refused: "too old" });
  await bench.server.listen(bench.socketPath);
  const [exitCode] = await once(bench.startRunner(), "exit");
  expect(exitCode).toBe(3);
  expect(bench.log.join("\n")).toContain("too old");
});

test("a refused runner with a session keeps it, and offers it again", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("printf one; read line; printf two");
  await bench.shows(sessionId, "one");
  const { welcome } = bench.server;
  bench.server.welcome = () => ({ refused: "another version" });
  bench.server.cut();
  await bench.logged("another version");
  bench.server.welcome = welcome;
  await bench.server.linked();
  await bench.server.input(sessionId, "\r");
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).text).toContain("two");
});

test("a runner without sessions leaves when no server comes", async () => {
  await using bench = new Bench();
  const [exitCode] = await once(bench.startRunner(["--lonely-timeout-ms", "100"]), "exit");
  expect(exitCode).toBe(0);
});

test("a runner with a session waits for its server for as long as it takes", async () => {
  await using bench = await linkedRunner(["--lonely-timeout-ms", "100"]);
  const sessionId = await bench.run("printf one; sleep 0.5; printf two; exit 9");
  await bench.shows(sessionId, "one");
  const { welcome } = bench.server;
  let refusals = 0;
  // The session ends meanwhile, but what it said last is not committed yet.
  bench.server.welcome = () => ({ refused: `not now ${(refusals += 1)}` });
  bench.server.cut();
  await bench.logged("not now 2");
  bench.server.welcome = welcome;
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).text).toBe("onetwo");
  expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 9, stopped: false });
});

test("SIGTERM hangs up all sessions and leaves when the server has their ends", async () => {
  await using bench = await linkedRunner();
  const pidFile = join(bench.home, "pid");
  const sessionId = await bench.run(`echo $$ > ${pidFile}; printf ready; sleep 1000`);
  await bench.shows(sessionId, "ready");
  const pid = Number(readFileSync(pidFile, "utf8"));
  const exited = once(bench.runner, "exit");
  bench.runner.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  expect(bench.server.session(sessionId).exit).toMatchObject({ stopped: true });
  expect(startTicksOf(pid)).toBeUndefined();
});

test("SIGTERM without a server ends within a few seconds", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("printf ready; sleep 1000");
  await bench.shows(sessionId, "ready");
  const exited = once(bench.runner, "exit");
  bench.server.welcome = () => ({ refused: "gone" });
  bench.server.cut();
  bench.runner.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});

test("Ctrl-C and a closed terminal where it was started do not end a runner", async () => {
  await using bench = await linkedRunner();
  bench.runner.kill("SIGINT");
  bench.runner.kill("SIGHUP");
  const sessionId = await bench.run("printf here");
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).text).toBe("here");
});

test("a retired runner takes no new session and leaves with the last one", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("printf ready; read line");
  await bench.shows(sessionId, "ready");
  expect(await bench.server.call("retire", {})).toMatchObject({ ok: true, result: { sessions: 1 } });
  expect(await bench.start(newId("ses"))).toMatchObject({ ok: false, code: "start-failed" });
  const exited = once(bench.runner, "exit");
  await bench.server.input(sessionId, "\r");
  expect(await exited).toEqual([0, null]);
  expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 0, stopped: false });
});

test("a runner that is retired while it has no session leaves at once, with an answer", async () => {
  await using bench = await linkedRunner();
  const exited = once(bench.runner, "exit");
  expect(await bench.server.call("retire", {})).toMatchObject({ ok: true, result: { sessions: 0 } });
  expect(await exited).toEqual([0, null]);
});

test("a start that is asked twice is done once; an earlier launch that lives refuses a later one", async () => {
  await using bench = await linkedRunner();
  const sessionId = newId("ses");
  const first = await bench.start(sessionId, { shell: "/bin/sh", args: ["-c", "printf once; read line"] });
  const again = await bench.start(sessionId, { shell: "/bin/sh", args: ["-c", "printf once; read line"] });
  expect(again).toMatchObject({ ok: true, result: first.ok ? first.result : {} });
  await bench.shows(sessionId, "once");
  expect(await bench.start(sessionId, {}, { launch: 2, offset: 10 })).toMatchObject({
    ok: false,
    code: "start-failed",
  });
  await bench.server.input(sessionId, "\r");
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).text).toBe("once\r\n");
});

test("an ended session's last output survives a server that comes back, but not the loss of its folder", async () => {
  await using bench = await linkedRunner(["--lonely-timeout-ms", "200"]);
  bench.server.acks = false;
  const sessionId = await bench.run("printf last");
  await bench.ended(sessionId);
  // The first start began to try out the rungs, which makes folders: a probe would bring back what is lost here.
  await bench.server.call("isolation", {});
  const exited = once(bench.runner, "exit");
  bench.server.welcome = () => ({ refused: "no" });
  rmSync(bench.home, { recursive: true });
  bench.server.cut();
  expect(await exited).toEqual([0, null]);
});

test("a command line that cannot work is refused with the reason", async () => {
  await using bench = new Bench();
  const [exitCode] = await once(bench.startRunner(["--build", ""]), "exit");
  expect(exitCode).toBe(2);
  expect(bench.log.join("\n")).toContain("--build is missing");
});
