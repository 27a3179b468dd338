import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Workspace } from "@dispatch/protocol/workspace";
import { Account, expectStatus, outputOf } from "@dispatch/testkit/account";
import { FakeGitHubForge } from "@dispatch/testkit/fake-github-forge";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { gitIdentity, readyWorkspace } from "@dispatch/testkit/workspaces";
import { expect, test } from "vitest";

const sandboxed = { DISPATCH_ISOLATION: "bubblewrap" };

/** What a command printed in a terminal of a workspace, once it has ended. */
async function printed(account: Account, workspaceId: Workspace["id"], command: string): Promise<string> {
  const { id } = await account.terminal({ workspaceId, shell: "/bin/sh", args: ["-c", command] });
  await account.ended(id);
  return outputOf(await account.events(id)).toString();
}

test("from an identity to a pull request: three worktrees of one branch, edits, a signed commit, a push over ssh, and its checks", async () => {
  using folder = temporaryFolder();
  using origin = new GitOrigin({ "a.txt": "one\n" });
  await using host = await SshHost.open({ git: folder.path });
  await using forge = await FakeGitHubForge.open();
  await using server = await TestServer.start({ env: sandboxed });
  const bare = join(folder.path, `${forge.repository.path}.git`);
  mkdirSync(dirname(bare), { recursive: true });
  execFileSync("git", ["clone", "--quiet", "--bare", origin.path, bare]);

  const ada = await Account.register(server.url);
  const login = { token: ada.tokens.accessToken };
  const identity = await gitIdentity(ada);
  host.letIn(identity.publicKey);
  const { apiUrl, kind } = forge;
  const token = { host: `http://${forge.host}`, kind, apiUrl, token: "ghp_good" };
  expectStatus(await ada.request("POST", "/api/host-tokens", { ...login, body: token }), 201);

  const repo = { url: `${host.address}/${forge.repository.path}.git`, ref: "main", identityId: identity.id };
  const [one, two, three] = (await Promise.all(
    ["one", "two", "three"].map((name) => readyWorkspace(ada, { kind: "worktree", repo, name })),
  )) as [Workspace, Workspace, Workspace];
  expect(new Set([one.branch, two.branch, three.branch]).size).toBe(3);
  const git = (method: string, path: string, body?: object) =>
    ada.request<Record<string, unknown>>(
      method,
      `/api/workspaces/${one.id}/git/${path}`,
      body ? { body } : {},
    );

  // One edit by a program, one by the API.
  await printed(ada, one.id, "echo two >>a.txt");
  const put = await ada.request("PUT", `/api/workspaces/${one.id}/files/content?path=b.txt`, {
    body: "new\n",
  });
  expect([200, 201, 204], put.text).toContain(put.status);
  const diff = await git("GET", "diff");
  expect(JSON.stringify(diff.body)).toContain("b.txt");
  const commit = expectStatus(await git("POST", "commit", { message: "Say more", all: true }), 200);
  expect(commit).toMatchObject({ isSigned: true });
  const pushed = await git("POST", "push", {});
  expect(pushed.body, pushed.text).toMatchObject({ outcome: "created", branch: one.branch });
  const again = await git("POST", "push");
  expect(again.body).toMatchObject({ outcome: "up-to-date" });

  // The host has the very commit, and whoever knows the public key can tell whose it is.
  const allowed = join(folder.path, "allowed");
  writeFileSync(allowed, `ada@example.com ${identity.publicKey}\n`);
  const shown = execFileSync(
    "git",
    [
      "-c",
      `gpg.ssh.allowedSignersFile=${allowed}`,
      "log",
      "-1",
      "--format=%H %G? %an <%ae>",
      one.branch ?? "",
    ],
    { cwd: bare, encoding: "utf8" },
  ).trim();
  expect(shown).toBe(`${String(commit["commit"])} G Ada Lovelace <ada@example.com>`);

  forge.repository.pushed(one.branch ?? "", "Say more");
  forge.runs.push({
    name: "build",
    status: "completed",
    conclusion: "success",
    html_url: `${forge.url}/build`,
  });
  const opened = expectStatus(await git("POST", "pull-request", {}), 201);
  expect(opened).toMatchObject({ title: "Say more", base: "main", outcome: "opened" });
  expect(expectStatus(await git("POST", "pull-request", {}), 200)).toMatchObject({ outcome: "unchanged" });
  const status = expectStatus(await git("GET", "pull-request"), 200);
  expect(status).toMatchObject({ checks: [{ name: "build", state: "success" }] });

  // The other two know nothing of it, until they ask.
  expect(await printed(ada, two.id, "git status --porcelain; cat a.txt")).toBe("one\r\n");
  expectStatus(await ada.request("POST", `/api/workspaces/${two.id}/git/fetch`), 204);
  expect(await printed(ada, two.id, `GIT_PAGER=cat git log -1 --format=%s origin/${one.branch}`)).toContain(
    "Say more",
  );
  const removed = await ada.request("DELETE", `/api/workspaces/${one.id}`);
  expect(removed.status, "all of it is pushed").toBe(204);
});

test("a snapshot brings files back, and loses nothing; another worktree can begin from it", async () => {
  using origin = new GitOrigin({ "a.txt": "one\n" });
  await using server = await TestServer.start({ env: sandboxed });
  const ada = await Account.register(server.url);
  const workspace = await readyWorkspace(ada, { kind: "worktree", repo: { url: origin.url } });
  const snapshots = `/api/workspaces/${workspace.id}/git/snapshots`;
  await printed(ada, workspace.id, "echo mine >new.txt; echo two >a.txt");
  const taken = expectStatus(await ada.request<{ id: string }>("POST", snapshots), 201);
  await printed(ada, workspace.id, "rm new.txt; echo three >a.txt; echo later >later.txt");
  const restored = await ada.request("POST", `/api/workspaces/${workspace.id}/git/revert`, {
    body: { snapshotId: taken.id },
  });
  expect(restored.status, restored.text).toBe(200);
  expect(await printed(ada, workspace.id, "cat a.txt new.txt")).toBe("two\r\nmine\r\n");
  const listed = expectStatus(await ada.request<{ items: unknown[] }>("GET", snapshots), 200);
  expect(listed.items, "how it was before is kept too").toHaveLength(2);
  const branched = await readyWorkspace(ada, { kind: "copy", from: workspace.id, snapshot: taken.id });
  expect(await printed(ada, branched.id, "cat a.txt new.txt; ls")).toBe("two\r\nmine\r\na.txt  new.txt\r\n");
});
