import { cp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ErrandParams } from "@dispatch/protocol/errands";
import type { GitProgress } from "@dispatch/protocol/errands/remote";
import { Problem } from "@dispatch/protocol/problems";
import { type GitCommand, runGit } from "../git/run-git.ts";
import { type HostRef, hostRefs } from "./host-refs.ts";

type Work = {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: GitProgress) => void;
};

/**
 * Makes a repository of an empty workspace. It is one of its own, with settings, hooks and branches that no other
 * workspace sees; what takes the room and the time, its objects, it borrows from the bare clone. Leaves nothing behind
 * when it fails.
 */
export async function checkOut(wish: ErrandParams<"workspace.check-out">, work: Work): Promise<string> {
  const { folder, signal, onProgress } = work;
  if ((await readdir(folder)).length > 0)
    throw new Problem("git-refused", {}, "The folder of the workspace is not empty.");
  const command = (args: readonly string[], more: Partial<GitCommand> = {}): GitCommand => ({
    args,
    folder,
    signal,
    ...more,
  });
  try {
    const refs = await hostRefs(wish.bare, work);
    const branch = freeBranch(wish.branch, refs);
    await runGit(command(["init", "--quiet", `--initial-branch=${branch}`]));
    if (wish.isBorrowing)
      await writeFile(join(folder, ".git/objects/info/alternates"), `${join(wish.bare, "objects")}\n`);
    else await cp(join(wish.bare, "objects"), join(folder, ".git/objects"), { recursive: true, force: true });
    await runGit(command(["update-ref", "--stdin"], { input: refs.map(creation).join("") }));
    const { url, author } = wish;
    await configure(command, [
      ["remote.origin.url", url],
      ["remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"],
      ...(author
        ? ([
            ["user.name", author.name],
            ["user.email", author.email],
          ] as const)
        : []),
    ]);
    await runGit(command(["reset", "--hard", "--quiet", wish.commit, "--"], { onProgress }));
    return branch;
  } catch (error) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
    throw error;
  }
}

const creation = ({ hash, name, target }: HostRef) => (target === "" ? `create ${name} ${hash}\n` : "");

/** The first of `name`, `name-2`, `name-3` ... that is no branch of the host. */
function freeBranch(name: string, refs: readonly HostRef[]): string {
  const taken = new Set(refs.map((ref) => ref.name.replace("refs/remotes/origin/", "")));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

async function configure(
  command: (args: readonly string[]) => GitCommand,
  settings: readonly (readonly [string, string])[],
): Promise<void> {
  for (const [name, value] of settings) await runGit(command(["config", name, value]));
}
