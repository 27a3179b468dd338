import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SnapshotId } from "@dispatch/protocol/ids";
import { GitFolder } from "../testing/git-folder.ts";

const id = (number: number) => `snp_${String(number).padStart(8, "0")}` as SnapshotId;
const take = (it: GitFolder, number: number, keep = 10) =>
  it.do("git.snapshot", { id: id(number), reason: "on demand", keep });
const restore = (it: GitFolder, number: number, before: number) =>
  it.do("git.revert", { id: id(number), beforeId: id(before), keep: 10 });

const read = (it: GitFolder, name: string) => readFileSync(join(it.path, name), "utf8");
const remove = (it: GitFolder, ...names: string[]) => execFileSync("rm", ["-r", ...names], { cwd: it.path });

test("a snapshot holds new files and what is staged, and changes neither HEAD nor the index nor files", async () => {
  using it = new GitFolder({ "a.txt": "a\n", ".gitignore": "ignored\n" });
  it.write({ "a.txt": "staged\n", ignored: "x" });
  it.git("add", "a.txt");
  it.write({ "a.txt": "changed\n", "sub dir/new\n.txt": "new\n" });
  const state = () => [
    it.git("rev-parse", "HEAD"),
    it.git("status", "--porcelain", "-z"),
    it.git("write-tree"),
    it.git("log", "--exclude=refs/dispatch/*", "--all", "--oneline"),
    it.git("branch", "--list"),
  ];
  const before = state();
  const snapshot = await take(it, 1);
  expect(state()).toEqual(before);
  expect(snapshot).toMatchObject({ reason: "on demand", branch: "main", head: before[0], skipped: [] });
  expect(it.git("ls-tree", "-r", "-z", "--name-only", snapshot.commit).split("\0").slice(0, -1)).toEqual([
    ".gitignore",
    "a.txt",
    "sub dir/new\n.txt",
  ]);
  expect(it.git("show", `${snapshot.commit}^2:a.txt`)).toBe("staged");
  expect(await take(it, 1)).toEqual(snapshot);
  expect((await it.do("git.snapshots", {})).items).toEqual([snapshot]);
  expect((await it.do("git.diff", { against: snapshot.commit })).files).toEqual([]);
});

test("restoring brings files and what was staged back; what was there before is kept, and can be had back", async () => {
  using it = new GitFolder({ "a.txt": "a\n", "b.txt": "b\n", ".gitignore": "*.log\n" });
  it.write({ "a.txt": "staged\n" });
  it.git("add", "a.txt");
  it.write({ "a.txt": "first\n", "new.txt": "new\n" });
  await take(it, 1);
  remove(it, "new.txt", "b.txt");
  it.write({ "a.txt": "second\n", "later.txt": "later\n", "kept.log": "ignored" });
  it.git("add", "--all");
  const { before, changedFiles } = await restore(it, 1, 2);
  expect(changedFiles).toBe(4);
  expect([read(it, "a.txt"), read(it, "b.txt"), read(it, "new.txt")]).toEqual(["first\n", "b\n", "new\n"]);
  expect([existsSync(join(it.path, "later.txt")), read(it, "kept.log")]).toEqual([false, "ignored"]);
  expect(it.git("status", "--porcelain")).toBe("MM a.txt\n?? new.txt");
  expect(before.reason).toBe(`before restoring ${id(1)}`);
  await restore(it, 2, 3);
  expect([read(it, "a.txt"), read(it, "later.txt")]).toEqual(["second\n", "later\n"]);
  expect(existsSync(join(it.path, "new.txt"))).toBe(false);
  expect((await it.do("git.snapshots", {})).items.map((one) => one.id).toSorted()).toEqual([
    id(1),
    id(2),
    id(3),
  ]);
});

test("ignored files that lie where a snapshot's files belong are kept before they are overwritten", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  it.write({ "build/out": "from the snapshot", file: "a file" });
  await take(it, 1);
  remove(it, "build", "file");
  it.write({ ".gitignore": "build\nfile\n", build: "precious", "file/inside": "precious too" });
  await restore(it, 1, 2);
  expect([read(it, "build/out"), read(it, "file")]).toEqual(["from the snapshot", "a file"]);
  await restore(it, 2, 3);
  expect([read(it, "build"), read(it, "file/inside")]).toEqual(["precious", "precious too"]);
});

test("after a commit the files come back, and the branch and what is staged stay", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  it.write({ "a.txt": "first\n" });
  await take(it, 1);
  it.write({ "a.txt": "second\n" });
  const head = it.commitAll("second");
  await restore(it, 1, 2);
  expect(it.git("rev-parse", "HEAD")).toBe(head);
  expect(it.git("status", "--porcelain")).toBe(" M a.txt");
});

test("the oldest snapshots go, and what is too large is left out and never overwritten", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  for (let number = 1; number <= 4; number++) await take(it, number, 3);
  expect((await it.do("git.snapshots", {})).items).toHaveLength(3);
  it.write({ big: "small yet" });
  await take(it, 5);
  truncateSync(join(it.path, "big"), 65 * 1024 * 1024);
  expect((await take(it, 6)).skipped).toEqual(["big"]);
  expect((await it.do("git.diff", {})).tooLarge).toEqual([{ path: "big", size: 65 * 1024 * 1024 }]);
  await expect(restore(it, 5, 7)).rejects.toMatchObject({ code: "git-refused" });
  await it.do("git.snapshot-delete", { id: id(6) });
  await expect(restore(it, 6, 7)).rejects.toMatchObject({ code: "snapshot-not-found" });
});

test("nothing is restored into an unfinished merge", async () => {
  using it = new GitFolder({ "a.txt": "a\n" });
  await take(it, 1);
  it.git("switch", "--quiet", "--create", "other");
  it.write({ "a.txt": "other\n" });
  it.commitAll("other");
  it.git("switch", "--quiet", "main");
  it.write({ "a.txt": "main\n" });
  it.commitAll("main");
  expect(it.tries("merge", "other")).toBe(false);
  expect(await it.do("git.status", {})).toMatchObject({
    operation: "merge",
    counts: { conflicted: 1 },
    files: [{ path: "a.txt", isConflicted: true }],
  });
  expect((await it.do("git.diff", { hasHunks: true })).files[0]?.hunks?.[0]?.lines.length).toBeGreaterThan(4);
  await expect(restore(it, 1, 2)).rejects.toMatchObject({ code: "git-unfinished" });
  await take(it, 3);
});

test("discarding takes back what is named, and a snapshot has it", async () => {
  using it = new GitFolder({ "a.txt": "a\n", "b.txt": "b\n", "dir/c.txt": "c\n" });
  it.write({ "a.txt": "x\n", "b.txt": "y\n", "dir/c.txt": "z\n", "dir/new.txt": "n\n", "other.txt": "o\n" });
  const { before } = await it.do("git.discard", { paths: ["a.txt", "dir"], snapshotId: id(1) });
  expect(it.git("status", "--porcelain")).toBe(" M b.txt\n?? other.txt");
  expect(readdirSync(join(it.path, "dir"))).toEqual(["c.txt"]);
  await restore(it, 1, 2);
  expect([read(it, "a.txt"), read(it, "dir/new.txt")]).toEqual(["x\n", "n\n"]);
  expect(before.reason).toBe("before discarding changes");
});
