import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GitFolder } from "../testing/git-folder.ts";

test("status tells the branch, both sides of each file, and how far it is from its base", async () => {
  using it = new GitFolder({
    "a.txt": "1\n2\n3\n",
    "b.txt": "b\n",
    "old name.txt": "same\n".repeat(9),
    "gone.txt": "x\n",
  });
  const base = it.git("rev-parse", "HEAD");
  it.write({ "new\nline\tü.txt": "x\n" });
  it.commitAll("second");
  it.write({ "a.txt": "1\n2\nthree\n", "b.txt": "staged\n", 'quo"te.txt': "q\n" });
  it.git("mv", "old name.txt", "new name.txt");
  it.git("rm", "--quiet", "gone.txt");
  it.git("add", "b.txt");
  it.write({ "b.txt": "changed again\n" });
  const status = await it.do("git.status", { base });
  const plain = { isUntracked: false, isConflicted: false, isSubmodule: false };
  expect(status).toEqual({
    branch: "main",
    head: it.git("rev-parse", "HEAD"),
    base: { commit: base, ahead: 1, behind: 0 },
    counts: { staged: 3, unstaged: 2, untracked: 1, conflicted: 0 },
    files: [
      { ...plain, path: "a.txt", unstaged: "modified" },
      { ...plain, path: "b.txt", staged: "modified", unstaged: "modified" },
      { ...plain, path: "gone.txt", staged: "deleted" },
      { ...plain, path: "new name.txt", oldPath: "old name.txt", staged: "renamed" },
      { ...plain, path: 'quo"te.txt', isUntracked: true },
    ],
    isComplete: true,
  });
});

test("a folder without a repository is told so, also where one lies around it", async () => {
  using it = new GitFolder({ "a.txt": "a" });
  it.write({ "inner/file": "x" });
  await expect(it.do("git.status", {}, { folder: join(it.path, "inner") })).rejects.toMatchObject({
    code: "not-a-repository",
  });
});

test("a repository without a commit, and one at no branch, have a status and a diff", async () => {
  using it = new GitFolder();
  it.write({ "a.txt": "a\n" });
  expect(await it.do("git.status", {})).toMatchObject({ branch: "main", counts: { untracked: 1 } });
  expect(await it.do("git.diff", {})).toMatchObject({
    files: [{ path: "a.txt", change: "added", additions: 1 }],
  });
  expect(await it.do("git.log", {})).toEqual({ items: [], nextCursor: null });
  it.commitAll("first");
  it.git("checkout", "--quiet", "--detach");
  expect((await it.do("git.status", {})).branch).toBeUndefined();
});

test("a diff holds renames, binaries, new files, links and modes, and leaves the index as it is", async () => {
  using it = new GitFolder({
    "text.txt": "one\ntwo\nthree\n",
    "moved.txt": "line\n".repeat(20),
    "binary.bin": "\0\u0001",
    "run.sh": "#!/bin/sh\n",
    "becomes-link": "content\n",
    "crlf.txt": "a\r\nb\r\n",
    gone: "last words",
  });
  const base = it.git("rev-parse", "HEAD");
  it.write({
    "text.txt": "one\n2\nthree\n",
    "binary.bin": "\0\u0002",
    "crlf.txt": "a\r\nc\r\n",
    "--- a/evil\n+++ b/evil": "diff --git a/x b/x\n@@ -1 +1 @@\n",
    "moved to.txt": "line\n".repeat(20) + "more\n",
  });
  execFileSync("rm", ["moved.txt", "gone", "becomes-link"], { cwd: it.path });
  symlinkSync("text.txt", join(it.path, "becomes-link"));
  chmodSync(join(it.path, "run.sh"), 0o755);
  const indexBefore = readFileSync(join(it.path, ".git/index"));
  const diff = await it.do("git.diff", { base, hasHunks: true });
  expect(readFileSync(join(it.path, ".git/index")).equals(indexBefore)).toBe(true);
  expect(it.git("count-objects")).toMatch(/^9 objects/);
  const of = (path: string) => diff.files.find((file) => file.path === path);
  expect(diff.files.map(({ path, change }) => `${change} ${path}`)).toEqual([
    "added --- a/evil\n+++ b/evil",
    "type-changed becomes-link",
    "modified binary.bin",
    "modified crlf.txt",
    "deleted gone",
    "renamed moved to.txt",
    "modified run.sh",
    "modified text.txt",
  ]);
  expect(of("--- a/evil\n+++ b/evil")?.hunks?.[0]?.lines).toEqual([
    { type: "added", new: 1, text: "diff --git a/x b/x" },
    { type: "added", new: 2, text: "@@ -1 +1 @@" },
  ]);
  expect(of("binary.bin")).toMatchObject({ isBinary: true });
  expect(of("binary.bin")).not.toHaveProperty("hunks");
  expect(of("crlf.txt")?.hunks?.[0]?.lines).toEqual([
    { type: "context", old: 1, new: 1, text: "a\r" },
    { type: "deleted", old: 2, text: "b\r" },
    { type: "added", new: 2, text: "c\r" },
  ]);
  expect(of("gone")).toMatchObject({
    hash: "deleted",
    hunks: [{ lines: [{ type: "deleted", text: "last words", hasNoNewline: true }] }],
  });
  expect(of("moved to.txt")).toMatchObject({ oldPath: "moved.txt", additions: 1, deletions: 0 });
  expect(of("run.sh")).toMatchObject({ oldMode: "100644", newMode: "100755", additions: 0 });
  expect(of("text.txt")).toMatchObject({ additions: 1, deletions: 1, hunks: [{ oldStart: 1, newLines: 3 }] });
});

