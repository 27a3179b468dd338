import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { expect, onTestFinished, test, vi } from "vitest";
import { signedInServer } from "../testing/real-server.ts";
import { Terminal, program } from "../testing/terminal.ts";

const fake = join(import.meta.dirname, "../../../../packages/testkit/src/claude-sign-in.program.ts");

function addProgram(folder: string, name: string, script: string) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** A server on whose path programs stand in for an agent, for Claude's sign-in, and for npm. */
async function setUp() {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  addProgram(folder.path, "goose", "echo goose 1.2.3");
  addProgram(folder.path, "claude", `exec ${process.execPath} ${fake} "$@"`);
  addProgram(
    folder.path,
    "npm",
    `case "$*" in *gemini-cli@*) ;; *) echo "npm error code ENOTFOUND" >&2; exit 1;; esac
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/node_modules/@google/gemini-cli/bundle"
echo "#" > "$2/node_modules/@google/gemini-cli/bundle/gemini.js"`,
  );
  vi.stubEnv("PATH", `${folder.path}:${process.env["PATH"]}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return {
    server,
    agent: (line: string, stdin?: string) => server.run(["agent", ...line.split(" ")], stdin),
  };
}

test("agents are listed, installed, taken away, and given keys from a pipe", async () => {
  const { server, agent } = await setUp();
  const listed = (await agent("list")).out;
  expect(listed).toMatch(/^goose +1\.2\.3 +not known +ready$/m);
  expect(listed).toMatch(/^gemini .*dispatch agent install gemini\.$/m);
  const installed = await agent("install gemini");
  expect(installed).toMatchObject({ code: 0, out: "gemini  0.61.0  installed\n" });
  const json = JSON.parse((await agent("list --json")).out) as {
    items: { id: string; installed: boolean }[];
  };
  expect(json.items.find(({ id }) => id === "gemini")).toMatchObject({ installed: true, signedIn: false });
  expect(await agent("login gemini --key-stdin --base-url http://127.0.0.1:1", "hush-hush\n")).toMatchObject({
    code: 0,
    out: "gemini  signed in\n",
  });
  expect((await agent("list")).out).toMatch(/^gemini +0\.61\.0 +yes +ready$/m);
  expect((await agent("login gemini --key-stdin", "\n")).code).toBe(2);
  expect(await agent("login goose --key-stdin", "k")).toMatchObject({ code: 2 });
  expect(await agent("logout gemini")).toMatchObject({ code: 0 });
  expect(await agent("logout gemini")).toMatchObject({ code: 4 });
  expect(await agent("uninstall gemini")).toMatchObject({ code: 0, out: "gemini  removed\n" });
  expect(await agent("uninstall gemini")).toMatchObject({ code: 5 });
  expect(await agent("install nobody")).toMatchObject({
    code: 4,
    err: expect.stringContaining("There are: claude"),
  });
  expect(await agent("install opencode")).toMatchObject({
    code: 1,
    err: expect.stringContaining("cannot be reached"),
  });
  const doctor = await server.run(["doctor"]);
  expect(doctor.out).toMatch(/Agents: .*Goose 1\.2\.3/);
});

test("signing in to Claude shows its page, asks for the code without showing it, and keeps the token", async () => {
  const { server, agent } = await setUp();
  expect(await agent("login claude")).toMatchObject({ code: 2, err: expect.stringContaining("terminal") });
  const open = () =>
    new Terminal({
      file: process.execPath,
      args: [program, "agent", "login", "claude"],
      env: server.env,
      cols: 1000,
    });
  using wrong = open();
  await wrong.see("Paste the code that it shows: ");
  wrong.type("wrong#code\r");
  await wrong.see("The code was refused");
  expect(await wrong.exited).toBe(5);
  using right = open();
  await right.see("https://claude.example/oauth/authorize");
  await right.see("Paste the code that it shows: ");
  right.type("good-code#good-state\r");
  const seen = await right.see("claude  signed in");
  expect(await right.exited).toBe(0);
  for (const secret of ["good-code", "sk-ant-oat01"]) expect(seen).not.toContain(secret);
  const keys = await server.run(["agent", "list", "--json"]);
  expect(JSON.parse(keys.out)).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ id: "claude", signedIn: true })]),
  });
});
