import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { signedInServer } from "../testing/real-server.ts";
import { program, Terminal } from "../testing/terminal.ts";

const agent = fileURLToPath(
  new URL("../../../../packages/testkit/src/acp-agent.program.ts", import.meta.url),
);

/** A server with an agent that does what its prompt says. */
async function open() {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const home = server.env["DISPATCH_HOME"] ?? "";
  mkdirSync(home, { recursive: true });
  const agents = [{ id: "scripted", name: "Scripted", command: [process.execPath, agent] }];
  writeFileSync(join(home, "config.json"), JSON.stringify({ agents, agentProvider: "scripted" }));
  await server.kill();
  await server.start();
  return server;
}

test("a task is done, what it asks is answered at the terminal, and a killed server loses nothing of it", async () => {
  const server = await open();
  const task = "say Begun.;; run echo done-$((40+2));; slow 40 50;; say Over.";
  using terminal = new Terminal({ file: process.execPath, args: [program, "run", task], env: server.env });
  await terminal.see("Begun.");
  await terminal.see("[a] allow");
  terminal.type("a");
  await terminal.see("done-42");
  await server.kill();
  await server.start();
  await terminal.see("Over.");
  expect(await terminal.exited).toBe(0);
  const { out } = await server.run(["ls", "--json"]);
  const [session] = (JSON.parse(out) as { items: { id: string }[] }).items;
  const { out: md } = await server.run(["export", session?.id ?? "", "--format", "md"]);
  expect(md).toContain("_It was allowed by ada._");
  expect(md).toContain("Over.");
});

test("Ctrl-C at the terminal interrupts the turn, which ends with 6", async () => {
  const server = await open();
  using terminal = new Terminal({
    file: process.execPath,
    args: [program, "run", "say Waiting.;; hold"],
    env: server.env,
  });
  await terminal.see("Waiting.");
  terminal.type("\u0003");
  await terminal.see("[turn interrupted");
  expect(await terminal.exited).toBe(6);
});