test("a diff is of what is staged, of what is not, or against any branch, and of the files that are asked for", async () => {
  using it = new GitFolder({ "a.txt": "a\n", "b.txt": "b\n" });
  it.git("branch", "other");
  it.write({ "a.txt": "staged\n" });
  it.git("add", "a.txt");
  it.write({ "b.txt": "not staged\n", "c [x]*.txt": "new\n" });
  const paths = async (wish: object) => (await it.do("git.diff", wish)).files.map(({ path }) => path);
  expect(await paths({ side: "staged" })).toEqual(["a.txt"]);
  expect(await paths({ side: "unstaged" })).toEqual(["b.txt", "c [x]*.txt"]);
  expect(await paths({ against: "other" })).toEqual(["a.txt", "b.txt", "c [x]*.txt"]);
  expect(await paths({ paths: ["c [x]*.txt"] })).toEqual(["c [x]*.txt"]);
  expect(await paths({ paths: ["*"] })).toEqual([]);
  await expect(it.do("git.diff", { against: "nowhere" })).rejects.toMatchObject({ code: "ref-not-found" });
});

test("the hash of a file follows its content", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  const hash = async () => (await it.do("git.diff", {})).files[0]?.hash;
  it.write({ "a.txt": "b\n" });
  const first = await hash();
  it.git("add", "a.txt");
  expect(await hash()).toBe(first);
  it.write({ "a.txt": "c\n" });
  expect(await hash()).not.toBe(first);
});

test("a file that is changed in the second in which it was committed is seen to be", async () => {
  using it = new GitFolder({ "a.txt": "one\n" });
  it.git("config", "core.trustctime", "false");
  const then = new Date("2026-01-01T00:00:00Z");
  const atOnce = (name: string) => utimesSync(join(it.path, name), then, then);
  atOnce("a.txt");
  it.git("update-index", "--refresh");
  atOnce(".git/index");
  it.write({ "a.txt": "two\n" });
  atOnce("a.txt");
  expect((await it.do("git.diff", {})).files).toMatchObject([{ path: "a.txt", additions: 1 }]);
});

test("a long patch is cut and says so", async () => {
  using it = new GitFolder({ "a.txt": "" });
  it.write({ "a.txt": "x\n".repeat(6000), "b.txt": "y".repeat(5000) });
  const { files } = await it.do("git.diff", { hasHunks: true });
  expect(files[0]).toMatchObject({ path: "a.txt", additions: 6000, isCut: true });
  expect(files[0]?.hunks?.[0]?.lines).toHaveLength(5000);
  expect(files[1]?.hunks?.[0]?.lines[0]).toMatchObject({ isCut: true });
});

