import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { SilentHost } from "@dispatch/testkit/silent-host";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { describe, expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

type Made = {
  id: string;
  name: string;
  path: string;
  status: string;
  branch?: string;
  baseCommit?: string;
  reason?: string;
  problem?: string;
  repo?: { id: string };
};

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

/** Makes a workspace and waits until it is decided what became of it. */
async function made(app: TestApp, token: string, body: object): Promise<Made> {
  const created = await app.request("POST", "/api/workspaces", { token, body });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  return settled(app, token, created.body["id"] as string);
}

async function settled(app: TestApp, token: string, id: string): Promise<Made> {
  for (;;) {
    const { body } = await app.request("GET", `/api/workspaces/${id}`, { token });
    if (body["status"] !== "preparing") return body as Made;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const worktree = (url: string, more: object = {}) => ({ kind: "worktree", repo: { url }, ...more });

describe("a worktree", () => {
  test("has a new branch at the tip of the default branch, and everything that was ever committed", async () => {
    using origin = new GitOrigin();
    const tip = origin.commit({ "a.txt": "one" }, "second");
    await using app = await TestApp.open();
    const { token } = await app.register("ada@example.com");
    const workspace = await made(app, token, worktree(origin.url, { name: "My Work" }));
    expect(workspace).toMatchObject({ status: "ready", branch: "dispatch/my-work", baseCommit: tip });
    expect(git(workspace.path, "rev-parse", "HEAD")).toBe(tip);
    expect(git(workspace.path, "status", "--porcelain")).toBe("");
    expect(git(workspace.path, "branch", "--show-current")).toBe("dispatch/my-work");
    expect(git(workspace.path, "rev-parse", "origin/main")).toBe(tip);
    expect(readFileSync(join(workspace.path, "a.txt"), "utf8")).toBe("one");
  });

  test("is one of several of the same branch, which do not disturb each other", async () => {
    using origin = new GitOrigin();
    await using app = await TestApp.open();
    const { token, id } = await app.register("ada@example.com");
    const all = await Promise.all([1, 2, 3].map(() => made(app, token, worktree(origin.url))));
    expect(all.map(({ status }) => status)).toEqual(["ready", "ready", "ready"]);
    expect(new Set(all.map(({ branch }) => branch)).size).toBe(3);
    const [one, two] = all as [Made, Made];
    git(one.path, "config", "core.hooksPath", "/elsewhere");
    writeFileSync(join(one.path, "new.txt"), "x");
    git(one.path, "add", ".");
    git(one.path, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "mine");
    expect(git(two.path, "status", "--porcelain")).toBe("");
    expect(git(two.path, "config", "--default", "none", "core.hooksPath")).toBe("none");
    expect(readdirSync(join(app.home, "workspaces", id, ".repositories"))).toHaveLength(1);
  });

  test("is made from a branch, a tag or a commit that is named", async () => {
    using origin = new GitOrigin();
    const first = origin.git(["rev-parse", "main"]).trim();
    const feature = origin.commit({ "f.txt": "f" }, "feature", "feature/x");
    origin.git(["tag", "v1", first]);
    await using app = await TestApp.open();
    const { token } = await app.register("ada@example.com");
    const at = async (ref: string) => {
      const body = { kind: "worktree", repo: { url: origin.url, ref } };
      return (await made(app, token, body)).baseCommit;
    };
    expect(await at("feature/x")).toBe(feature);
    expect(await at("v1")).toBe(first);
    expect(await at(first.slice(0, 10))).toBe(first);
  });

  test("begins at what the host has now, when that is asked for a second time", async () => {
    using origin = new GitOrigin();
    await using app = await TestApp.open();
    const { token } = await app.register("ada@example.com");
    await made(app, token, worktree(origin.url));
    const later = origin.commit({ "later.txt": "x" }, "later");
    app.clock += 120_000;
    expect((await made(app, token, worktree(origin.url))).baseCommit).toBe(later);
  });

  test("of a ref that is not there fails with a reason and leaves nothing", async () => {
    using origin = new GitOrigin();
    await using app = await TestApp.open();
    const { token, id } = await app.register("ada@example.com");
    const workspace = await made(app, token, { kind: "worktree", repo: { url: origin.url, ref: "nowhere" } });
    expect(workspace).toMatchObject({ status: "failed", problem: "ref-not-found" });
    expect(workspace.reason).toContain("nowhere");
    expect(existsSync(workspace.path)).toBe(false);
    origin.commit({ "n.txt": "x" }, "now it is there", "nowhere");
    const again = await app.request("POST", `/api/workspaces/${workspace.id}/retry`, { token });
    expect(again.status).toBe(200);
    expect((await settled(app, token, workspace.id)).status).toBe("ready");
    const removed = await app.request("DELETE", `/api/workspaces/${workspace.id}?now=true`, { token });
    expect(removed.status).toBe(204);
    expect(readdirSync(join(app.home, "workspaces", id)).filter((name) => !name.startsWith("."))).toEqual([]);
  });

  test("that was deleted while it was made is made anew when it is taken back", async () => {
    await using app = await TestApp.open();
    const { token } = await app.register("ada@example.com");
    let id: string;
    {
      await using host = await SilentHost.open();
      const { body } = await app.request("POST", "/api/workspaces", { token, body: worktree(host.url) });
      id = body["id"] as string;
      await host.asked;
      expect((await app.request("DELETE", `/api/workspaces/${id}`, { token })).status).toBe(204);
      const restored = await app.request("POST", `/api/workspaces/${id}/restore`, { token });
      expect(restored.body["status"]).toBe("preparing");
    }
    // Nobody answers there any more, and only who tries finds that out.
    expect(await settled(app, token, id)).toMatchObject({ status: "failed" });
  });

  test("is not deleted while something in it is nowhere else, unless that is said", async () => {
    using origin = new GitOrigin();
    await using app = await TestApp.open();
    const { token } = await app.register("ada@example.com");
    const workspace = await made(app, token, worktree(origin.url));
    writeFileSync(join(workspace.path, "new.txt"), "x");
    const remove = (query = "") =>
      app.request("DELETE", `/api/workspaces/${workspace.id}${query}`, { token });
    expect((await remove()).body).toMatchObject({ code: "workspace-unsaved", changes: 1, commits: 0 });
    git(workspace.path, "add", ".");
    git(workspace.path, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "mine");
    expect((await remove()).body).toMatchObject({ code: "workspace-unsaved", changes: 0, commits: 1 });
    expect((await remove("?force=true")).status).toBe(204);
    expect(existsSync(workspace.path)).toBe(false);
    expect((await app.request("POST", `/api/workspaces/${workspace.id}/restore`, { token })).status).toBe(
      200,
    );
    expect(git(workspace.path, "log", "-1", "--format=%s")).toBe("mine");
  });
});

test("a clone stands alone: it works when the shared clone is gone", async () => {
  using origin = new GitOrigin({ "a.txt": "one" });
  origin.commit({ "a.txt": "two" }, "second");
  await using app = await TestApp.open();
  const { token, id } = await app.register("ada@example.com");
  const workspace = await made(app, token, { kind: "clone", repo: { url: origin.url } });
  expect(workspace.status).toBe("ready");
  execFileSync("rm", ["-rf", join(app.home, "workspaces", id, ".repositories")]);
  expect(git(workspace.path, "show", "HEAD~1:a.txt")).toBe("one");
  git(workspace.path, "fsck", "--full");
});

test("a copy has the files as they are, changes and all, and is independent", async () => {
  using origin = new GitOrigin();
  await using app = await TestApp.open();
  const { token } = await app.register("ada@example.com");
  const source = await made(app, token, worktree(origin.url));
  writeFileSync(join(source.path, ".env"), "SECRET=1");
  const copy = await made(app, token, { kind: "copy", from: source.id, name: "copy" });
  expect(copy).toMatchObject({ status: "ready", branch: source.branch });
  expect(readFileSync(join(copy.path, ".env"), "utf8")).toBe("SECRET=1");
  writeFileSync(join(copy.path, ".env"), "SECRET=2");
  expect(readFileSync(join(source.path, ".env"), "utf8")).toBe("SECRET=1");
});

test("two people with the same repository share no object store", async () => {
  using origin = new GitOrigin();
  await using app = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ada = await app.register("ada@example.com");
  const bob = await app.register("bob@example.com");
  const first = await made(app, ada.token, worktree(origin.url));
  expect(first.status).toBe("ready");
  const refused = await app.request("POST", "/api/workspaces", {
    token: bob.token,
    body: worktree(origin.url),
  });
  expect(refused.status).toBe(403); // a path of the machine is for its owner
  const other = await app.request("GET", `/api/repos/${first.repo?.id}`, { token: bob.token });
  expect(other.status).toBe(404);
});

test("a repository is forgotten when no workspace comes from it any more", async () => {
  using origin = new GitOrigin();
  await using app = await TestApp.open();
  const { token, id } = await app.register("ada@example.com");
  const workspace = await made(app, token, worktree(origin.url));
  const remove = () => app.request("DELETE", `/api/repos/${workspace.repo?.id}`, { token });
  expect((await remove()).body["code"]).toBe("repository-in-use");
  await app.request("DELETE", `/api/workspaces/${workspace.id}?now=true`, { token });
  expect((await remove()).status).toBe(204);
  expect(readdirSync(join(app.home, "workspaces", id, ".repositories"))).toEqual([]);
});

test("an identity that a repository was given is not deleted before another is chosen there", async () => {
  await using app = await TestApp.open();
  const { token } = await app.register("ada@example.com");
  const ask = (method: string, path: string, body?: object) =>
    app.request(method, path, { token, ...(body && { body }) });
  const author = { authorName: "Ada", authorEmail: "ada@example.com" };
  const made = await ask("POST", "/api/users/me/identities", { name: "Work", ...author });
  const identityId = made.body["id"] as string;
  const repo = await ask("POST", "/api/repos", { url: "git@example.com:ada/engine", identityId });
  const remove = () => ask("DELETE", `/api/users/me/identities/${identityId}`);
  expect((await remove()).body).toMatchObject({ code: "identity-in-use", identityId });
  await ask("PATCH", `/api/repos/${repo.body["id"] as string}`, { identityId: null });
  expect((await remove()).status).toBe(204);
});

describe("over ssh", () => {
  test("the key is lent for the command; a wrong one, a changed host and no host each say what is wrong", async () => {
    using origin = new GitOrigin();
    await using host = await SshHost.open({ git: true });
    await using app = await TestApp.open();
    const { token, id } = await app.register("ada@example.com");
    const url = `${host.address}${origin.path}`;
    const identity = await app.request("POST", "/api/users/me/identities", {
      token,
      body: { name: "Work", authorName: "Ada", authorEmail: "ada@example.com" },
    });
    const wrong = await made(app, token, worktree(url));
    expect(wrong).toMatchObject({ status: "failed", problem: "git-sign-in-refused" });
    host.letIn(identity.body["publicKey"] as string);
    const right = await made(app, token, worktree(url));
    expect(right, right.reason).toMatchObject({ status: "ready" });
    expect(git(right.path, "config", "user.email")).toBe("ada@example.com");
    const inUse = await app.request("DELETE", `/api/users/me/identities/${identity.body["id"] as string}`, {
      token,
    });
    expect(inUse.status).toBe(204); // it is nobody's choice, only the default one

    await host.changeHostKey();
    app.clock += 120_000;
    const changed = await made(app, token, worktree(url));
    expect(changed).toMatchObject({ status: "failed", problem: "host-key-different" });
    const nobody = await made(app, token, worktree("ssh://git@127.0.0.1:1/x"));
    expect(nobody).toMatchObject({ status: "failed", problem: "host-unavailable" });
    const folders = readdirSync(join(app.home, "workspaces", id)).filter((name) => !name.startsWith("."));
    expect(folders).toEqual([right.path.split("/").at(-1)]);
  });

  test("with hosts that must be known, a new one is refused until it is trusted", async () => {
    using origin = new GitOrigin();
    await using host = await SshHost.open({ git: true });
    await using app = await TestApp.open({ environment: { DISPATCH_HOST_KEYS: "known" } });
    const { token } = await app.register("ada@example.com");
    const refused = await made(app, token, worktree(`${host.address}${origin.path}`));
    expect(refused).toMatchObject({ status: "failed", problem: "host-key-unknown" });
  });
});
