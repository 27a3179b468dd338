import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { describe, expect, test } from "vitest";
import { TestApp, until } from "./testing/test-app.ts";

type Body = Record<string, unknown>;

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

/** Somebody with an identity, and a worktree of a repository. */
async function withWork(app: TestApp, url: string) {
  const { token, id: userId } = await app.register("ada@example.com");
  const identity = await app.request("POST", `/api/users/me/identities`, {
    token,
    body: { name: "Work", authorName: "Ada", authorEmail: "ada@work.example" },
  });
  const publicKey = identity.body["publicKey"] as string;
  const make = async () => {
    const { body } = await app.request("POST", "/api/workspaces", {
      token,
      body: { kind: "worktree", name: "work", repo: { url } },
    });
    return until(async () => {
      const { body: now } = await app.request("GET", `/api/workspaces/${body["id"] as string}`, { token });
      if (now["status"] === "failed") throw new Error(JSON.stringify(now));
      return now["status"] === "ready" ? now : undefined;
    });
  };
  return { token, userId, publicKey, make };
}

function at(app: TestApp, token: string, id: unknown) {
  const ask = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    app.request(method, `/api/workspaces/${id as string}/${path}`, { token, body, headers });
  return {
    get: async (path: string) => {
      const { status, body } = await ask("GET", path);
      expect(status, JSON.stringify(body)).toBe(200);
      return body;
    },
    post: async (path: string, body: object = {}, headers = {}) => {
      const answer = await ask("POST", path, body, headers);
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      return answer.body;
    },
    ask,
  };
}

test("what was done in a worktree is committed, signed and pushed over SSH as the identity", async () => {
  await using host = await SshHost.open({ git: true });
  using origin = new GitOrigin();
  await using app = await TestApp.open();
  const { token, publicKey, make } = await withWork(app, `${host.address}${origin.path}`);
  host.letIn(publicKey);
  const workspace = await make();
  const path = workspace["path"] as string;
  const it = at(app, token, workspace["id"]);
  writeFileSync(join(path, "new file.txt"), "hello\n");
  expect(await it.get("git/status")).toMatchObject({ counts: { untracked: 1 }, base: { ahead: 0 } });

  const wish = { message: "add a file", all: true };
  const made = await it.post("git/commit", wish, { "idempotency-key": "one" });
  expect(made).toMatchObject({ subject: "add a file", isSigned: true, branch: workspace["branch"] });
  using folder = temporaryFolder();
  const allowed = join(folder.path, "allowed");
  writeFileSync(allowed, `ada@work.example ${publicKey}\n`);
  const shown = git(
    path,
    "-c",
    `gpg.ssh.allowedSignersFile=${allowed}`,
    "log",
    "-1",
    "--show-signature",
    "--format=%an <%ae> %G?",
  );
  expect(shown).toContain('Good "git" signature for ada@work.example');
  expect(shown).toContain("Ada <ada@work.example> G");
  expect(readFileSync(join(path, ".git/config"), "utf8")).not.toContain("gpg");

  // As if the answer had been lost with the server that gave it: only git knows of the commit.
  await app.app.services.store.write(({ idempotency }) => idempotency.deleteBefore(app.clock + 1));
  expect(await it.post("git/commit", wish, { "idempotency-key": "one" })).toEqual(made);
  expect(git(path, "rev-list", "--count", "HEAD")).toBe("2");

  const pushed = await it.post("git/push");
  expect(pushed).toMatchObject({ branch: workspace["branch"], outcome: "created", commit: made["commit"] });
  expect(origin.git(["rev-parse", `refs/heads/${workspace["branch"] as string}`]).trim()).toBe(
    made["commit"],
  );
  expect(await it.post("git/push")).toMatchObject({ outcome: "up-to-date" });
  expect(((await it.get("git/log"))["items"] as Body[]).map(({ subject }) => subject)).toEqual([
    "add a file",
  ]);
  const { items } = await it.get("git/branches");
  expect(items).toContainEqual(expect.objectContaining({ name: "main", remote: "origin" }));

  host.letIn();
  const refused = await it.ask("POST", "git/fetch", {});
  expect([refused.status, refused.body["code"]]).toEqual([422, "git-sign-in-refused"]);
  host.letIn(publicKey);
  await host.changeHostKey();
  expect((await it.ask("POST", "git/fetch", {})).body["code"]).toBe("host-key-different");
});

