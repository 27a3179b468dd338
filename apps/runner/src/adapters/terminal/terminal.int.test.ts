import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newId } from "@dispatch/protocol/ids";
import { inputResult } from "@dispatch/protocol/link";
import { expect, test } from "vitest";
import { linkedRunner } from "../../testing/test-runner.ts";

test("a terminal without options is an interactive login shell in the workspace, and echoes", async () => {
  await using bench = await linkedRunner([], { SHELL: "/bin/bash" });
  const sessionId = newId("ses");
  const reply = await bench.start(sessionId);
  expect(reply).toMatchObject({ ok: true, result: { cwd: bench.workspacePath } });
  await bench.server.input(sessionId, "echo $((6*7))-$-; shopt login_shell; pwd\r");
  await bench.shows(sessionId, `${bench.workspacePath}\r\n`);
  const { text } = bench.server.session(sessionId);
  expect(text).toMatch(/42-\w*i/);
  expect(text).toMatch(/login_shell\s+on/);
});

test("exit codes and signals arrive as they were", async () => {
  await using bench = await linkedRunner();
  const code = await bench.run("exit 7");
  const signal = await bench.run("kill -KILL $$");
  const killed = await bench.run("kill -TERM $$");
  await Promise.all([code, signal, killed].map(bench.ended));
  expect([code, signal, killed].map((id) => bench.server.session(id).exit)).toEqual([
    { exitCode: 7, stopped: false },
    { exitCode: 137, signal: "SIGKILL", stopped: false },
    { exitCode: 143, signal: "SIGTERM", stopped: false },
  ]);
});

test("nothing is lost when a program exits right after writing ten megabytes", async () => {
  await using bench = await linkedRunner();
  const sessionIds = await Promise.all(
    [1, 2, 3].map(() => bench.run("head -c 10000000 /dev/zero | tr '\\0' x; printf END")),
  );
  await Promise.all(sessionIds.map(bench.ended));
  const whole = createHash("sha256").update("x".repeat(10_000_000)).update("END").digest("hex");
  expect(sessionIds.map((id) => bench.server.session(id).hash.digest("hex"))).toEqual([whole, whole, whole]);
});

test("bytes are never read as text: broken and split UTF-8 arrives as it is", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("stty raw -echo; printf ready; head -c 1024");
  await bench.shows(sessionId, "ready");
  const sent = Buffer.concat([
    Buffer.from("grüße 🦀"),
    Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    Buffer.alloc(1024),
  ]).subarray(0, 1024);
  for (let at = 0; at < sent.length; at += 7) await bench.server.input(sessionId, sent.subarray(at, at + 7));
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).hash.digest("hex")).toBe(
    createHash("sha256").update("ready").update(sent).digest("hex"),
  );
});

test("a resize takes its place between the output before and after it", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run(
    "trap 'stty size; exit' WINCH; printf before; while :; do sleep 0.05; done",
  );
  await bench.shows(sessionId, "before");
  expect(await bench.server.call("resize", { sessionId, cols: 132, rows: 43 })).toMatchObject({ ok: true });
  await bench.ended(sessionId);
  const { events, text } = bench.server.session(sessionId);
  expect(events).toEqual([
    { offset: "before".length, value: { channel: "terminal:resize", payload: { cols: 132, rows: 43 } } },
  ]);
  expect(text).toBe("before43 132\r\n");
});

test("a resize to the size it has, and one after the exit, change nothing and fail nothing", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("read line");
  expect(await bench.server.call("resize", { sessionId, cols: 80, rows: 24 })).toMatchObject({ ok: true });
  bench.server.acks = false;
  void bench.server.input(sessionId, "\r");
  await bench.ended(sessionId);
  expect(await bench.server.call("resize", { sessionId, cols: 90, rows: 24 })).toMatchObject({ ok: true });
  expect(bench.server.session(sessionId).events).toEqual([]);
});

test("interrupt is Ctrl-C for what runs in the foreground", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("trap 'exit 42' INT; printf ready; while :; do sleep 0.05; done");
  await bench.shows(sessionId, "ready");
  expect(await bench.server.call("interrupt", { sessionId })).toMatchObject({ ok: true });
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 42, stopped: false });
});

test("input to a program that does not read waits up to a limit, and is applied in order when it reads", async () => {
  await using bench = await linkedRunner();
  const gate = join(bench.home, "gate");
  const command = `stty raw -echo; mkfifo ${gate}; printf ready; read go < ${gate}; head -c 2097152 | sha256sum`;
  const sessionId = await bench.run(command);
  await bench.shows(sessionId, "ready");
  const piece = Buffer.alloc(1024 * 1024, "0123456789abcdef");
  const queued = [1, 2, 3, 4].map(() => bench.server.input(sessionId, piece, `key${Math.random()}`));
  expect(await bench.server.input(sessionId, piece, "too-much")).toBe(inputResult.full);
  writeFileSync(gate, "go\n");
  expect(await Promise.all(queued.slice(0, 2))).toEqual([inputResult.applied, inputResult.applied]);
  await bench.ended(sessionId);
  const hash = createHash("sha256").update(piece).update(piece).digest("hex");
  expect(bench.server.session(sessionId).text).toContain(hash);
  expect(await Promise.all(queued.slice(2))).toEqual([inputResult.gone, inputResult.gone]);
});

