import { Problem } from "@dispatch/protocol/problems";
import type { DiffFile, GitDiff } from "@dispatch/protocol/git";
import type { ErrandParams } from "@dispatch/protocol/errands";
import type { ErrandHandler } from "../errand.ts";
import { readPatch } from "./patch.ts";
import { readRaw } from "./raw-diff.ts";
import { type Ask, Repository, parts } from "./repository.ts";
import { WorkTreeIndex } from "./work-tree.ts";

const FILES_LIMIT = 10_000;
const LIST_LIMIT_BYTES = 32 * 1024 * 1024;
const PATCH_LIMIT_BYTES = 4 * 1024 * 1024;
/** Above this many files it is not looked whether one is another's new name: that takes the square of their number. */
const RENAME_LIMIT = "1000";

type Look = (args: readonly string[], ask?: Ask) => ReturnType<Repository["look"]>;
/** What git is asked for, and the ends as they are told. */
type Comparison = Pick<GitDiff, "from" | "to" | "tooLarge"> & {
  readonly look: Look;
  readonly command: readonly string[];
  readonly ends: readonly string[];
};
type Params = ErrandParams<"git.diff">;

export const diff: ErrandHandler<"git.diff"> = async (params, errand) => {
  const repository = await Repository.open(errand);
  if (params.to !== undefined || params.side === "staged")
    return compare(await betweenKept(repository, params), params);
  await using index = await WorkTreeIndex.fill(repository, { isKept: false, skips: "all" });
  return await compare(await withFiles(repository, index, params), params);
};

/** Two commits, or a commit and what is staged: the files have no part in it. */
async function betweenKept(repository: Repository, { base, against, to }: Params): Promise<Comparison> {
  const { look } = repository;
  const from = await fromOf(repository, to === undefined ? against : (against ?? base));
  if (to === undefined)
    return { look, command: ["diff-index", "--cached"], ends: [from], from, tooLarge: [] };
  const end = await repository.neededCommit(to);
  return { look, command: ["diff-tree", "-r"], ends: [from, end], from, to: end, tooLarge: [] };
}

async function withFiles(repository: Repository, index: WorkTreeIndex, params: Params): Promise<Comparison> {
  const tooLarge = index.tooLarge.map(({ path, size }) => ({ path, size }));
  const { look } = index;
  const command = ["diff-index", "--cached"];
  if (params.side === "unstaged")
    return { look, command, ends: [await stagedTree(repository, index)], tooLarge };
  const from = await fromOf(repository, params.against ?? params.base);
  return { look, command, ends: [from], from, tooLarge };
}

/** The commit that is compared with: HEAD where none is named, and nothing at all before the first commit. */
const fromOf = async (repository: Repository, ref: string | undefined) =>
  ref === undefined
    ? ((await repository.commitOf("HEAD")) ?? (await repository.emptyTree()))
    : repository.neededCommit(ref);

async function stagedTree(repository: Repository, index: WorkTreeIndex): Promise<string> {
  const { GIT_INDEX_FILE: _, ...objects } = index.env;
  const { code, stdout } = await repository.look(["write-tree"], { env: objects, answers: [128] });
  if (code === 0) return stdout.toString("utf8").trim();
  throw new Problem(
    "git-unfinished",
    { operation: "merge" },
    "Files are in conflict. Look at all changes instead.",
  );
}

const OPTIONS = [
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-relative",
  "--full-index",
  "--find-renames",
  `-l${RENAME_LIMIT}`,
  "--ignore-submodules=none",
  "--submodule=short",
] as const;
const AS_PATCH = ["--patch", "--unified=3", "--src-prefix=a/", "--dst-prefix=b/"] as const;

async function compare(comparison: Comparison, { paths = [], hasHunks }: Params): Promise<GitDiff> {
  const { look, command, ends, from, to, tooLarge } = comparison;
  const which = ["--end-of-options", ...ends, "--", ...paths];
  const list = await look([...command, "-z", "--raw", "--numstat", ...OPTIONS, ...which], {
    limitBytes: LIST_LIMIT_BYTES,
  });
  const all = readRaw(parts(list.stdout));
  const files = all.slice(0, FILES_LIMIT);
  if (hasHunks) {
    const patch = await look([...command, ...AS_PATCH, ...OPTIONS, ...which], {
      limitBytes: PATCH_LIMIT_BYTES,
    });
    addHunks(files, patch.stdout.toString("utf8"), patch.isCut);
  }
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    files,
    additions: sum(files, ({ additions = 0 }) => additions),
    deletions: sum(files, ({ deletions = 0 }) => deletions),
    isComplete: !list.isCut && all.length <= FILES_LIMIT,
    tooLarge: tooLarge.filter(({ path }) => paths.length === 0 || paths.includes(path)),
  };
}

/** Patches come in the order of the list; a file that became a link, or the reverse, has two. */
function addHunks(files: DiffFile[], text: string, isCut: boolean) {
  const patches = readPatch(text, isCut);
  let at = 0;
  for (const file of files) {
    const count = file.change === "type-changed" ? 2 : 1;
    const own = patches.slice(at, at + count);
    at += count;
    const hunks = own.flatMap((patch) => patch.hunks);
    if (hunks.length > 0) file.hunks = hunks;
    if (own.length < count || own.some((patch) => patch.isCut)) file.isCut = true;
  }
}

const sum = (files: readonly DiffFile[], of: (file: DiffFile) => number) =>
  files.reduce((total, file) => total + of(file), 0);
