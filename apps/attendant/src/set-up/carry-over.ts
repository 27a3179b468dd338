import { constants, copyFile, lstat, mkdir, readlink, rename, rm, symlink } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import type { ErrandParams, ErrandResult } from "@dispatch/protocol/errands";
import { runGit } from "../git/run-git.ts";
import { readInside } from "./set-up-file.ts";

const INCLUDE_FILE = ".worktreeinclude";
const INCLUDE_LIMIT_BYTES = 64 * 1024;
/** Settings and secrets are small; what is large is made again by the set-up. */
const TOTAL_LIMIT_BYTES = 512 * 1024 * 1024;
const FILES_LIMIT = 20_000;
const TOLD_LIMIT = 20;

type Outcome = ErrandResult<"set-up.carry">;

/**
 * Copies the files that `.worktreeinclude` and the set-up file name from another workspace: only what git ignores here,
 * nothing that is here already, and through no link that leads elsewhere.
 */
export async function carryOver(
  { from, patterns }: ErrandParams<"set-up.carry">,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Promise<Outcome> {
  const included = (await readInside(folder, INCLUDE_FILE, INCLUDE_LIMIT_BYTES)) ?? "";
  const lines = included.split(/\r?\n/).map((line) => line.replace(/(?<!\\)\s+$/, ""));
  const wanted = [...lines, ...patterns].filter((line) => line !== "" && !line.startsWith("#"));
  const outcome: Outcome = { files: 0, bytes: 0, leftOut: [], leftOutCount: 0 };
  if (wanted.length === 0) return outcome;
  const leaveOut = (path: string, why: string) => {
    outcome.leftOutCount += 1;
    if (outcome.leftOut.length < TOLD_LIMIT) outcome.leftOut.push({ path, why });
  };
  for (const path of await ignoredHere(await untrackedThere(from, wanted, signal), folder, signal)) {
    signal.throwIfAborted();
    const source = join(from, path);
    const target = join(folder, path);
    const found = await lstat(source).catch(() => undefined);
    if (!found || (await isThere(target))) continue;
    if (outcome.files >= FILES_LIMIT) leaveOut(path, `${FILES_LIMIT} files were carried over already`);
    else if (outcome.bytes + found.size > TOTAL_LIMIT_BYTES)
      leaveOut(path, "all together is more than 512 MiB");
    else if (!(await makeFolders(folder, dirname(path))))
      leaveOut(path, "a link lies in the place of its folder");
    else if (found.isSymbolicLink()) {
      const to = await readlink(source);
      if (!isInside(resolve(dirname(source), to), from) || to.startsWith(sep))
        leaveOut(path, "it is a link that leads out of the workspace");
      else {
        await symlink(to, target);
        outcome.files += 1;
      }
    } else if (found.isFile()) {
      await copyWhole(source, target);
      outcome.files += 1;
      outcome.bytes += found.size;
    } else leaveOut(path, "it is neither a file nor a link");
  }
  return outcome;
}

/** Files of the other workspace that git does not track and the patterns name: git itself reads the patterns. */
async function untrackedThere(
  from: string,
  patterns: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const args = [
    "ls-files",
    "--others",
    "--ignored",
    "-z",
    ...patterns.map((pattern) => `--exclude=${pattern}`),
  ];
  const env = { GIT_OPTIONAL_LOCKS: "0", GIT_CEILING_DIRECTORIES: dirname(from) };
  const { code, stdout } = await runGit({ args, folder: from, signal, env, answers: [128] });
  if (code !== 0) return []; // no repository: there is nothing that git ignores
  // What ends with a slash is a repository of its own.
  return namesIn(stdout).filter((path) => !path.endsWith("/"));
}

async function ignoredHere(paths: readonly string[], folder: string, signal: AbortSignal): Promise<string[]> {
  if (paths.length === 0) return [];
  const args = ["check-ignore", "-z", "--stdin"];
  const env = { GIT_OPTIONAL_LOCKS: "0", GIT_CEILING_DIRECTORIES: dirname(folder) };
  const input = paths.map((path) => `${path}\0`).join("");
  const { code, stdout } = await runGit({ args, folder, signal, env, input, answers: [1, 128] });
  return code === 128 ? [] : namesIn(stdout);
}

const namesIn = (output: Buffer) =>
  output
    .toString("utf8")
    .split("\0")
    .filter((name) => name !== "");

/** The folders down to a path, one by one: false where one of them is something else. */
async function makeFolders(folder: string, path: string): Promise<boolean> {
  let below = folder;
  for (const name of path.split("/").filter((part) => part !== "" && part !== ".")) {
    below = join(below, name);
    const found = await lstat(below).catch(() => undefined);
    if (!found) await mkdir(below);
    else if (!found.isDirectory()) return false;
  }
  return true;
}

/** Under its own name only when it is whole: what a crash cut short is copied anew. */
async function copyWhole(source: string, target: string): Promise<void> {
  const part = `${target}.dispatch-part`;
  try {
    await copyFile(source, part, constants.COPYFILE_FICLONE);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const isInside = (path: string, folder: string) => path.startsWith(folder + sep);
const isThere = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );
