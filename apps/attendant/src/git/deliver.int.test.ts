import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { GitFolder } from "../testing/git-folder.ts";

/** A key of the machine's own ssh-agent stands for the one that the server answers for. */
async function withKey(it: GitFolder) {
  const key = it.beside("key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]);
  const socket = it.beside("agent");
  const agent: ChildProcess = spawn("ssh-agent", ["-D", "-a", socket], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void agent.kill());
  if (agent.stdout) await once(agent.stdout, "data");
  execFileSync("ssh-add", ["-q", key], { env: { SSH_AUTH_SOCK: socket }, stdio: "pipe" });
  // Only the agent has the other half.
  const publicKeyFile = it.beside("signer.pub");
  renameSync(`${key}.pub`, publicKeyFile);
  rmSync(key);
  const publicKey = readFileSync(publicKeyFile, "utf8").trim();
  const allowed = it.beside("allowed");
  writeFileSync(allowed, `grace@example.org ${publicKey}\n`);
  return {
    signer: { name: "Grace", email: "grace@example.org", publicKey },
    more: {
      credentials: () => Promise.resolve({ SSH_AUTH_SOCK: socket }),
      publicKeyFile: () => Promise.resolve(publicKeyFile),
    },
    verify: (commit: string) =>
      it.git(
        "-c",
        `gpg.ssh.allowedSignersFile=${allowed}`,
        "log",
        "-1",
        "--format=%G? %an <%ae> %cn",
        commit,
      ),
  };
}

const mark = (number: number) => String(number).padStart(16, "0");

test("a commit has the identity's author and a signature that verifies, and is made once", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  const { signer, more, verify } = await withKey(it);
  const config = readFileSync(`${it.path}/.git/config`, "utf8");
  const left = () => readdirSync(tmpdir()).filter((name) => name.includes("signing_key"));
  const before = left();
  it.write({ "a.txt": "b\n", "new.txt": "n\n" });
  const wish = { message: "all of it\n\n# no comment", isAll: true, signer, mark: mark(1) };
  const made = await it.do("git.commit", wish, more);
  expect(made).toMatchObject({ branch: "main", subject: "all of it", isSigned: true });
  expect(verify(made.commit)).toBe("G Grace <grace@example.org> Grace");
  expect(it.git("log", "-1", "--format=%b")).toBe("# no comment");
  expect(readFileSync(`${it.path}/.git/config`, "utf8")).toBe(config);
  expect(left()).toEqual(before);
  it.write({ "a.txt": "c\n" });
  expect(await it.do("git.commit", wish, more)).toEqual(made);
  expect(it.git("rev-list", "--count", "HEAD")).toBe("2");
  expect(it.git("status", "--porcelain")).toBe(" M a.txt");
});

test("what is staged is committed, or the named paths; nothing is no commit; a hook may refuse", async () => {
  using it = new GitFolder({ "a.txt": "a\n", "b.txt": "b\n" });
  const { signer, more, verify } = await withKey(it);
  const commit = (number: number, wish: object) =>
    it.do("git.commit", { message: "m", signer, mark: mark(number), ...wish }, more);
  await expect(commit(1, {})).rejects.toMatchObject({ code: "nothing-to-commit" });
  await expect(commit(1, { isAll: true })).rejects.toMatchObject({ code: "nothing-to-commit" });
  it.write({ "a.txt": "x\n", "b.txt": "y\n", "new [1].txt": "z\n" });
  await it.do("git.stage", { paths: ["b.txt"] });
  await commit(2, { paths: ["new [1].txt"] });
  expect(it.git("status", "--porcelain")).toBe(" M a.txt\nM  b.txt");
  await it.do("git.unstage", { paths: ["b.txt"] });
  await expect(commit(3, {})).rejects.toMatchObject({ code: "nothing-to-commit" });
  await expect(commit(3, { paths: ["new [1].txt"] })).rejects.toMatchObject({ code: "nothing-to-commit" });
  await it.do("git.stage", {});
  const made = await commit(4, { isAmend: true, message: "amended" });
  expect(it.git("rev-list", "--count", "HEAD")).toBe("2");
  expect(verify(made.commit)).toMatch(/^G /);
  writeFileSync(`${it.path}/.git/hooks/pre-commit`, "#!/bin/sh\necho error: tests fail >&2\nexit 1\n", {
    mode: 0o755,
  });
  it.write({ "a.txt": "again\n" });
  await expect(commit(5, { isAll: true })).rejects.toMatchObject({
    code: "git-refused",
    message: expect.stringContaining("tests fail") as string,
  });
});

/** A bare repository and a clone of it in which commits are made by somebody else. */
function withRemote(it: GitFolder) {
  const bare = it.beside("remote.git");
  execFileSync("git", ["clone", "--quiet", "--bare", it.path, bare]);
  it.git("remote", "add", "origin", bare);
  const other = it.beside("other");
  execFileSync("git", ["clone", "--quiet", bare, other], { stdio: "pipe" });
  const theirs = (name: string, content: string) => {
    writeFileSync(`${other}/${name}`, content);
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=Eve", "-c", "user.email=e@x.org", ...args], {
        cwd: other,
        stdio: "pipe",
      });
    git("add", "--all");
    git("commit", "--quiet", "-m", `theirs: ${name}`);
    git("push", "--quiet", "origin", "HEAD");
  };
  return { bare, theirs };
}