test("input to an ended and to an unknown session is answered as gone", async () => {
  await using bench = await linkedRunner();
  bench.server.acks = false;
  const sessionId = await bench.run("true");
  await bench.ended(sessionId);
  expect(await bench.server.input(sessionId, "x")).toBe(inputResult.gone);
  expect(await bench.server.input(newId("ses"), "x")).toBe(inputResult.gone);
});

test("what cannot be started is refused with the option to mend", async () => {
  await using bench = await linkedRunner();
  mkdirSync(bench.workspacePath, { recursive: true });
  const script = join(bench.workspacePath, "script");
  writeFileSync(script, "#!/no/such/interpreter\n", { mode: 0o755 });
  writeFileSync(join(bench.workspacePath, "plain"), "text");
  const refused = async (options: Record<string, unknown>) => {
    const reply = await bench.start(newId("ses"), options);
    return reply.ok ? "started" : [reply.code, reply.path];
  };
  expect(await refused({ shell: "/no/such/shell" })).toEqual(["invalid-request", "shell"]);
  expect(await refused({ shell: "no-such-program" })).toEqual(["invalid-request", "shell"]);
  expect(await refused({ shell: "/etc/passwd" })).toEqual(["invalid-request", "shell"]);
  expect(await refused({ shell: script })).toEqual(["invalid-request", "shell"]);
  expect(await refused({ cwd: "no/such/folder" })).toEqual(["invalid-request", "cwd"]);
  expect(await refused({ cwd: "plain" })).toEqual(["invalid-request", "cwd"]);
  expect(await refused({ env: { DISPATCH_HOME: "/" } })).toEqual(["invalid-request", "env.DISPATCH_HOME"]);
  expect(await refused({ args: ["x".repeat(200_000)] })).toEqual(["invalid-request", "options.args.0"]);
  expect(await refused({ shell: "sh", args: ["-c", "é".repeat(65_536)] })).toEqual([
    "invalid-request",
    "args.1",
  ]);
  expect(await refused({ cols: 0 })).toEqual(["invalid-request", "options.cols"]);
  expect(await bench.server.call("stop", { sessionId: newId("ses"), graceMs: 1 })).toMatchObject({
    code: "session-not-found",
  });
});

test("a program found on the path runs without arguments of a shell, in a folder of the workspace", async () => {
  await using bench = await linkedRunner();
  mkdirSync(join(bench.workspacePath, "inner"), { recursive: true });
  const sessionId = await bench.terminal({ shell: "pwd", cwd: "inner" });
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).text).toBe(`${bench.workspacePath}/inner\r\n`);
});

test("a child sees none of the runner's own variables but those on the list", async () => {
  const planted = {
    DISPATCH_ENCRYPTION_KEY: "canary",
    npm_config_x: "canary",
    ANTHROPIC_API_KEY: "canary",
    NODE_OPTIONS: "--no-warnings",
  };
  await using bench = await linkedRunner([], planted);
  const sessionId = await bench.terminal({ shell: "/usr/bin/env", env: { WANTED: "yes" } });
  await bench.ended(sessionId);
  const names = bench.server
    .session(sessionId)
    .text.split("\r\n")
    .map((line) => line.split("=")[0]);
  expect(names).toContain("WANTED");
  expect(names.filter((name) => name !== undefined && name in planted)).toEqual([]);
  expect(bench.server.session(sessionId).text).not.toContain("canary");
});

test("a child inherits no file of the runner, least of all another session's terminal", async () => {
  await using bench = await linkedRunner();
  await bench.run("read line");
  const sessionId = await bench.run("ls -l /proc/self/fd");
  await bench.ended(sessionId);
  const files = bench.server.session(sessionId).text.match(/\d+ -> .*(?=\r)/g) ?? [];
  expect(files.map((file) => file.replaceAll(/\d+/g, "N"))).toEqual([
    "N -> /dev/pts/N",
    "N -> /dev/pts/N",
    "N -> /dev/pts/N",
    "N -> /proc/N/fd",
  ]);
});

test("a child starts with every signal at its default", async () => {
  await using bench = await linkedRunner();
  await bench.run("read line");
  const sessionId = await bench.terminal({
    shell: "grep",
    args: ["-E", "^Sig(Ign|Blk)", "/proc/self/status"],
  });
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).text).toBe(
    "SigBlk:\t0000000000000000\r\nSigIgn:\t0000000000000000\r\n",
  );
});

test("fifty sessions at once each get their own output, and no file stays open behind them", async () => {
  await using bench = await linkedRunner();
  const pid = bench.server.hellos[0]?.pid ?? 0;
  const openTerminals = () =>
    readdirSync(`/proc/${pid}/fd`).filter((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`).includes("ptmx");
      } catch {
        return false; // closed since it was listed
      }
    });
  const sessionIds = await Promise.all(
    Array.from({ length: 50 }, (_, number) =>
      bench.run(`read line; echo "$line" is ${number}; seq 1 20000 | tail -1`),
    ),
  );
  expect(openTerminals()).toHaveLength(50);
  await Promise.all(sessionIds.map((id, number) => bench.server.input(id, `number ${number}\r`)));
  await Promise.all(sessionIds.map(bench.ended));
  sessionIds.forEach((id, number) => {
    expect(bench.server.session(id).text).toBe(
      `number ${number}\r\nnumber ${number} is ${number}\r\n20000\r\n`,
    );
  });
  expect(openTerminals()).toEqual([]);
});
