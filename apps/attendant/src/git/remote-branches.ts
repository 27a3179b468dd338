import { Problem } from "@dispatch/protocol/problems";
import type { ErrandHandler } from "../errand.ts";
import { signing } from "./commit.ts";
import { refNotFound } from "./git-failure.ts";
import { rebaseOnto } from "./rebase.ts";
import { Repository } from "./repository.ts";

const ORIGIN = "refs/remotes/origin/";

export const remote: ErrandHandler<"git.remote"> = async (_params, errand) => {
  const repository = await Repository.open(errand);
  const { code, stdout } = await repository.look(["config", "--get", "remote.origin.url"], { answers: [1] });
  return code === 0 ? { url: stdout.toString("utf8").trim() } : {};
};

export const branchName: ErrandHandler<"git.branch-name"> = async (_params, errand) => ({
  branch: await (await Repository.open(errand)).neededBranch(),
});

export const outgoing: ErrandHandler<"git.outgoing"> = async ({ branch }, errand) => {
  const repository = await Repository.open(errand);
  const name = branch ?? (await repository.neededBranch());
  const commit = await repository.commitOf("HEAD");
  if (commit === undefined)
    throw new Problem("nothing-to-commit", {}, "There is no commit yet that could be pushed.");
  const seen = await repository.commitOf(`${ORIGIN}${name}`);
  return { branch: name, commit, ...(seen !== undefined && { seen }) };
};

export const seen: ErrandHandler<"git.seen"> = async ({ branch, commit }, errand) => {
  const repository = await Repository.open(errand);
  await repository.look(["update-ref", `${ORIGIN}${branch}`, commit]);
  return {};
};

export const pull: ErrandHandler<"git.pull"> = async ({ isRebase, signer }, errand) => {
  const repository = await Repository.open(errand);
  await repository.requireNoOperation();
  const branch = await repository.neededBranch();
  const before = await repository.commitOf("HEAD");
  const theirs = await repository.commitOf(`${ORIGIN}${branch}`);
  if (theirs === undefined) throw refNotFound(branch);
  const told = { branch, conflicted: [] as string[] };
  if (before !== undefined && (await repository.isWithin(theirs, before)))
    return { ...told, outcome: "up-to-date", head: before };
  if (before === undefined || (await repository.isWithin(before, theirs))) {
    await repository.act(["merge", "--ff-only", "--no-autostash", "--quiet", theirs]);
    return { ...told, outcome: "updated", head: theirs };
  }
  if (!isRebase || !signer)
    throw new Problem(
      "branch-diverged",
      { branch },
      `${branch} has commits of its own here and at the remote. Pull with rebase, to put yours on top.`,
    );
  const rebased = await rebaseOnto(repository, theirs, await signing(errand, signer));
  const outcome = rebased.outcome === "conflicts" ? "conflicts" : "updated";
  return { branch, outcome, head: rebased.head, conflicted: rebased.conflicted };
};

export const rebase: ErrandHandler<"git.rebase"> = async ({ onto, signer }, errand) => {
  const repository = await Repository.open(errand);
  await repository.requireNoOperation();
  await repository.neededBranch();
  const newest = await repository.commitOf(`${ORIGIN}${onto}`);
  if (newest === undefined) throw refNotFound(onto);
  const head = await repository.neededCommit("HEAD");
  if (await repository.isWithin(newest, head))
    return { outcome: "up-to-date", onto: newest, head, conflicted: [] };
  return rebaseOnto(repository, newest, await signing(errand, signer));
};
