import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Workspace } from "@dispatch/protocol/workspace";
import { Account, outputOf } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { randomOf } from "@dispatch/testkit/seeded-random";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { TestServer } from "@dispatch/testkit/test-server";
import { until } from "@dispatch/testkit/until";
import { askForWorkspace, gitIdentity, readyWorkspace, settledWorkspace } from "@dispatch/testkit/workspaces";
import { expect, test } from "vitest";

const isRoot = process.getuid?.() === 0;
/** The walls that can be tried on this machine. */
const rungs = isRoot ? ["uid", "bubblewrap"] : ["bubblewrap"];
const on = (rung: string) => ({ DISPATCH_REGISTRATION: "open", DISPATCH_ISOLATION: rung });

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "safe.directory=*", ...args], { cwd, encoding: "utf8" }).trim();

/** What a command printed in a terminal of a workspace, once it has ended. */
async function printed(account: Account, workspaceId: Workspace["id"], command: string): Promise<string> {
  const { id } = await account.terminal({
    workspaceId,
    shell: "/bin/sh",
    args: ["-c", command],
    env: { GIT_PAGER: "cat" },
  });
  await account.ended(id);
  return outputOf(await account.events(id)).toString();
}

/** What lies in a person's folder, without what they have anyway. */
function foldersOf(server: TestServer, workspace: Workspace): string[] {
  const person = join(workspace.path, "..");
  expect(person.startsWith(server.home)).toBe(true);
  return readdirSync(person).filter((name) => name !== "home" && !name.startsWith("."));
}

test.each(rungs)(
  "on %s a worktree from a real git host is worked in, and what is committed there stays there",
  async (rung) => {
    using origin = new GitOrigin({ "a.txt": "one\n" });
    await using host = await SshHost.open({ git: true });
    await using server = await TestServer.start({ env: on(rung) });
    const ada = await Account.register(server.url);
    host.letIn((await gitIdentity(ada)).publicKey);
    const repo = { url: `${host.address}${origin.path}` };
    const one = await readyWorkspace(ada, { kind: "worktree", repo });
    const two = await readyWorkspace(ada, { kind: "worktree", repo });
    const bare = join(
      one.path,
      "..",
      ".repositories",
      readdirSync(join(one.path, "..", ".repositories"))[0] ?? "",
    );
    const work = `set -e; git log --oneline | wc -l; echo two >>a.txt; git commit -qam second; git log -1 --format=%an
    git config core.hooksPath .hooks; git branch extra; git branch -d extra; git gc --quiet
    touch ${bare}/config 2>/dev/null && echo WRITABLE; [ -e ~/.ssh ] && echo KEYS; echo over`;
    const lines = (await printed(ada, one.id, work)).trim().split("\r\n");
    expect(lines.map((line) => line.trim())).toEqual([
      "1",
      "Ada Lovelace",
      expect.stringContaining("extra"),
      "over",
    ]);
    expect(await printed(ada, two.id, "git status --porcelain; git log --oneline | wc -l")).toMatch(
      /^1\r?\n$/,
    );
    if (isRoot) {
      expect(statSync(join(one.path, ".git")).uid).toBe(statSync(one.path).uid);
      expect(statSync(one.path).uid).toBeGreaterThan(2_000_000);
    }
  },
);

test.each(rungs)(
  "on %s two people with the same repository have clones of their own, and neither sees the other's",
  async (rung) => {
    using origin = new GitOrigin({ "a.txt": "one\n" });
    await using host = await SshHost.open({ git: true });
    await using server = await TestServer.start({ env: on(rung) });
    const people = [
      await Account.register(server.url),
      await Account.register(server.url, "bob@example.com"),
    ];
    const keys = await Promise.all(people.map((person) => gitIdentity(person)));
    host.letIn(...keys.map(({ publicKey }) => publicKey));
    const repo = { url: `${host.address}${origin.path}` };
    const [one, two] = (await Promise.all(
      people.map((person) => readyWorkspace(person, { kind: "worktree", repo })),
    )) as [Workspace, Workspace];
    const storeOf = ({ path }: Workspace) =>
      readFileSync(join(path, ".git/objects/info/alternates"), "utf8").trim();
    expect(storeOf(one)).not.toBe(storeOf(two));
    expect(statSync(storeOf(one)).ino).not.toBe(statSync(storeOf(two)).ino);
    const [, bob] = people as [Account, Account];
    expect(await printed(bob, two.id, `ls ${storeOf(one)} ${one.path} 2>&1`)).not.toContain("pack");
  },
);

