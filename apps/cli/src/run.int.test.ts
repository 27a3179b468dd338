import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { problem } from "@dispatch/client/testing/scripted-server";
import { CommandLine } from "./testing/command-line.ts";

test("ls lists sessions, for people and for programs", async () => {
  await using cli = await CommandLine.open();
  cli.server.session("ses_one1", { title: "build" });
  cli.server.session("ses_two2", { title: "old", status: "ended", outcome: "failed", exitCode: 2 });
  const people = await cli.run(["ls"]);
  expect([people.code, people.err, people.out.split("\n").map((line) => line.split(/ {2,}/))]).toEqual([
    0,
    "",
    [
      ["ID", "STATUS", "CHANGED", "TITLE"],
      ["ses_one1", "running", "now", "build"],
      ["ses_two2", "ended (failed, exit code 2)", "now", "old"],
      [""],
    ],
  ]);
  const programs = await cli.run(["ls", "--live", "--json"]);
  expect((JSON.parse(programs.out) as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([
    "ses_one1",
  ]);
});

test("exit codes: usage 2, not signed in 3, not found 4, refused 5, no server 1", async () => {
  await using cli = await CommandLine.open();
  cli.server.session("ses_busy");
  cli.server.refuse = (event) =>
    event === "POST /api/sessions/ses_busy/stop" ? problem(409, "session-refused", "Not now") : undefined;
  const codes = [
    (await cli.run(["frobnicate"])).code,
    (await cli.run(["attach"])).code,
    (await cli.run(["ls", "--server", "ftp://x"])).code,
    (await cli.run(["ls", "--token", "bad"])).code,
    (await cli.run(["screen", "nothing"])).code,
    (await cli.run(["stop-session", "busy"])).code,
    (await cli.run(["--help"])).code,
  ];
  await cli.server.stop();
  codes.push((await cli.run(["ls"])).code);
  expect(codes).toEqual([2, 2, 2, 3, 4, 5, 0, 1]);
});

test("an error is one line on stderr, and with --json a problem", async () => {
  await using cli = await CommandLine.open();
  expect(await cli.run(["rm", "nothing"])).toEqual({
    code: 4,
    out: "",
    err: 'dispatch: No session is called "nothing". `dispatch ls` shows your sessions.\n',
  });
  const { out, err } = await cli.run(["ls", "--json", "--token", "bad"]);
  expect([out, JSON.parse(err)]).toEqual([
    "",
    {
      type: "urn:dispatch:problem:unauthenticated",
      title: "Sign in first",
      status: 401,
      code: "unauthenticated",
      detail: "Sign in first",
    },
  ]);
});

test("new terminal sends what was asked for and prints the id alone", async () => {
  await using cli = await CommandLine.open();
  const { out, code } = await cli.run([
    "new",
    "terminal",
    "--title",
    "top",
    "--env",
    "A=1",
    "--env",
    "B=2",
    "--cols",
    "100",
    "--",
    "htop",
    "-d",
    "5",
  ]);
  const [session] = cli.server.sessions.values();
  expect([code, out]).toEqual([0, `${session?.session.id}\n`]);
  expect(JSON.parse(session?.inputs[0] ?? "")).toEqual({
    kind: "terminal",
    shell: "htop",
    args: ["-d", "5"],
    title: "top",
    env: { A: "1", B: "2" },
    cols: 100,
  });
});

test("send types its words, or stdin, and presses Enter when asked", async () => {
  await using cli = await CommandLine.open();
  const session = cli.server.session("ses_shell");
  expect((await cli.run(["send", "ses_shell", "echo", "hi", "--enter"])).code).toBe(0);
  expect((await cli.run(["send", "shell", "--json"], { stdin: "from a pipe\n" })).out).toBe(
    '{"id":"ses_shell","bytes":12}\n',
  );
  expect(session.inputs).toEqual(["echo hi", "\r", "from a pipe\n"]);
});

test("wait returns when the session ends, with 6 when it did not complete", async () => {
  await using cli = await CommandLine.open();
  const good = cli.server.session("ses_good");
  const bad = cli.server.session("ses_bad1");
  cli.server.onConnection = () => setImmediate(() => (good.end(0), bad.end(1)));
  const codes = await Promise.all([cli.run(["wait", "ses_good"]), cli.run(["wait", "ses_bad1", "--json"])]);
  expect(codes.map(({ code }) => code)).toEqual([0, 6]);
  expect(JSON.parse(codes[1]?.out ?? "")).toMatchObject({
    id: "ses_bad1",
    status: "ended",
    outcome: "failed",
    exitCode: 1,
  });
});

test("wait gives up after its time-out, and when it is interrupted", async () => {
  await using cli = await CommandLine.open();
  cli.server.session("ses_long");
  const late = await cli.run(["wait", "ses_long", "--timeout", "0.05"]);
  expect([late.code, late.err]).toEqual([
    1,
    "dispatch: ses_long is not ended after 0.05 s. Wait longer with --timeout, or look with `dispatch screen`.\n",
  ]);
  cli.server.onConnection = () => cli.interruption.abort();
  expect((await cli.run(["wait", "ses_long"])).code).toBe(130);
});

test("logs prints the output byte by byte from the cursor on, and events with --json", async () => {
  await using cli = await CommandLine.open();
  const session = cli.server.session("ses_logs");
  for (const text of ["one\r\n", "\u001b[1mtwo\u001b[0m\r\n", "three"]) session.output(text);
  expect((await cli.run(["logs", "ses_logs"])).out).toBe("one\r\n\u001b[1mtwo\u001b[0m\r\nthree");
  expect((await cli.run(["logs", "--after", "2", "ses_logs"])).out).toBe("three");
  const events = (await cli.run(["logs", "--json", "ses_logs"])).out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { seq: number; payload: string });
  expect(events.map(({ seq, payload }) => [seq, Buffer.from(payload, "base64").toString()])).toEqual([
    [1, "one\r\n"],
    [2, "\u001b[1mtwo\u001b[0m\r\n"],
    [3, "three"],
  ]);
});

test("R3: logs -f follows through cuts until the session ends", async () => {
  await using cli = await CommandLine.open();
  const session = cli.server.session("ses_follow");
  for (let count = 0; count < 50; count += 1) session.output(`line ${count}\n`);
  let cuts = 0;
  const { code, out } = await cli.run(["logs", "-f", "ses_follow"], {
    onOutput: (text) => {
      if (!text.endsWith(`line ${49 + cuts}\n`)) return;
      if (cuts === 3) return session.end(1);
      cuts += 1;
      cli.server.cut();
      session.output(`line ${49 + cuts}\n`);
    },
  });
  expect([code, cuts, out]).toEqual([
    6,
    3,
    Array.from({ length: 53 }, (_, count) => `line ${count}\n`).join(""),
  ]);
});

test("attach between pipes types stdin and writes output until the session ends", async () => {
  await using cli = await CommandLine.open();
  const session = cli.server.session("ses_piped");
  session.output("before\n");
  session.onInput = (data) => {
    session.output(`> ${Buffer.from(data).toString()}`);
    if (Buffer.from(data).includes("exit")) session.end(0);
  };
  const stdin = new PassThrough();
  stdin.write("ls\n");
  const { code, out, err } = await cli.run(["attach", "ses_piped"], {
    stdin,
    onOutput: (text) => void (text === "> ls\n" && stdin.write("exit\n")),
  });
  expect([code, out, err]).toEqual([0, "> ls\n> exit\n", "[ses_piped ended (completed)]\n"]);
});

test("attach between pipes to a session for looking on types nothing, and says so", async () => {
  await using cli = await CommandLine.open();
  const session = cli.server.session("ses_seen", { access: "view", sharedBy: "Bea" });
  const stdin = new PassThrough();
  // All of it is read when what could be typed has been.
  stdin.on("end", () => {
    session.output("seen\n");
    session.end(0);
  });
  stdin.end("never\n");
  expect(await cli.run(["attach", "ses_seen"], { stdin })).toEqual({
    code: 0,
    out: "seen\n",
    err: "[you are looking on at Bea's session, keys are not sent]\n[ses_seen ended (completed)]\n",
  });
  expect(session.inputs).toEqual([]);
});

test("export writes to stdout, or a whole file", async () => {
  await using cli = await CommandLine.open();
  cli.server.session("ses_export").output("history\n");
  expect((await cli.run(["export", "ses_export", "--format", "txt"])).out).toBe("history\n");
  const file = join(cli.folder, "out.txt");
  expect((await cli.run(["export", "ses_export", "--format", "txt", "-o", file])).out).toBe(`${file}\n`);
  expect([await readFile(file, "utf8"), await readdir(cli.folder)]).toEqual(["history\n", ["out.txt"]]);
  expect((await cli.run(["export", "ses_export", "--format", "pdf"])).code).toBe(2);
});

test("interrupt, stop-session, resume, screen and rm do what they say", async () => {
  await using cli = await CommandLine.open();
  const session = cli.server.session("ses_life");
  session.output("$ ");
  expect((await cli.run(["interrupt", "life"])).out).toBe("ses_life  interrupted\n");
  expect((await cli.run(["stop-session", "life"])).out).toBe("ses_life  ended (stopped)  ses_life\n");
  expect((await cli.run(["resume", "life"])).out).toBe("ses_life  running  ses_life\n");
  expect((await cli.run(["screen", "life"])).out).toBe("$ \n");
  expect((await cli.run(["rm", "life", "nothing"])).code).toBe(4);
  expect(cli.server.sessions.size).toBe(1);
  expect((await cli.run(["rm", "life"])).out).toBe("ses_life  removed\n");
  expect([cli.server.sessions.size, session.interrupts.length]).toEqual([0, 1]);
});

test("a key is made and its secret printed once; keys are listed", async () => {
  await using cli = await CommandLine.open();
  expect(
    (await cli.run(["key", "create", "ci", "--scope", "read,run", "--expires", "2030-01-31T00:00:00Z"])).out,
  ).toBe("dsp_secret\n");
  expect((await cli.run(["key", "ls"])).out).toContain("key_00000000");
  expect((await cli.run(["key", "create", "ci", "--expires", "soon"])).code).toBe(2);
});

test("status says that the server answers, and 1 when it does not", async () => {
  await using cli = await CommandLine.open();
  cli.server.session("ses_live");
  expect(await cli.run(["status"])).toEqual({
    code: 0,
    out: `${cli.server.url} answers\n1 live of 1 sessions\n`,
    err: "",
  });
  expect((await cli.run(["status", "--token", "bad"])).out).toContain("not signed in");
  await cli.server.stop();
  expect((await cli.run(["status"])).code).toBe(1);
});

test("stop without a server, and doctor without a server, work and say so", async () => {
  await using cli = await CommandLine.open();
  expect((await cli.run(["stop"])).out).toBe(`No server runs from ${cli.settings.home}\n`);
  await cli.server.stop();
  const { code, out } = await cli.run(["doctor", "--json"]);
  const states = Object.fromEntries(
    out
      .trim()
      .split("\n")
      .map((line) => Object.values(JSON.parse(line) as { name: string; state: string }).slice(0, 2)),
  );
  expect([code, states["Node"], states["Home folder"], states["Server"]]).toEqual([0, "ok", "ok", "warn"]);
});
