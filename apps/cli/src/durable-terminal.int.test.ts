import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { signedInServer } from "./testing/real-server.ts";
import { program, Terminal } from "./testing/terminal.ts";

async function openServer() {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

/** Processes whose command line names the home folder: the runner, wherever it may be. */
async function processesOf(folder: string): Promise<string[]> {
  const lines = await Promise.all(
    (await readdir("/proc"))
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readFile(join("/proc", pid, "cmdline"), "utf8").catch(() => "")),
  );
  return lines.filter((line) => line.includes(folder));
}

test(
  "R4: a person attached in a terminal sees every line once although the server is killed and started again",
  { timeout: 120_000 },
  async () => {
    const server = await openServer();
    const { out } = await server.run(["new", "terminal", "--title", "work", "--", "/bin/sh"]);
    using terminal = new Terminal({
      file: process.execPath,
      args: [program, "attach", "work"],
      env: server.env,
    });
    terminal.type("stty size\r");
    await terminal.see("30 100");
    terminal.type(
      "i=0; while [ $i -lt 60 ]; do i=$((i+1)); echo line-$i.; sleep 0.05; done; echo all-done\r",
    );
    await terminal.see("line-5.");
    await server.kill();
    await server.start();
    await terminal.see("all-done\r\n");
    terminal.type("echo still-$((40+2))-here\r");
    await terminal.see("still-42-here");
    terminal.type("\u001dd");
    expect(await terminal.exited).toBe(0);

    // What the log holds is what a person would have seen with a server that never fell.
    const logs = (await server.run(["logs", out.trim()])).out;
    expect([...logs.matchAll(/line-(\d+)\.\r/g)].map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 60 }, (_, at) => at + 1),
    );
    const ended = server.run(["logs", "-f", "--after", "0", "work"]);
    expect((await server.run(["send", "work", "exit 3", "--enter"])).code).toBe(0);
    expect((await ended).code).toBe(6);
    expect((await server.run(["wait", "work"])).code).toBe(6);
  },
);

test(
  "stop ends the sessions, the server and the runner, and asks for --yes while sessions live",
  { timeout: 60_000 },
  async () => {
    const server = await openServer();
    const { out } = await server.run(["new", "terminal", "--", "sleep", "1000"]);
    const refused = await server.run(["stop"]);
    expect([refused.code, refused.err]).toEqual([2, "dispatch: 1 session would end. Say so with --yes.\n"]);
    expect((await server.run(["stop", "--yes"])).out).toBe(`Stopped ${server.url} and 1 live session\n`);
    expect((await server.run(["status"])).code).toBe(1);
    expect(await processesOf(server.folder)).toEqual([]);
    await server.start();
    const sessions = JSON.parse((await server.run(["ls", "--json"])).out) as {
      items: { id: string; status: string; outcome: string }[];
    };
    expect(sessions.items).toMatchObject([{ id: out.trim(), status: "ended", outcome: "stopped" }]);
  },
);
