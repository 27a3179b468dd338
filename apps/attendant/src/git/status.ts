import type { GitChange, GitStatus, GitStatusFile } from "@dispatch/protocol/git";
import type { ErrandHandler } from "../errand.ts";
import { Repository, parts } from "./repository.ts";

const FILES_LIMIT = 5_000;
/** Names of some hundred thousand files: what git has not said by then is left out. */
const OUTPUT_LIMIT_BYTES = 32 * 1024 * 1024;

const CHANGES: Readonly<Record<string, GitChange>> = {
  A: "added",
  M: "modified",
  D: "deleted",
  R: "renamed",
  C: "copied",
  T: "type-changed",
};

export const status: ErrandHandler<"git.status"> = async ({ base }, errand) => {
  const repository = await Repository.open(errand);
  const args = ["status", "--porcelain=v2", "-z", "--branch", "--untracked-files=all", "--find-renames"];
  const { stdout, isCut } = await repository.look(
    [...args, "--ignore-submodules=none", "--no-ahead-behind"],
    {
      limitBytes: OUTPUT_LIMIT_BYTES,
      env: { GIT_OPTIONAL_LOCKS: "0" },
    },
  );
  const { head, branch, upstream, files } = readStatus(parts(stdout));
  const compared = upstream ?? (branch === undefined ? undefined : `origin/${branch}`);
  const toUpstream = head && compared && (await distance(repository, compared));
  const toBase = head && base && (await distance(repository, base));
  const operation = await repository.operation();
  return {
    ...(branch !== undefined && { branch }),
    ...(head !== undefined && { head }),
    ...(toUpstream && compared && { upstream: { name: compared, ...toUpstream } }),
    ...(toBase && base && { base: { commit: base, ...toBase } }),
    ...(operation && { operation }),
    counts: {
      staged: count(files, ({ staged, isConflicted }) => staged !== undefined && !isConflicted),
      unstaged: count(files, ({ unstaged, isConflicted }) => unstaged !== undefined && !isConflicted),
      untracked: count(files, ({ isUntracked }) => isUntracked),
      conflicted: count(files, ({ isConflicted }) => isConflicted),
    },
    files: files.slice(0, FILES_LIMIT),
    isComplete: !isCut && files.length <= FILES_LIMIT,
  };
};

type Read = Pick<GitStatus, "head" | "branch"> & { upstream?: string; files: GitStatusFile[] };

/** What `git status --porcelain=v2 -z --branch` says. */
export function readStatus(entries: readonly string[]): Read {
  const read: Read = { files: [] };
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] ?? "";
    if (entry.startsWith("# branch.oid ")) {
      const head = entry.slice("# branch.oid ".length);
      if (head !== "(initial)") read.head = head;
    } else if (entry.startsWith("# branch.head ")) {
      const branch = entry.slice("# branch.head ".length);
      if (branch !== "(detached)") read.branch = branch;
    } else if (entry.startsWith("# branch.upstream ")) {
      read.upstream = entry.slice("# branch.upstream ".length);
    } else if (entry.startsWith("? ")) {
      read.files.push({ ...PLAIN, path: entry.slice(2), isUntracked: true });
    } else if (entry.startsWith("1 ")) {
      read.files.push(changed(entry, 8));
    } else if (entry.startsWith("2 ")) {
      read.files.push({ ...changed(entry, 9), oldPath: entries[++at] ?? "" });
    } else if (entry.startsWith("u ")) {
      read.files.push({ ...PLAIN, path: afterFields(entry, 10), isConflicted: true });
    }
  }
  return read;
}

const PLAIN = { isUntracked: false, isConflicted: false, isSubmodule: false } as const;

function changed(entry: string, fields: number): GitStatusFile {
  const [, letters = "", submodule = ""] = entry.split(" ", 3);
  const staged = CHANGES[letters[0] ?? ""];
  const unstaged = CHANGES[letters[1] ?? ""];
  return {
    ...PLAIN,
    path: afterFields(entry, fields),
    ...(staged && { staged }),
    ...(unstaged && { unstaged }),
    isSubmodule: submodule.startsWith("S"),
  };
}

/** The path, which is the last field and may hold spaces. */
function afterFields(entry: string, fields: number): string {
  let at = 0;
  for (let field = 0; field < fields; field++) at = entry.indexOf(" ", at) + 1;
  return entry.slice(at);
}

async function distance(repository: Repository, other: string) {
  const commit = await repository.commitOf(other);
  if (commit === undefined) return undefined;
  const text = await repository.text(["rev-list", "--left-right", "--count", `HEAD...${commit}`]);
  const [ahead = "0", behind = "0"] = text.split("\t");
  return { ahead: Number(ahead), behind: Number(behind) };
}

const count = (files: readonly GitStatusFile[], is: (file: GitStatusFile) => boolean) =>
  files.filter((file) => is(file)).length;
