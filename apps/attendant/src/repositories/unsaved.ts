import type { ErrandResult } from "@dispatch/protocol/errands";
import { gitText, runGit } from "../git/run-git.ts";

/** What is nowhere but in this folder: changes that are not committed, and commits that no branch of a host holds. */
export async function unsaved(folder: string, signal: AbortSignal): Promise<ErrandResult<"git.unsaved">> {
  const command = {
    folder,
    signal,
    env: { GIT_OPTIONAL_LOCKS: "0", GIT_CEILING_DIRECTORIES: `${folder}/..` },
  };
  const inside = await runGit({ ...command, args: ["rev-parse", "--is-inside-work-tree"], answers: [128] });
  if (inside.code !== 0) return { isRepository: false, changes: 0, commits: 0 };
  const status = await runGit({ ...command, args: ["status", "--porcelain", "-z", "--no-renames"] });
  const changes = status.stdout.toString("latin1").split("\0").length - 1;
  const refs = ["HEAD", "--branches", "refs/stash", "--not", "--remotes"];
  const known =
    (await runGit({ ...command, args: ["rev-parse", "--verify", "--quiet", "refs/stash"], answers: [1] }))
      .code === 0;
  const wanted = known ? refs : refs.filter((ref) => ref !== "refs/stash");
  const hasCommits =
    (await runGit({ ...command, args: ["rev-parse", "--verify", "--quiet", "HEAD"], answers: [1, 128] }))
      .code === 0;
  const commits = hasCommits
    ? Number(await gitText({ ...command, args: ["rev-list", "--count", ...wanted] }))
    : 0;
  return { isRepository: true, changes, commits };
}
