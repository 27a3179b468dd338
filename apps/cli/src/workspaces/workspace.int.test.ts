import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Tokens } from "@dispatch/protocol/account";
import type { Workspace } from "@dispatch/protocol/workspace";
import { expect, onTestFinished, test } from "vitest";
import { RealServer } from "../testing/real-server.ts";

test("a workspace is made, used, refused to be deleted while something runs, deleted, and taken back", async () => {
  const server = await RealServer.open();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const answer = await fetch(`${server.url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com", password: "correct horse battery" }),
  });
  const { accessToken } = (await answer.json()) as Tokens;
  const run = (line: string) => server.run([...line.split(" "), "--token", accessToken]);

  expect((await run("workspace ls")).out).toContain("No workspaces.");
  const id = (await run("workspace new Work")).out.trim();
  expect(id).toMatch(/^wsp_/);
  expect((await run("workspace new work")).code).not.toBe(0);
  const { path } = (JSON.parse((await run("workspace ls --json")).out) as { items: [Workspace] }).items[0];
  const session = (await run("new terminal --workspace work --shell /bin/cat")).out.trim();
  expect((await run("workspace ls")).out).toMatch(/wsp_\w+ +plain +1 \(1 live\) .* Work +\//);
  expect((await run("ls --workspaces")).out).toMatch(/ Work +\S/);
  writeFileSync(join(path, "file"), "precious");

  expect((await run("workspace rename work Play")).out).toContain(`${id}  Play  `);
  const refused = await run("workspace rm Play");
  expect([refused.code === 0, refused.err]).toEqual([false, expect.stringContaining("End what runs there")]);
  await run(`stop-session ${session}`);
  await run(`wait ${session}`);
  expect((await run("workspace rm Play")).out).toContain("restore");
  expect(existsSync(path)).toBe(false);
  expect((await run("workspace ls --deleted")).out).toContain("Play");
  expect((await run("workspace restore play")).out).toContain(path);
  expect(readFileSync(join(path, "file"), "utf8")).toBe("precious");
  expect((await run("workspace usage Play")).out).toMatch(/^\d.* (KiB|B)\n$/);
  await run("workspace rm Play");
  expect((await run("workspace rm Play --now")).out).toContain("for good");
  expect((await run("workspace ls --deleted")).out).toContain("No deleted workspaces.");
});