test.each(rungs)(
  "on %s what a session plants in its git repository runs as its person, behind its walls",
  async (rung) => {
    using origin = new GitOrigin({ "a.txt": "one\n", ".gitattributes": "*.txt filter=evil\n" });
    await using server = await TestServer.start({ env: on(rung) });
    const ada = await Account.register(server.url);
    const marker = join(tmpdir(), `dispatch-planted-${process.pid}`);
    const plants = {
      fsmonitor: `git config core.fsmonitor '/bin/sh -c "id -u >>$PWD/ran; touch ${marker}" #'`,
      filter: `git config filter.evil.clean '/bin/sh -c "id -u >>$PWD/ran; touch ${marker}; cat" #'; echo two >a.txt`,
      "swapped .git": `mkdir -p other && git -C other init -q && git -C other config core.fsmonitor '/bin/sh -c "id -u >>$PWD/ran; touch ${marker}" #' && mv .git kept && echo gitdir: $PWD/other/.git >.git`,
    };
    try {
      for (const [name, plant] of Object.entries(plants)) {
        const workspace = await readyWorkspace(ada, { kind: "worktree", repo: { url: origin.url }, name });
        await printed(ada, workspace.id, plant);
        const path = `/api/workspaces/${workspace.id}`;
        for (const look of ["status", "diff", "log", "branches"])
          expect((await ada.request("GET", `${path}/git/${look}`)).status, `${name} ${look}`).toBeLessThan(
            500,
          );
        for (const act of ["stage", "snapshots", "push", "pull"])
          expect((await ada.request("POST", `${path}/git/${act}`)).status, `${name} ${act}`).toBeLessThan(
            500,
          );
        const commit = { message: "all of it", all: true };
        expect((await ada.request("POST", `${path}/git/commit`, { body: commit })).status).toBeLessThan(500);
        // Asks git in it what would be lost.
        const removed = await ada.request("DELETE", `/api/workspaces/${workspace.id}`);
        expect([409, 422, 204], `${name}: ${removed.text}`).toContain(removed.status);
        // On the rung `uid` people share /tmp, and may leave files there.
        if (rung !== "uid") expect(existsSync(marker), `${name} ran outside`).toBe(false);
        const ran = join(workspace.path, "ran");
        if (existsSync(ran) && isRoot) expect(readFileSync(ran, "utf8")).toMatch(/^(2\d{6}\n)+$/);
        if (name !== "swapped .git") expect(existsSync(ran), `${name} was tried`).toBe(true);
      }
    } finally {
      rmSync(marker, { force: true });
    }
  },
);

test("twenty worktrees are made and removed side by side, while others fetch and tidy up: none fails, and no branch is lost", async () => {
  using origin = new GitOrigin({ "a.txt": "one\n" });
  await using server = await TestServer.start();
  const ada = await Account.register(server.url);
  const repo = { url: origin.url };
  const kept = await readyWorkspace(ada, { kind: "worktree", repo, name: "kept" });
  git(kept.path, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "--allow-empty", "-qm", "mine");
  const mine = git(kept.path, "rev-parse", "HEAD");
  const bare = readdirSync(join(kept.path, "..", ".repositories"))[0] ?? "";
  let isOver = false;
  const beside = (async () => {
    for (let round = 0; !isOver; round++) {
      origin.commit({ [`file-${round}`]: "x" }, `round ${round}`, `branch-${round % 3}`);
      const fetched = await ada.request("POST", `/api/repos/${kept.repo?.id}/fetch`);
      expect(fetched.status, fetched.text).toBe(200);
      git(
        join(kept.path, "..", ".repositories", bare),
        "-c",
        "repack.writeBitmaps=false",
        "gc",
        "--quiet",
        "--no-prune",
      );
      git(kept.path, "gc", "--quiet", "--prune=now");
    }
  })();
  const one = async (number: number) => {
    const workspace = await readyWorkspace(ada, { kind: "worktree", repo, name: `w ${number}` });
    expect(git(workspace.path, "status", "--porcelain")).toBe("");
    expect(git(workspace.path, "fsck", "--connectivity-only", "--no-dangling")).toBe("");
    expect((await ada.request("DELETE", `/api/workspaces/${workspace.id}?now=true`)).status).toBe(204);
  };
  await Promise.all(Array.from({ length: 20 }, (_, number) => one(number)));
  isOver = true;
  await beside;
  expect(git(kept.path, "rev-parse", "HEAD")).toBe(mine);
  expect(git(kept.path, "branch", "--show-current")).toBe(kept.branch);
  expect(foldersOf(server, kept)).toEqual(["kept"]);
});

test.for(["server", "runner"] as const)(
  "a %s that is killed while a workspace is made leaves it complete or told as failed, and nothing else on the disk",
  async (victim, context) => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [`d${n % 10}/f${n}`, `${n}\n`.repeat(50)]),
    );
    using origin = new GitOrigin(files);
    await using host = await SshHost.open({ git: true });
    await using server = await TestServer.start();
    const ada = await Account.register(server.url);
    host.letIn((await gitIdentity(ada)).publicKey);
    const random = randomOf(context);
    const tries = 8;
    for (let number = 0; number < tries; number++) {
      // Each a repository of its own, so that each clones: the same one by another address.
      const url = `${host.address}${"/.".repeat(number)}${origin.path}`;
      const asked = await askForWorkspace(
        ada,
        { kind: "worktree", repo: { url }, name: `w${number}` },
        `key-${number}`,
      );
      // Spread over all of the time that the making of one takes.
      await wait((number + random.next()) * 110);
      if (victim === "server") await server.restart();
      else process.kill(server.runnerPids[0] ?? 0, "SIGKILL");
      const workspace = await settledWorkspace(ada, asked.id);
      expect(workspace.status, workspace.reason).toBe("ready");
      expect(git(workspace.path, "status", "--porcelain")).toBe("");
      expect(git(workspace.path, "rev-parse", "HEAD")).toBe(workspace.baseCommit);
      const repeated = await askForWorkspace(
        ada,
        { kind: "worktree", repo: { url }, name: `w${number}` },
        `key-${number}`,
      );
      expect(repeated.id).toBe(asked.id);
    }
    const [first] = (await ada.request<{ items: Workspace[] }>("GET", "/api/workspaces")).body.items;
    expect(foldersOf(server, first as Workspace).sort()).toEqual(
      Array.from({ length: tries }, (_, n) => `w${n}`),
    );
    await until("no git and no attendant left", () => {
      const left = server.descendants.filter(({ command }) => /\bgit\b|ssh /.test(command));
      return left.length === 0;
    });
  },
);

test("who waits for a first clone sees how far it is", async () => {
  using origin = GitOrigin.large({ files: 2_000, commits: 400 });
  await using host = await SshHost.open({ git: true });
  await using server = await TestServer.start();
  const ada = await Account.register(server.url);
  host.letIn((await gitIdentity(ada)).publicKey);
  const seen = new Set<string>();
  const { id } = await askForWorkspace(ada, {
    kind: "worktree",
    repo: { url: `${host.address}${origin.path}` },
  });
  const workspace = await until("a workspace that is made", async () => {
    const { body } = await ada.request<Workspace>("GET", `/api/workspaces/${id}`);
    if (body.progress) seen.add(body.progress.step);
    return body.status !== "preparing" && body;
  });
  expect(workspace.status, workspace.reason).toBe("ready");
  expect([...seen]).toContain("Receiving objects");
});

test("a workspace that is deleted while it is made leaves nothing", async () => {
  using origin = new GitOrigin();
  await using server = await TestServer.start();
  const ada = await Account.register(server.url);
  const first = await readyWorkspace(ada, { kind: "worktree", repo: { url: origin.url }, name: "first" });
  const asked = await askForWorkspace(ada, { kind: "clone", repo: { url: origin.url }, name: "second" });
  const removed = await ada.request("DELETE", `/api/workspaces/${asked.id}?now=true`);
  expect(removed.status, removed.text).toBe(204);
  expect(foldersOf(server, first)).toEqual(["first"]);
  expect((await ada.request("GET", `/api/workspaces/${asked.id}`)).status).toBe(404);
  writeFileSync(join(first.path, "later"), "x");
});
