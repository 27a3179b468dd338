import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { SilentHost } from "@dispatch/testkit/silent-host";
import type { Workspace } from "@dispatch/protocol/workspace";
import { expect, onTestFinished, test } from "vitest";
import { signedInServer } from "../testing/real-server.ts";
import { Terminal, program } from "../testing/terminal.ts";

async function setUp() {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const origin = new GitOrigin();
  onTestFinished(() => origin[Symbol.dispose]());
  const run = (line: string) => server.run(line.split(" "));
  const json = async (line: string) => JSON.parse((await run(`${line} --json`)).out) as Workspace;
  return { server, origin, run, json };
}

const git = (cwd: string, ...args: string[]) => execFileSync("git", args, { cwd, encoding: "utf8" }).trim();

test("a worktree is made and waited for, started in, kept while it holds work, and copied as a template", async () => {
  const { origin, run, json } = await setUp();
  const feature = origin.commit({ "f.txt": "f" }, "feature", "feature/x");
  const made = await json(`workspace create Work --repo ${origin.url} --ref feature/x --branch mine`);
  expect(made).toMatchObject({ kind: "worktree", name: "Work", status: "ready", branch: "mine" });
  expect(git(made.path, "rev-parse", "HEAD")).toBe(feature);

  expect((await run("workspace create --repo origin --clone")).out).toMatch(/^wsp_\w{20}\n$/);
  expect(await json("workspace create Copy --copy-of Work")).toMatchObject({ kind: "copy", status: "ready" });
  expect((await run("workspace create --template Work")).err).toContain("is no template");
  await run("workspace set Work --template");
  expect(await json("workspace create --template Work")).toMatchObject({ kind: "copy", from: made.id });

  const session = await run(`new terminal --repo ${origin.url} -- /bin/sh -c "git log --oneline"`);
  expect(session).toMatchObject({ code: 0, out: expect.stringMatching(/^ses_\w{20}\n$/) as string });

  writeFileSync(join(made.path, "new.txt"), "x");
  const refused = await run("workspace rm Work");
  expect([refused.code, refused.err]).toEqual([5, expect.stringContaining("1 changed file")]);
  expect((await run("workspace rm Work --force")).code).toBe(0);
});

test("why a workspace could not be made is said with code 1, and it is tried again", async () => {
  const { origin, run, json } = await setUp();
  const failed = await run(`workspace create Work --repo ${origin.url} --ref later`);
  expect(failed).toMatchObject({ code: 1, out: "" });
  expect(failed.err).toMatch(/dispatch: .*later.* `dispatch workspace retry wsp_\w+`/);
  const told = await run(`workspace retry Work --json`);
  expect(told.code).toBe(1);
  expect(JSON.parse(told.out)).toMatchObject({ status: "failed", problem: "ref-not-found" });
  expect(JSON.parse(told.err.split("\n").at(-2) ?? "")).toMatchObject({ code: "ref-not-found" });
  origin.commit({ "l.txt": "l" }, "now it is there", "later");
  expect(await json("workspace retry Work")).toMatchObject({ status: "ready" });
});

test("Ctrl-C takes back what is being made", async () => {
  const { server, run } = await setUp();
  await using host = await SilentHost.open();
  using terminal = new Terminal({
    file: process.execPath,
    args: [program, "workspace", "create", "--repo", host.url],
    env: server.env,
  });
  await host.asked;
  terminal.type("\u0003");
  await terminal.see("Cancelled: nothing of it stays.");
  expect(await terminal.exited).toBe(130);
  expect((await run("workspace ls")).out).toContain("No workspaces.");
  expect((await run("workspace ls --deleted")).out).toContain("No deleted workspaces.");
});

test("what cannot be meant is refused before anything is made", async () => {
  const { run } = await setUp();
  for (const line of [
    "workspace create",
    "workspace create Work --ref main",
    "workspace create Work --path /tmp --repo x:y",
    "new terminal --workspace a --repo x:y",
  ])
    expect([line, (await run(line)).code]).toEqual([line, 2]);
  expect((await run("workspace create --repo nothing")).code).toBe(4);
  expect((await run("workspace ls")).out).toContain("No workspaces.");
});

test("folders that belong to no workspace are listed, adopted and deleted", async () => {
  const { server, run } = await setUp();
  await run("workspace create Known");
  const root = join(server.folder, "home", "workspaces");
  const [person = ""] = readdirSync(root);
  for (const name of ["one", "two"]) mkdirSync(join(root, person, name));
  expect((await run("workspace orphans")).out).toMatch(/folder .* one +\/.*\nfolder .* two /);
  expect((await run("workspace orphans --adopt one")).out).toMatch(/^wsp_\w{20} {2}one {2}\//);
  expect((await run("workspace orphans --delete two")).out).toContain("takes it back");
  expect((await run("workspace orphans")).out).toBe("Every folder belongs to a workspace.\n");
  expect((await run("workspace restore two")).code).toBe(0);
  expect((await run("workspace orphans --delete two")).code).toBe(4);
});

test("a repository is added, fetched, changed, and forgotten once nothing comes from it", async () => {
  const { origin, run } = await setUp();
  expect((await run("repo ls")).out).toContain("No repositories.");
  const id = (await run(`repo add ${origin.url} --name Engine`)).out.trim();
  expect(id).toMatch(/^rep_/);
  origin.commit({ "f.txt": "f" }, "feature", "feature/x");
  expect((await run("repo fetch engine")).out).toContain("default branch  main\n");
  expect((await run("repo branches engine")).out).toMatch(/feature\/x +\w{10} .*feature\nmain \(default\)/);
  await run("identity create Home");
  expect((await run("repo set engine --name Motor --identity home")).out).toMatch(/Motor\n[^]*idn_/);
  expect((await run("repo set Motor --default-identity")).out).toContain("your default one");
  await run("workspace create --repo Motor");
  expect((await run("repo rm Motor")).err).toContain("Workspaces come from it: Motor");
  await run("workspace rm Motor --now");
  expect((await run("repo rm Motor")).out).toBe(`${id}  forgotten\n`);
  expect((await run("repo ls")).out).toContain("No repositories.");
});
