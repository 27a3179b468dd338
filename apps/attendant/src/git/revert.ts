import { type Stats } from "node:fs";
import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Problem } from "@dispatch/protocol/problems";
import type { ErrandHandler } from "../errand.ts";
import { PATHS_FROM_INPUT, Repository, joined, parts } from "./repository.ts";
import { keepSnapshot, neededSnapshot } from "./snapshots.ts";
import { WorkTreeIndex } from "./work-tree.ts";

/** Brings the files of a snapshot back. How they are now is kept first, so that nothing is lost. */
export const revert: ErrandHandler<"git.revert"> = async ({ id, beforeId, keep }, errand) => {
  const repository = await Repository.open(errand);
  await repository.requireNoOperation();
  const wanted = await neededSnapshot(repository, id);
  await using index = await WorkTreeIndex.fill(repository, { isKept: true, skips: "untracked" });
  await index.add(await inTheWay(repository, index, wanted.commit));
  const reason = `before restoring ${id}`;
  // One more than the limit: the oldest might be the very snapshot that is to be restored.
  const before = await keepSnapshot(repository, index, { id: beforeId, reason, keep: keep + 1 });
  const { stdout } = await repository.look([
    "diff-tree",
    "-r",
    "-z",
    "--name-only",
    before.commit,
    wanted.commit,
  ]);
  const tree = `${wanted.commit}^{tree}`;
  await index.look(["read-tree", "-m", "-u", "--no-recurse-submodules", `${before.commit}^{tree}`, tree]);
  await restoreStaged(repository, wanted.commit, wanted.head);
  return { restored: wanted, before, changedFiles: parts(stdout).length };
};

/** Takes back changes of some files; what they were is in a snapshot that is taken first. */
export const discard: ErrandHandler<"git.discard"> = async ({ paths, snapshotId }, errand) => {
  const repository = await Repository.open(errand);
  await using index = await WorkTreeIndex.fill(repository, { isKept: true, skips: "untracked" });
  const lost = index.tooLarge.find(({ path }) =>
    paths.some((one) => path === one || path.startsWith(`${one}/`)),
  );
  if (lost) throw tooLarge(lost.path);
  const before = await keepSnapshot(repository, index, {
    id: snapshotId,
    reason: "before discarding changes",
    keep: KEEP,
  });
  const tracked = parts((await repository.look(["ls-files", "-z", "--cached"])).stdout);
  const known = paths.filter(among(tracked));
  if (known.length > 0)
    await repository.act(["checkout", "--quiet", ...PATHS_FROM_INPUT], { input: joined(known) });
  for (let at = 0; at < paths.length; at += CLEAN_AT_ONCE)
    await repository.act(["clean", "--force", "-d", "--quiet", "--", ...paths.slice(at, at + CLEAN_AT_ONCE)]);
  return { before };
};

const KEEP = 100;
const CLEAN_AT_ONCE = 200;

/** Whether a path is one of these, or a folder of one. */
function among(files: readonly string[]): (path: string) => boolean {
  const all = new Set(files);
  for (const file of files) for (let at = dirname(file); at !== "."; at = dirname(at)) all.add(at);
  return (path) => all.has(path);
}

/** What lies where files of the snapshot belong and is not in the index: ignored files, mostly. */
async function inTheWay(repository: Repository, index: WorkTreeIndex, commit: string): Promise<string[]> {
  const has = new Set(parts((await index.look(["ls-files", "-z"])).stdout));
  const wants = parts((await repository.look(["ls-tree", "-r", "-z", "--name-only", commit])).stdout);
  const found = new Set<string>();
  for (const path of wants) {
    if (has.has(path)) continue;
    const lying = await whatLiesAt(repository.folder, path);
    if (lying !== undefined && !has.has(lying)) found.add(lying);
  }
  const skipped = index.tooLarge.find(({ path }) =>
    [...found].some((one) => path === one || path.startsWith(`${one}/`)),
  );
  if (skipped) throw tooLarge(skipped.path);
  return [...found];
}

/** The path itself, or a file where it has a folder. */
async function whatLiesAt(folder: string, path: string): Promise<string | undefined> {
  for (let at = path; at !== "." && at !== ""; at = dirname(at)) {
    const stat: Stats | "beyond" | undefined = await lstat(join(folder, at)).catch(
      (error: NodeJS.ErrnoException) => (error.code === "ENOTDIR" ? "beyond" : undefined),
    );
    if (stat === "beyond") continue;
    if (stat === undefined) return undefined;
    return at === path || !stat.isDirectory() ? at : undefined;
  }
  return undefined;
}

/** What was staged comes back where it still belongs to the commit that is checked out. */
async function restoreStaged(
  repository: Repository,
  commit: string,
  head: string | undefined,
): Promise<void> {
  const parents = (await repository.text(["rev-list", "--parents", "--max-count=1", commit]))
    .split(" ")
    .slice(1);
  const staged = head === undefined ? parents[0] : parents[1];
  const isSame = (await repository.commitOf("HEAD")) === head;
  if (staged !== undefined && isSame) await repository.look(["read-tree", `${staged}^{tree}`]);
  await repository.look(["update-index", "-q", "--refresh"], { answers: [1] });
}

const tooLarge = (path: string) =>
  new Problem(
    "git-refused",
    {},
    `${path} is too large for a snapshot and would be overwritten. Move it away first, then try again.`,
  );