test("a rebase moves the base along, and stops at conflicts", async () => {
  using origin = new GitOrigin({ "a.txt": "a\n" });
  await using app = await TestApp.open();
  const { token, make } = await withWork(app, origin.url);
  const workspace = await make();
  const path = workspace["path"] as string;
  const it = at(app, token, workspace["id"]);
  writeFileSync(join(path, "mine.txt"), "mine\n");
  await it.post("git/commit", { message: "mine", all: true });
  const newest = origin.commit({ "theirs.txt": "theirs\n" }, "theirs");
  expect(await it.post("git/rebase")).toMatchObject({ outcome: "rebased", onto: newest });
  const { body } = await app.request("GET", `/api/workspaces/${workspace["id"] as string}`, { token });
  expect(body["baseCommit"]).toBe(newest);
  expect(((await it.get("git/diff"))["files"] as Body[]).map((file) => file["path"])).toEqual(["mine.txt"]);

  writeFileSync(join(path, "a.txt"), "mine\n");
  await it.post("git/commit", { message: "mine too", all: true });
  origin.commit({ "a.txt": "theirs\n" }, "theirs too");
  expect(await it.post("git/rebase")).toMatchObject({ outcome: "conflicts", conflicted: ["a.txt"] });
  expect(await it.get("git/status")).toMatchObject({ operation: "rebase" });
  expect(await it.post("git/rebase", { action: "abort" })).toMatchObject({ outcome: "aborted" });
  expect((await it.get("git/status"))["operation"]).toBeUndefined();
});

describe("a plain workspace", () => {
  test("without a repository says so; with one it has snapshots that are restored, and that is audited", async () => {
    await using app = await TestApp.open();
    const { token } = await app.register("ada@example.com");
    const { body } = await app.request("POST", "/api/workspaces", {
      token,
      body: { kind: "plain", name: "p" },
    });
    const it = at(app, token, body["id"]);
    const path = body["path"] as string;
    const refused = await it.ask("GET", "git/status");
    expect([refused.status, refused.body["code"]]).toEqual([409, "not-a-repository"]);
    git(path, "init", "-q");
    writeFileSync(join(path, "a.txt"), "first\n");
    expect((await it.ask("POST", "git/commit", { message: "m", all: true })).body["code"]).toBe(
      "identity-needed",
    );
    expect((await it.ask("POST", "git/push", {})).body["code"]).toBe("remote-not-found");
    const snapshot = await it.post("git/snapshots", {}, { "idempotency-key": "s" });
    expect(snapshot).toMatchObject({ reason: "on demand" });
    writeFileSync(join(path, "a.txt"), "second\n");
    expect(await it.get(`git/snapshots/${snapshot["id"] as string}/diff?patch=true`)).toMatchObject({
      files: [{ path: "a.txt", additions: 1, deletions: 1, hunks: [{ lines: [{}, {}] }] }],
    });
    await it.post("git/revert", { snapshotId: snapshot["id"] });
    expect(readFileSync(join(path, "a.txt"), "utf8")).toBe("first\n");
    expect((await it.get("git/snapshots"))["items"]).toHaveLength(2);
    const audit = await app.request("GET", "/api/audit", { token });
    expect(JSON.stringify(audit.body)).toContain("git.revert");
  });

  test("opens no folder of the machine because its own settings name one", async () => {
    await using app = await TestApp.open();
    const { token } = await app.register("ada@example.com");
    const { body } = await app.request("POST", "/api/workspaces", {
      token,
      body: { kind: "plain", name: "p" },
    });
    const path = body["path"] as string;
    using elsewhere = new GitOrigin();
    git(path, "init", "-q");
    git(path, "remote", "add", "origin", elsewhere.url);
    const { body: refused } = await at(app, token, body["id"]).ask("POST", "git/fetch", {});
    expect([refused["code"], refused["detail"]]).toEqual([
      "remote-not-found",
      expect.stringContaining("folder"),
    ]);
    expect((await app.request("GET", "/api/repos", { token })).body["items"]).toEqual([]);
  });

  test("is pushed and pulled over SSH to where its origin is", async () => {
    await using host = await SshHost.open({ git: true });
    using origin = new GitOrigin({ "a.txt": "a\n" });
    await using app = await TestApp.open();
    const { token, publicKey } = await withWork(app, "");
    host.letIn(publicKey);
    const { body } = await app.request("POST", "/api/workspaces", {
      token,
      body: { kind: "plain", name: "p" },
    });
    const path = body["path"] as string;
    git(path, "clone", "-q", origin.path, ".");
    git(path, "remote", "set-url", "origin", `${host.address}${origin.path}`);
    const it = at(app, token, body["id"]);
    writeFileSync(join(path, "mine.txt"), "mine\n");
    await it.post("git/commit", { message: "mine", all: true });
    expect(await it.post("git/push")).toMatchObject({ branch: "main", outcome: "updated" });
    origin.git(["update-ref", "refs/heads/main", "HEAD~1"]);
    origin.commit({ "theirs.txt": "theirs\n" }, "theirs");
    expect((await it.ask("POST", "git/pull", {})).body["code"]).toBe("branch-diverged");
    expect(await it.post("git/pull", { rebase: true })).toMatchObject({ outcome: "updated" });
    expect(git(path, "log", "--format=%s")).toBe("mine\ntheirs\nfirst");
  });
});

