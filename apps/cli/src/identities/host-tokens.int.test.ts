import { FakeGitHubForge } from "@dispatch/testkit/fake-github-forge";
import { expect, onTestFinished, test } from "vitest";
import { signedInServer } from "../testing/real-server.ts";
import { Terminal, program } from "../testing/terminal.ts";

async function setUp() {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { server, run: (line: string, stdin?: string) => server.run(line.split(" "), stdin) };
}

test("a token comes from a pipe, is tried, replaced, listed without itself, and deleted", async () => {
  const { run } = await setUp();
  await using hub = await FakeGitHubForge.open();
  const token = (line: string, stdin?: string) => run(`identity token ${line}`, stdin);
  expect((await token("ls")).out).toBe("No access tokens. `dispatch identity token add <host>` adds one.\n");
  expect(await token("add git.example.com", "t")).toMatchObject({
    code: 2,
    err: expect.stringContaining("--kind"),
  });
  expect(await token("add github.com", "\n")).toMatchObject({ code: 2 });
  const added = await token(`add github.com --api-url ${hub.apiUrl}`, "ghp_old\n");
  expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^htk_\w{20} {2}github\.com\n$/) });
  expect(await token("test github.com")).toMatchObject({
    code: 5,
    out: expect.stringContaining("refuses the access token"),
  });
  // In place of the old one, and with the address that was said before.
  expect(await token("add github.com --json", "ghp_good\n")).toMatchObject({
    code: 0,
    out: expect.stringContaining(hub.apiUrl),
  });
  const welcomed = await token("test github.com");
  expect([welcomed.code, welcomed.out]).toEqual([
    0,
    "github.com knows you as ada.\nscopes   repo, read:org\nends     2030-01-02T03:04:05.000Z\n",
  ]);
  const listed = (await token("ls")).out;
  expect(listed).toMatch(/htk_\w{20} {2}github {2}\S+( ago)? +2030-01-02 {2}x-access-token {2}github\.com\n/);
  expect(listed).not.toContain("ghp_");
  expect((await token("rm github.com")).out).toContain("removed");
  expect(await token("test github.com")).toMatchObject({ code: 4 });
});

test("a token that is typed is not shown", async () => {
  const { server } = await setUp();
  const args = [program, "identity", "token", "add", "gitlab.com"];
  using terminal = new Terminal({ file: process.execPath, args, env: server.env, cols: 200 });
  await terminal.see("Token: ");
  terminal.type("glpat-typed\r");
  const seen = await terminal.see("  gitlab.com");
  expect(seen).not.toContain("glpat");
  expect(await terminal.exited).toBe(0);
});

test("a workspace without a repository has no pull request, and says so", async () => {
  const { run } = await setUp();
  await run("workspace new Work");
  for (const line of ["pr Work --title Better", "pr open Work --draft", "pr show Work"])
    expect(await run(line)).toMatchObject({ code: 5, err: expect.stringContaining("no repository") });
  expect(await run("pr show Nothing")).toMatchObject({ code: 4 });
});
