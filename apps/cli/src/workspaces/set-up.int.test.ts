import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Tokens } from "@dispatch/protocol/account";
import type { Workspace } from "@dispatch/protocol/workspace";
import { expect, onTestFinished, test } from "vitest";
import { RealServer } from "../testing/real-server.ts";

test("a workspace is set up from the command line: suggested, written, run, failed, and its services started", async () => {
  const server = await RealServer.open();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const answer = await fetch(`${server.url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com", password: "correct horse battery" }),
  });
  const { accessToken } = (await answer.json()) as Tokens;
  const run = (line: string) => server.run([...line.split(" "), "--token", accessToken]);
  await run("workspace new Work");
  const { path } = (JSON.parse((await run("workspace ls --json")).out) as { items: [Workspace] }).items[0];
  const write = (content: object) => writeFileSync(join(path, ".dispatch.json"), JSON.stringify(content));

  expect((await run("workspace setup Work")).err).toContain(".dispatch.json");
  writeFileSync(join(path, "go.mod"), "");
  expect((await run("workspace setup Work --show")).out).toContain("go mod download");
  expect((await run("workspace setup Work --write")).out).toContain(join(path, ".dispatch.json"));
  expect(JSON.parse(readFileSync(join(path, ".dispatch.json"), "utf8"))).toEqual({
    setup: "go mod download",
  });
  expect((await run("workspace setup Work --write")).code).toBe(2);

  write({ setup: "touch made", services: [{ name: "web", command: "exec cat" }] });
  const done = await run("workspace setup Work");
  expect([done.code, done.out.trim()]).toEqual([0, expect.stringMatching(/^wsp_/)]);
  expect(done.err).toMatch(/dispatch attach ses_/);
  expect(existsSync(join(path, "made"))).toBe(true);

  expect((await run("workspace service Work")).out).toMatch(/web .* exec cat/);
  const session = (await run("workspace service Work web")).out.trim();
  expect(session).toMatch(/^ses_/);
  expect((await run("workspace service Work web")).out.trim()).toBe(session);
  expect((await run("workspace service Work none")).code).toBe(4);

  write({ setup: "exit 3" });
  const failed = await run("workspace setup Work");
  expect([failed.code, failed.err]).toEqual([1, expect.stringContaining("exit code 3")]);
  expect(failed.err).toMatch(/dispatch logs ses_/);
});