test("a push moves the branch on, and forces only what was seen; what the host says is passed on", async () => {
  using origin = new GitOrigin({ "a.txt": "a\n" });
  await using app = await TestApp.open();
  const { token, make } = await withWork(app, origin.url);
  const workspace = await make();
  const path = workspace["path"] as string;
  const it = at(app, token, workspace["id"]);
  const change = async (text: string, amend = false) => {
    writeFileSync(join(path, "a.txt"), text);
    await it.post("git/commit", { message: text, all: true, amend });
  };
  const code = async (body: object) => (await it.ask("POST", "git/push", body)).body["code"];
  await change("one");
  expect(await it.post("git/push", { branch: "topic" })).toMatchObject({
    branch: "topic",
    outcome: "created",
  });
  await change("two");
  expect(await it.post("git/push", { branch: "topic" })).toMatchObject({ outcome: "updated" });
  await change("three", true);
  expect(await code({ branch: "topic" })).toBe("push-rejected");
  expect(await it.post("git/push", { branch: "topic", force: true })).toMatchObject({ outcome: "forced" });
  origin.git(["update-ref", "refs/heads/topic", "refs/heads/main"]);
  await change("four", true);
  expect(await code({ branch: "topic", force: true })).toBe("push-rejected");
  expect(await it.post("git/fetch")).toMatchObject({});
  expect(await it.post("git/push", { branch: "topic" })).toMatchObject({ outcome: "updated" });
  writeFileSync(join(origin.path, "hooks/pre-receive"), "#!/bin/sh\necho not on a Friday\nexit 1\n", {
    mode: 0o755,
  });
  const refused = await it.ask("POST", "git/push", { branch: "other" });
  expect([refused.body["code"], refused.body["detail"]]).toEqual([
    "push-rejected",
    expect.stringContaining("not on a Friday"),
  ]);
});

test("what a refused push has seen at the host is pulled with all its files", async () => {
  using origin = new GitOrigin({ "a.txt": "a\n" });
  await using app = await TestApp.open();
  const { token, make } = await withWork(app, origin.url);
  const workspace = await make();
  const path = workspace["path"] as string;
  const it = at(app, token, workspace["id"]);
  writeFileSync(join(path, "mine.txt"), "mine\n");
  await it.post("git/commit", { message: "mine", all: true });
  // The clone has everything by now, and asks for no contents of its own accord.
  await it.post("git/fetch");
  origin.commit({ "theirs.txt": "theirs\n" }, "theirs", workspace["branch"] as string);
  expect((await it.ask("POST", "git/push", {})).body["code"]).toBe("push-rejected");
  expect(await it.post("git/pull", { rebase: true })).toMatchObject({ outcome: "updated" });
  expect(git(path, "log", "--format=%s")).toBe("mine\ntheirs\nfirst");
  expect(git(path, "status", "--short")).toBe("");
});

