import { readFileSync } from "node:fs";
import { ScriptedServer } from "@dispatch/client/testing/scripted-server";
import type { ScriptedSession } from "@dispatch/client/testing/scripted-session";
import type { Session } from "@dispatch/protocol/session";
import { expect, onTestFinished, test } from "vitest";
import { program, Terminal } from "../testing/terminal.ts";

async function setUp(change: Partial<Session> = {}) {
  const server = await new ScriptedServer().start();
  onTestFinished(() => server.stop());
  const session = server.session("ses_terminal", change);
  session.output("prompt$ ");
  // Run by a shell that shows the terminal's settings before and after.
  const terminal = new Terminal({
    file: "/bin/sh",
    args: [
      "-c",
      'stty -g; "$0" "$@"; echo "code $?"; stty -g',
      process.execPath,
      program,
      "attach",
      "terminal",
      "--server",
      server.url,
    ],
    env: { DISPATCH_API_KEY: "good-token", DISPATCH_HOME: "/nonexistent" },
  });
  onTestFinished(() => terminal[Symbol.dispose]());
  const settings = (await terminal.see("\n")).trim();
  await terminal.see("prompt$ ");
  return { server, session, terminal, settings };
}

const typed = (session: ScriptedSession, text: string) =>
  new Promise<void>((resolve) => {
    const look = () => session.inputs.join("").includes(text) && resolve();
    session.onInput = look;
    look();
  });

/** The program that the shell runs. */
const childOf = (pid: number) => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());

/** What remains after the program: its last line, the exit code and the terminal's settings. */
async function ending(terminal: Terminal) {
  await terminal.exited;
  const [, code, settings] = /code (\d+)\s+(\S+)\s*$/.exec(terminal.shown) ?? [];
  return { code: Number(code), settings };
}

test("keys arrive raw, Ctrl-C too, and the detach key leaves the terminal as it was", async () => {
  const { session, terminal, settings } = await setUp();
  session.output("\u001b[?1049h\u001b[?1000h full screen");
  await terminal.see("full screen");
  terminal.type("ls\r\u0003\u001d\u001d");
  await typed(session, "ls\r\u0003\u001d");
  terminal.type("\u001dd");
  expect(await ending(terminal)).toEqual({ code: 0, settings });
  expect(terminal.shown).toContain("[detached from ses_terminal; `dispatch attach ses_terminal` comes back]");
  for (const off of ["\u001b[?1049l", "\u001b[?1000l", "\u001b[?25h"]) expect(terminal.shown).toContain(off);
  expect(session.inputs.join("")).toBe("ls\r\u0003\u001d");
});

test("a line feed reaches the terminal as a line feed", async () => {
  const { session, terminal } = await setUp();
  session.output("up\ndown\r\nend");
  expect(await terminal.see("end")).toContain("up\ndown\r\nend");
});

test("the window's size is sent on attach and whenever it changes", async () => {
  const { session, terminal } = await setUp();
  const resized = new Promise<void>((resolve) => (session.onResize = resolve));
  terminal.pty.resize(90, 20);
  await resized;
  expect(session.sizes).toEqual([
    { cols: 100, rows: 30 },
    { cols: 90, rows: 20 },
  ]);
});

test("when the server restarts it goes on by cursor, and what was typed meanwhile arrives once", async () => {
  const { server, session, terminal } = await setUp();
  session.output("one ");
  await terminal.see("one ");
  await server.stop();
  terminal.type("meanwhile");
  session.output("two ");
  await server.start();
  await terminal.see("two ");
  await typed(session, "meanwhile");
  session.output("three");
  expect(await terminal.see("three")).not.toContain("connection lost");
  expect(session.inputs).toEqual(["meanwhile"]);
});

test("a longer gap is told, and the notice is gone when the connection is back", async () => {
  const { server, session, terminal } = await setUp();
  await server.stop();
  await terminal.see("connection lost");
  session.output("missed");
  await server.start();
  expect(await terminal.see("prompt$ missed")).toContain("\u001b[2J");
});

test("the session's own end is told, with the exit code of its outcome", async () => {
  for (const [exitCode, code, line] of [
    [0, 0, "ended (completed)"],
    [7, 6, "ended (failed, exit code 7)"],
  ] as const) {
    const { session, terminal, settings } = await setUp();
    session.output("last words");
    session.end(exitCode);
    expect(await ending(terminal)).toEqual({ code, settings });
    expect(terminal.shown).toContain("last words");
    expect(terminal.shown).toContain(`[ses_terminal ${line}]`);
  }
});

test("a signal ends it with the terminal put right", async () => {
  const { terminal, settings } = await setUp();
  process.kill(childOf(terminal.pty.pid), "SIGTERM");
  expect(await ending(terminal)).toEqual({ code: 130, settings });
  expect(terminal.shown).toContain("[interrupted; ses_terminal goes on]");
});

test("a login that ends while attached puts the terminal right and says so", async () => {
  const { server, terminal, settings } = await setUp();
  server.tokens.clear();
  server.cut();
  expect(await ending(terminal)).toEqual({ code: 3, settings });
  expect(terminal.shown).toContain("Sign in first");
});

test("whoever looks on is told so, sends no key and no size, and is shown out when it is taken back", async () => {
  const { server, session, terminal, settings } = await setUp({ access: "view", sharedBy: "Bea" });
  await terminal.see("you are looking on at Bea's session, keys are not sent; Ctrl-] then d leaves");
  terminal.type("rm -rf /\r\u0003");
  session.output("still there");
  await terminal.see("still there");
  terminal.pty.resize(90, 20);
  expect(await terminal.see("still there")).toContain("\u001b[2J");
  expect(session.sizes).toEqual([]);
  // What is typed from here on is the first that arrives.
  session.update({ access: "write" });
  session.output("yours too");
  await terminal.see("yours too");
  terminal.type("ls\r");
  await typed(session, "ls");
  expect(session.inputs.join("").replace("\r", "")).toBe("ls");
  server.remove("ses_terminal");
  expect(await ending(terminal)).toEqual({ code: 4, settings });
  expect(terminal.shown).toContain("The session is no longer shared with you. `dispatch ls` shows");
});
