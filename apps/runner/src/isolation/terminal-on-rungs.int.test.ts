import { newId } from "@dispatch/protocol/ids";
import { describe, expect, test } from "vitest";
import {
  eventually,
  isInForeground,
  ladderBench,
  linesOf,
  processesWith,
  variants,
} from "../testing/ladder.ts";
import { processEnd } from "../testing/process-end.ts";

/** A terminal must be as good on every rung as it is on none. */
describe.each(variants)("$rung, the runner being $runner", (variant) => {
  test("a shell has job control: Ctrl-Z stops, fg goes on, Ctrl-C interrupts", async () => {
    await using bench = await ladderBench(variant);
    const sleep = `sleep ${1000 + Math.floor(Math.random() * 1e6)}`;
    const sessionId = await bench.terminal({
      shell: "/bin/bash",
      args: ["--norc", "-i"],
      env: { PS1: "> " },
    });
    const type = (text: string) => bench.server.input(sessionId, text);
    await type(`${sleep}\r`);
    await eventually(() => processesWith(sleep).some(isInForeground));
    await type("\x1a");
    await bench.shows(sessionId, "Stopped");
    await type("fg\r");
    await eventually(() => processesWith(sleep).some(isInForeground));
    await type("\x03");
    await type("echo status $?\r");
    await bench.shows(sessionId, "status 130");
    expect(bench.server.session(sessionId).text).not.toMatch(/no job control|cannot set terminal/);
  });

  test("Ctrl-C is the program's to handle", async () => {
    await using bench = await ladderBench(variant);
    const sessionId = await bench.run(
      "trap 'echo caught; exit 3' INT; echo ready; while :; do sleep 0.05; done",
    );
    await bench.shows(sessionId, "ready");
    await bench.server.input(sessionId, "\x03");
    await bench.ended(sessionId);
    expect(bench.server.session(sessionId).text).toContain("caught");
    expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 3, stopped: false });
  });

  test("exit codes and signals arrive as they were", async () => {
    await using bench = await ladderBench(variant);
    const ids = await Promise.all(["exit 7", "kill -KILL $$", "kill -TERM $$"].map((how) => bench.run(how)));
    await Promise.all(ids.map(bench.ended));
    expect(ids.map((id) => bench.server.session(id).exit)).toEqual([
      { exitCode: 7, stopped: false },
      { exitCode: 137, signal: "SIGKILL", stopped: false },
      { exitCode: 143, signal: "SIGTERM", stopped: false },
    ]);
  });

  test("size, changes of it, colours and the terminal's own name", async () => {
    await using bench = await ladderBench(variant);
    const sessionId = await bench.run(
      "stty size; tput colors; test -w \"$(tty)\" && echo writable; trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.05; done",
    );
    await bench.shows(sessionId, "ready");
    await bench.server.call("resize", { sessionId, cols: 101, rows: 33 });
    await bench.ended(sessionId);
    expect(bench.server.session(sessionId).text.split("\r\n")).toEqual([
      "24 80",
      "256",
      "writable",
      "ready",
      "33 101",
      "",
    ]);
  });

  test("a child starts with no file but its terminal, every signal at its default, and its own environment", async () => {
    await using bench = await ladderBench(variant);
    await bench.run("read line");
    const lines = await linesOf(
      bench,
      "ls -1 /proc/self/fd; grep -E '^Sig(Ign|Blk)' /proc/self/status; env",
      {
        env: { WANTED: "a b\n'c\"$d", LC_ALL: "C.UTF-8" },
      },
    );
    expect(lines.slice(0, 6)).toEqual([
      "0",
      "1",
      "2",
      "3",
      "SigBlk:\t0000000000000000",
      "SigIgn:\t0000000000000000",
    ]);
    const names = lines.slice(6).map((line) => line.split("=")[0]);
    expect(lines).toEqual(expect.arrayContaining(["WANTED=a b", "'c\"$d", "LC_ALL=C.UTF-8", "USER=ada"]));
    expect(names.filter((name) => name?.startsWith("DISPATCH_"))).toEqual([]);
    expect(lines).toContain(`HOME=${bench.home}/workspaces/ada/home`);
  });

  test("a login shell finds a name, a home and its files, and starts in the workspace", async () => {
    await using bench = await ladderBench(variant);
    const sessionId = await bench.terminal({ shell: "/bin/bash" });
    await bench.server.input(sessionId, "whoami; cd; touch here && pwd; exit\r");
    await bench.ended(sessionId);
    const { text } = bench.server.session(sessionId);
    expect(text).toMatch(/ada\r\n/);
    expect(text).toContain(`${bench.home}/workspaces/ada/home\r\n`);
    expect(text).not.toMatch(/I have no name|cannot find name|Permission denied/);
  });

  test("stop ends the whole tree, with children of setsid and nohup", async () => {
    await using bench = await ladderBench(variant);
    const mark = `${1000 + Math.floor(Math.random() * 1e6)}`;
    const sessionId = await bench.run(
      `setsid nohup sleep ${mark}1 >/dev/null 2>&1 & nohup sleep ${mark}2 >/dev/null 2>&1 & (trap '' HUP; echo ready; sleep ${mark}3)`,
    );
    await bench.shows(sessionId, "ready");
    await eventually(() => processesWith(`sleep ${mark}`).length > 0);
    await bench.server.call("stop", { sessionId, graceMs: 500 });
    await bench.ended(sessionId);
    expect(bench.server.session(sessionId).exit).toMatchObject({ stopped: true });
    expect(processesWith(`sleep ${mark}`)).toEqual([]);
  });

  test("a shell that is stopped has its grace: what it does on a hang-up is done", async () => {
    await using bench = await ladderBench(variant);
    const sessionId = await bench.run(
      "trap 'sleep 0.2; echo saved; exit 5' HUP; echo ready; while :; do sleep 0.05; done",
    );
    await bench.shows(sessionId, "ready");
    await bench.server.call("stop", { sessionId, graceMs: 10_000 });
    await bench.ended(sessionId);
    expect(bench.server.session(sessionId).text).toContain("saved");
    expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 5, stopped: true });
  });

  test("what a killed runner leaves is gone by itself or found by the next one", async () => {
    await using bench = await ladderBench(variant);
    const mark = `${1000 + Math.floor(Math.random() * 1e6)}`;
    const sessionId = await bench.run(`setsid nohup sleep ${mark} >/dev/null 2>&1 & echo ready; sleep 1000`);
    await bench.shows(sessionId, "ready");
    await eventually(() => processesWith(`sleep ${mark}`).length > 0);
    const gone = processesWith(`sleep ${mark}`).map(processEnd);
    process.kill(bench.server.hellos[0]?.pid ?? 0, "SIGKILL");
    await bench.server.until(() => !bench.server.isLinked);
    bench.startRunner();
    await bench.server.linked();
    await bench.server.call("sweep", { sessionIds: [sessionId, newId("ses")] });
    await Promise.all(gone);
    expect(processesWith(`sleep ${mark}`)).toEqual([]);
  });
});