test("a review marks files as they were looked at, and comments stay with their lines", async () => {
  await using app = await TestApp.open();
  const { token } = await app.register("ada@example.com");
  const { body } = await app.request("POST", "/api/workspaces", {
    token,
    body: { kind: "plain", name: "p" },
  });
  const it = at(app, token, body["id"]);
  const path = body["path"] as string;
  git(path, "init", "-q");
  mkdirSync(join(path, "src"));
  writeFileSync(join(path, "src/a.ts"), "one\ntwo\nthree\n");
  writeFileSync(join(path, "b.ts"), "b\n");
  const files = (await it.get("review"))["files"] as Body[];
  expect(files.map(({ path, mark }) => [path, mark])).toEqual([
    ["b.ts", "none"],
    ["src/a.ts", "none"],
  ]);
  const mark = { path: "src/a.ts", hash: files[1]?.["hash"] };
  expect((await it.ask("PUT", "review/marks", mark)).status).toBe(204);
  expect(await it.get("review")).toMatchObject({ reviewed: 1, stale: 0, total: 2 });

  const comment = await it.post(
    "review/comments",
    { path: "src/a.ts", side: "new", line: 2, text: "Say why." },
    { "idempotency-key": "c" },
  );
  expect(comment).toMatchObject({ currentLine: 2, isOutdated: false });
  expect(
    (await it.ask("POST", "review/comments", { path: "b.ts", side: "new", line: 9, text: "x" })).body["code"],
  ).toBe("line-not-found");
  writeFileSync(join(path, "src/a.ts"), "zero\none\ntwo\nthree\n");
  expect(await it.get("review")).toMatchObject({ reviewed: 0, stale: 1, files: [{}, { comments: 1 }] });
  expect((await it.ask("PUT", "review/marks", mark)).body["code"]).toBe("review-outdated");
  expect((await it.get("review/comments"))["items"]).toMatchObject([{ line: 2, currentLine: 3 }]);
  const message = await it.get("review/message");
  expect(message["text"]).toContain("**Line 3**\n\n```\ntwo\n```\n\nSay why.");
  expect((await it.get("review/comments"))["items"]).not.toMatchObject([
    { sentAt: expect.anything() as string },
  ]);
  const range = { path: "src/a.ts", side: "new", line: 3, lines: 2, text: "Both." };
  const both = await it.post("review/comments", range);
  expect(both).toMatchObject({ line: 3, lines: 2, currentLine: 3 });
  const one = await it.get(`review/message?comment=${both["id"] as string}`);
  expect(one).toEqual({
    text: expect.stringContaining("**Lines 3–4**\n\n```\ntwo\nthree\n```") as string,
    comments: [both["id"]],
  });
  expect(await it.post("review/message", { comments: [both["id"]] })).toEqual(one);
  expect(((await it.get("review/comments"))["items"] as Body[]).map(({ sentAt }) => typeof sentAt)).toEqual([
    "undefined",
    "string",
  ]);
  expect((await it.ask("DELETE", `review/comments/${both["id"] as string}`)).status).toBe(204);
  const gone = await it.ask("POST", "review/message", { comments: [both["id"]] });
  expect(gone.body["code"]).toBe("comment-not-found");
  expect(await it.post("review/message")).toEqual(message);
  expect((await it.get("review/comments"))["items"]).toMatchObject([
    { sentAt: expect.any(String) as string },
  ]);
  writeFileSync(join(path, "src/a.ts"), "all new\n");
  expect((await it.get("review/comments"))["items"]).toMatchObject([{ isOutdated: true }]);
  const own = `review/comments/${comment["id"] as string}`;
  expect((await it.ask("PATCH", own, { isResolved: true })).body).toMatchObject({
    isResolved: true,
    text: "Say why.",
  });
  expect(await it.get("review/message")).toEqual({ text: "", comments: [] });
  expect((await it.ask("DELETE", own)).status).toBe(204);
  expect((await it.ask("DELETE", own)).body["code"]).toBe("comment-not-found");
  expect((await it.ask("DELETE", "review/marks?path=src%2Fa.ts")).status).toBe(204);
});

test("another person's workspace is none, for git and for reviews alike", async () => {
  await using app = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const { token } = await app.register("ada@example.com");
  const other = await app.register("eve@example.com");
  const { body } = await app.request("POST", "/api/workspaces", {
    token,
    body: { kind: "plain", name: "p" },
  });
  const theirs = at(app, other.token, body["id"]);
  const place = { path: "a", side: "new", line: 1, text: "x" };
  for (const [method, path, wish] of [
    ["GET", "git/status"],
    ["GET", "git/diff"],
    ["GET", "git/log"],
    ["GET", "git/snapshots"],
    ["POST", "git/commit", { message: "m" }],
    ["POST", "git/push", {}],
    ["POST", "git/revert", { snapshotId: "snp_00000000" }],
    ["GET", "review"],
    ["GET", "review/comments"],
    ["GET", "review/message"],
    ["POST", "review/message"],
    ["POST", "review/comments", place],
    ["PATCH", "review/comments/rvc_00000000", { text: "x" }],
    ["DELETE", "review/comments/rvc_00000000"],
    ["PUT", "review/marks", { path: "a", hash: "x" }],
    ["DELETE", "review/marks?path=a"],
  ] as const) {
    const answer = await theirs.ask(method, path, wish);
    expect([method, path, answer.status, answer.body["code"]]).toEqual([
      method,
      path,
      404,
      "workspace-not-found",
    ]);
  }
});
