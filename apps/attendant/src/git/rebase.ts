import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "@dispatch/protocol/problems";
import type { GitRebased } from "@dispatch/protocol/git";
import type { ErrandHandler } from "../errand.ts";
import { signing, withoutAuthor } from "./commit.ts";
import { gitFailure } from "./git-failure.ts";
import { type Ask, Repository, parts } from "./repository.ts";
import type { GitAnswer } from "./run-git.ts";

export const rebaseContinue: ErrandHandler<"git.rebase-continue"> = async ({ signer }, errand) => {
  const repository = await Repository.open(errand);
  await requireRebase(repository);
  const conflicted = await conflictedIn(repository);
  if (conflicted.length > 0)
    throw new Problem(
      "git-refused",
      {},
      `These files are still in conflict: ${conflicted.slice(0, 10).join(", ")}. Put them right and stage them first.`,
    );
  const ask = withoutAuthor(await signing(errand, signer));
  const onto = await ontoOf(repository);
  const done = await tellRebase(repository, () =>
    repository.act(["rebase", "--continue"], { ...ask, answers: [1] }),
  );
  return onto === undefined ? done : { ...done, onto };
};

export const rebaseAbort: ErrandHandler<"git.rebase-abort"> = async (_params, errand) => {
  const repository = await Repository.open(errand);
  await requireRebase(repository);
  await repository.act(["rebase", "--abort"]);
  return { outcome: "aborted", head: await repository.neededCommit("HEAD"), conflicted: [] };
};

/** Puts the branch's commits on another one. Cancelled, or failed without a conflict, it leaves the branch as it was. */
export async function rebaseOnto(repository: Repository, onto: string, ask: Ask): Promise<GitRebased> {
  const words = ["rebase", "--no-autostash", "--gpg-sign", "--no-autosquash", "--no-update-refs", onto];
  try {
    const run = () => repository.act(words, { ...withoutAuthor(ask), answers: [1] });
    return { ...(await tellRebase(repository, run)), onto };
  } catch (error) {
    const last = repository.unhurried();
    if ((await last.operation()) === "rebase") await last.act(["rebase", "--abort"]).catch(() => undefined);
    throw error;
  }
}

/** Runs a rebase to its end or to its next conflict. */
async function tellRebase(repository: Repository, run: () => Promise<GitAnswer>): Promise<GitRebased> {
  const { code, stderr, stdout } = await run();
  const conflicted = await conflictedIn(repository);
  if (code !== 0 && conflicted.length === 0) throw gitFailure(stderr, stdout.toString("utf8"));
  const head = await repository.neededCommit("HEAD");
  return { outcome: code === 0 ? "rebased" : "conflicts", head, conflicted };
}

async function requireRebase(repository: Repository): Promise<void> {
  if ((await repository.operation()) !== "rebase")
    throw new Problem("git-refused", {}, "No rebase is under way in this workspace.");
}

async function conflictedIn(repository: Repository): Promise<string[]> {
  const { stdout } = await repository.look([
    "diff",
    "--name-only",
    "--diff-filter=U",
    "-z",
    "--no-ext-diff",
    "--no-relative",
  ]);
  return [...new Set(parts(stdout))];
}

/** What the commits of an unfinished rebase are put on. */
async function ontoOf(repository: Repository): Promise<string | undefined> {
  for (const name of ["rebase-merge", "rebase-apply"]) {
    const text = await readFile(join(repository.gitFolder, name, "onto"), "utf8").catch(() => undefined);
    if (text !== undefined && /^[0-9a-f]{40,64}$/.test(text.trim())) return text.trim();
  }
  return undefined;
}