test("ten thousand changed files are counted, and listed up to a limit", { timeout: 60_000 }, async () => {
  using it = new GitFolder({ first: "" });
  it.write(
    Object.fromEntries(Array.from({ length: 10_050 }, (_, n) => [`many/${n % 100}/file ${n}`, `${n}`])),
  );
  const status = await it.do("git.status", {});
  expect(status.counts.untracked).toBe(10_050);
  expect([status.files.length, status.isComplete]).toEqual([5000, false]);
  const diff = await it.do("git.diff", {});
  expect([diff.files.length, diff.isComplete]).toEqual([10_000, false]);
});

test("what a hostile repository has set up neither runs for looks nor hides anything", async () => {
  using it = new GitFolder({ "a.txt": "a\n", ".gitattributes": "*.txt diff=evil\n" });
  const trace = it.beside("ran");
  const program = it.beside("evil.sh");
  writeFileSync(program, `#!/bin/sh\necho ran >> ${trace}\necho evil\n`, { mode: 0o755 });
  for (const [name, value] of [
    ["core.fsmonitor", program],
    ["core.pager", program],
    ["core.hooksPath", it.beside("hooks")],
    ["diff.external", program],
    ["diff.evil.command", program],
    ["diff.evil.textconv", program],
    ["alias.status", `!${program}`],
    ["alias.diff-index", `!${program}`],
    ["color.ui", "always"],
    ["diff.noprefix", "true"],
    ["diff.mnemonicPrefix", "true"],
    ["status.showUntrackedFiles", "no"],
    ["log.showSignature", "true"],
    ["gpg.program", program],
    ["format.pretty", "evil"],
  ] as const)
    it.git("config", name, value);
  it.write({ "a.txt": "b\n", "new.txt": "n\n" });
  expect((await it.do("git.status", {})).counts).toMatchObject({ unstaged: 1, untracked: 1 });
  const diff = await it.do("git.diff", { hasHunks: true });
  expect(diff.files.map(({ path, hunks }) => [path, hunks?.[0]?.lines.length])).toEqual([
    ["a.txt", 2],
    ["new.txt", 1],
  ]);
  expect((await it.do("git.log", {})).items.map(({ subject }) => subject)).toEqual(["first"]);
  await it.do("git.snapshot", { id: "snp_00000001", reason: "test", keep: 5 });
  expect(existsSync(trace)).toBe(false);
});

test("the log comes in pages that do not move, and its words may be anything", async () => {
  using it = new GitFolder({ a: "a" });
  for (let n = 0; n < 4; n++) it.commitAll(`number ${n}\n\nbody\x1f\x1e of ${n}`);
  const base = it.git("rev-parse", "HEAD~3");
  const first = await it.do("git.log", { limit: 2 });
  it.commitAll("later");
  const second = await it.do("git.log", { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual([
    "number 3",
    "number 2",
    "number 1",
    "number 0",
  ]);
  expect(first.items[0]).toMatchObject({
    body: "body\x1f\x1e of 3",
    author: { name: "Ada" },
    isSigned: false,
  });
  expect((await it.do("git.log", { from: base })).items).toHaveLength(4);
  await expect(it.do("git.log", { cursor: "x" })).rejects.toMatchObject({ code: "invalid-request" });
});

test("branches are made and switched to; a switch that would overwrite is refused in git's words", async () => {
  using it = new GitFolder({ a: "a\n" });
  await it.do("git.branch", { name: "topic/one", isSwitch: true });
  it.write({ a: "topic\n" });
  it.commitAll("topic");
  it.write({ a: "dirty\n" });
  await expect(it.do("git.switch", { branch: "main" })).rejects.toMatchObject({
    code: "git-refused",
    message: expect.stringContaining("would be overwritten") as string,
  });
  it.git("checkout", "--quiet", "--", "a");
  await it.do("git.switch", { branch: "main" });
  const { items } = await it.do("git.branches", {});
  expect(items.map(({ name, isCurrent }) => [name, isCurrent])).toContainEqual(["main", true]);
  expect(items).toHaveLength(2);
  await expect(it.do("git.branch", { name: "x", from: "nowhere" })).rejects.toMatchObject({
    code: "ref-not-found",
  });
});