test("what a push would send is told, and where the host's branch is afterwards", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  const { bare } = withRemote(it);
  const first = it.git("rev-parse", "HEAD");
  expect(await it.do("git.remote", {})).toEqual({ url: bare });
  expect(await it.do("git.outgoing", {})).toEqual({ branch: "main", commit: first });
  await it.do("git.seen", { branch: "main", commit: first });
  const commit = it.commitAll("mine");
  expect(await it.do("git.outgoing", {})).toEqual({ branch: "main", commit, seen: first });
  expect((await it.do("git.status", {})).upstream).toEqual({ name: "origin/main", ahead: 1, behind: 0 });
  it.git("checkout", "--quiet", "--detach");
  await expect(it.do("git.outgoing", {})).rejects.toMatchObject({ code: "branch-needed" });
  expect(await it.do("git.outgoing", { branch: "topic" })).toEqual({ branch: "topic", commit });
  await expect(it.do("git.branch-name", {})).rejects.toMatchObject({ code: "branch-needed" });
  using empty = new GitFolder();
  await expect(empty.do("git.outgoing", {})).rejects.toMatchObject({ code: "nothing-to-commit" });
});

test("pull goes forward, and puts one's own commits on top only when told to", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  const { signer, more, verify } = await withKey(it);
  const { theirs } = withRemote(it);
  await expect(it.do("git.pull", {})).rejects.toMatchObject({ code: "ref-not-found" });
  it.git("fetch", "--quiet");
  expect(await it.do("git.pull", {})).toMatchObject({ outcome: "up-to-date" });
  theirs("one.txt", "1");
  it.git("fetch", "--quiet");
  expect((await it.do("git.status", {})).upstream).toMatchObject({ behind: 1 });
  expect(await it.do("git.pull", {})).toMatchObject({ outcome: "updated", branch: "main" });
  theirs("two.txt", "2");
  it.git("fetch", "--quiet");
  it.write({ "mine.txt": "m\n" });
  it.commitAll("mine");
  await expect(it.do("git.pull", {})).rejects.toMatchObject({ code: "branch-diverged" });
  const pulled = await it.do("git.pull", { isRebase: true, signer }, more);
  expect(pulled).toMatchObject({ outcome: "updated", conflicted: [] });
  expect(verify("HEAD")).toBe("G Ada <ada@example.org> Grace");
  expect(existsSync(`${it.path}/two.txt`)).toBe(true);
});

test("a rebase stops at a conflict, goes on when it is put right, or is taken back", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  const { signer, more } = await withKey(it);
  const { theirs } = withRemote(it);
  it.git("switch", "--quiet", "--create", "topic");
  it.write({ "a.txt": "mine\n" });
  const mine = it.commitAll("mine");
  theirs("a.txt", "theirs\n");
  it.git("fetch", "--quiet");
  const start = () => it.do("git.rebase", { onto: "main", signer }, more);
  expect(await start()).toMatchObject({ outcome: "conflicts", conflicted: ["a.txt"] });
  expect(await it.do("git.status", {})).toMatchObject({ operation: "rebase", counts: { conflicted: 1 } });
  await expect(start()).rejects.toMatchObject({ code: "git-unfinished" });
  await expect(it.do("git.rebase-continue", { signer }, more)).rejects.toMatchObject({ code: "git-refused" });
  expect(await it.do("git.rebase-abort", {})).toMatchObject({ outcome: "aborted", head: mine });
  await expect(it.do("git.rebase-abort", {})).rejects.toMatchObject({ code: "git-refused" });
  await start();
  it.write({ "a.txt": "both\n" });
  await it.do("git.stage", { paths: ["a.txt"] });
  const newest = it.git("rev-parse", "refs/remotes/origin/main");
  expect(await it.do("git.rebase-continue", { signer }, more)).toMatchObject({
    outcome: "rebased",
    onto: newest,
  });
  expect(it.git("log", "--format=%s", "main~0..topic")).toBe("mine\ntheirs: a.txt");
  expect(await start()).toMatchObject({ outcome: "up-to-date", onto: newest });
  await expect(it.do("git.rebase", { onto: "nowhere", signer }, more)).rejects.toMatchObject({
    code: "ref-not-found",
  });
});

test("a rebase that is cancelled leaves the branch as it was", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  const { signer, more } = await withKey(it);
  const { theirs } = withRemote(it);
  it.write({ "mine.txt": "mine\n" });
  const mine = it.commitAll("mine");
  theirs("b.txt", "b\n");
  it.git("fetch", "--quiet");
  const cancel = new AbortController();
  // The hook runs in the middle of the rebase; it tells of it by a pipe and never ends by itself.
  const pipe = it.beside("pipe");
  execFileSync("mkfifo", [pipe]);
  writeFileSync(`${it.path}/.git/hooks/prepare-commit-msg`, `#!/bin/sh\nexit 0\n`, { mode: 0o755 });
  writeFileSync(`${it.path}/.git/hooks/post-checkout`, `#!/bin/sh\necho here > ${pipe}\nsleep 60\n`, {
    mode: 0o755,
  });
  const reached = spawn("cat", [pipe]);
  reached.on("close", () => cancel.abort());
  await expect(
    it.do("git.rebase", { onto: "main", signer }, { ...more, signal: cancel.signal }),
  ).rejects.toMatchObject({ name: "AbortError" });
  expect(await it.do("git.status", {})).toMatchObject({ branch: "main", head: mine });
  expect((await it.do("git.status", {})).operation).toBeUndefined();
});
