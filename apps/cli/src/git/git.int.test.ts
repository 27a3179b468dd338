import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "@dispatch/testkit/until";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import type { Tokens } from "@dispatch/protocol/account";
import type { Workspace } from "@dispatch/protocol/workspace";
import { expect, onTestFinished, test } from "vitest";
import { RealServer } from "../testing/real-server.ts";

test("work in a workspace is looked at, kept, committed, pushed and pulled from the command line", async () => {
  const server = await RealServer.open();
  onTestFinished(() => server[Symbol.asyncDispose]());
  using origin = new GitOrigin({ "a.txt": "one\n" });
  const answer = await fetch(`${server.url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com", password: "correct horse battery" }),
  });
  const { accessToken } = (await answer.json()) as Tokens;
  const run = (...words: string[]) => server.run([...words, "--token", accessToken]);
  const ask = async (...words: string[]) => {
    const { code, out, err } = await run(...words);
    expect([code, err]).toEqual([0, ""]);
    return out;
  };

  expect((await run("git", "status", "nothing")).code).toBe(4);
  await ask("workspace", "new", "plain");
  const refused = await run("git", "status", "plain");
  expect([refused.code, refused.err]).toEqual([5, expect.stringContaining("no git repository")]);
  const path = await worktree(server.url, accessToken, origin.url);

  writeFileSync(join(path, "a.txt"), "two\n");
  writeFileSync(join(path, "new file"), "new\n");
  expect(await ask("git", "status", "work")).toEqual(
    expect.stringMatching(
      /^on dispatch\/work\nsince it began at [0-9a-f]{12}: even\n M a\.txt\n\?\? new file\n$/,
    ),
  );
  expect(await ask("diff", "work", "a.txt")).toBe("modified a.txt\n@@ -1,1 +1,1 @@\n-one\n+two\n");
  expect(await ask("diff", "work", "--stat")).toContain("2 files, +2 -1");
  const snapshot = (await ask("snapshot", "create", "work", "--reason", "before")).trim();
  writeFileSync(join(path, "a.txt"), "three\n");
  expect(await ask("snapshot", "diff", "work", snapshot)).toContain("-two\n+three\n");
  expect(await ask("restore", "work", snapshot)).toContain("1 files changed");
  expect(readFileSync(join(path, "a.txt"), "utf8")).toBe("two\n");
  expect(await ask("snapshot", "ls", "work")).toContain(`before restoring ${snapshot}`);

  expect((await run("commit", "work", "-m", "mine", "--all")).err).toContain("identity");
  await ask("identity", "create", "Work", "--author", "Ada", "--email", "ada@example.com");
  expect((await run("commit", "work", "-m", "mine")).code).toBe(5);
  expect(await ask("commit", "work", "-m", "mine", "--all")).toMatch(/^[0-9a-f]{12} {2}mine\n$/);
  expect(await ask("git", "log", "work", "-n", "1")).toMatch(/yes +Ada +mine/);
  expect(await ask("git", "branches", "work")).toContain("origin/main");
  expect(await ask("push", "work")).toMatch(/^dispatch\/work {2}[0-9a-f]{12} {2}created\n$/);
  expect(origin.git(["log", "-1", "--format=%s", "dispatch/work"]).trim()).toBe("mine");
  expect(await ask("pull", "work")).toContain("up-to-date");
  expect(await ask("git", "rebase", "work")).toContain("up-to-date");
});

async function worktree(server: string, token: string, url: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = JSON.stringify({ kind: "worktree", name: "work", repo: { url } });
  const made = await fetch(`${server}/api/workspaces`, { method: "POST", headers, body });
  const { id } = (await made.json()) as Workspace;
  return until("the worktree", async () => {
    const { status, path } = (await (
      await fetch(`${server}/api/workspaces/${id}`, { headers })
    ).json()) as Workspace;
    return status === "ready" ? path : undefined;
  });
}
