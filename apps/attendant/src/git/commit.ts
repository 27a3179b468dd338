import { Problem } from "@dispatch/protocol/problems";
import type { Signer } from "@dispatch/protocol/errands/git";
import type { Errand, ErrandHandler } from "../errand.ts";
import { signedAmong } from "./history.ts";
import { type Ask, PATHS_FROM_INPUT, Repository, joined } from "./repository.ts";

export const stage: ErrandHandler<"git.stage"> = async ({ paths }, errand) => {
  const repository = await Repository.open(errand);
  await addTo(repository, paths);
  return {};
};

export const unstage: ErrandHandler<"git.unstage"> = async ({ paths }, errand) => {
  const repository = await Repository.open(errand);
  if (paths === undefined) await repository.act(["reset", "--quiet"]);
  else await repository.act(["reset", "--quiet", ...PATHS_FROM_INPUT], { input: joined(paths) });
  return {};
};

/** Commits in the person's name, signed; what was committed under the same mark before is told again. */
export const commit: ErrandHandler<"git.commit"> = async (params, errand) => {
  const repository = await Repository.open(errand);
  const { message, isAll, paths, isAmend, signer, mark } = params;
  const reflogWords = `dispatch-${mark}`;
  const made = await madeUnder(repository, reflogWords);
  if (made !== undefined) return told(repository, made);
  if (message.trim() === "")
    throw new Problem("invalid-request", { errors: [{ path: "message", message: "must say something" }] });
  if (isAll) await addTo(repository, undefined);
  else if (paths) await addTo(repository, paths);
  if (!isAmend) await requireSomething(repository, isAll ? undefined : paths);
  const only = paths && !isAll ? ["--only", ...PATHS_FROM_INPUT] : [];
  const { env, config } = await signing(errand, signer);
  const options = ["--quiet", "--no-edit", "--cleanup=whitespace", "--gpg-sign", "--no-status"];
  await repository.act(
    ["commit", ...options, `--message=${message}`, ...(isAmend ? ["--amend"] : []), ...only],
    {
      env: { ...env, GIT_REFLOG_ACTION: reflogWords },
      config: [...config, ["core.logAllRefUpdates", "true"]],
      ...(only.length > 0 && { input: joined(paths ?? []) }),
    },
  );
  return told(repository, await repository.neededCommit("HEAD"));
};

/**
 * Author, committer and signature of whoever it is, for one command; no setting is changed. The key is told by a file: git 2.39
 * leaves one of its own behind for each key that is told by itself.
 */
export async function signing(
  errand: Pick<Errand<"git.commit">, "credentials" | "publicKeyFile">,
  signer: Signer,
) {
  const { name, email, publicKey } = signer;
  return {
    env: {
      ...(await errand.credentials()),
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    },
    config: [
      ["gpg.format", "ssh"],
      ["gpg.ssh.program", "ssh-keygen"],
      ["user.signingKey", await errand.publicKeyFile(publicKey)],
      ["commit.gpgSign", "true"],
    ] as [string, string][],
  };
}

/** Who wrote a commit stays when it is made anew. */
export function withoutAuthor({ env = {}, ...ask }: Ask): Ask {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith("GIT_AUTHOR_"));
  return { ...ask, env: Object.fromEntries(kept) };
}

async function addTo(repository: Repository, paths: readonly string[] | undefined): Promise<void> {
  if (paths === undefined) await repository.act(["add", "--all"]);
  else await repository.act(["add", "--all", ...PATHS_FROM_INPUT], { input: joined(paths) });
}

async function requireSomething(repository: Repository, paths: readonly string[] | undefined): Promise<void> {
  if ((await repository.operation()) !== undefined) return; // a merge without a change of its own is one
  const head = (await repository.commitOf("HEAD")) ?? (await repository.emptyTree());
  const words = [
    "diff-index",
    "--cached",
    "--quiet",
    "--no-ext-diff",
    "--ignore-submodules=none",
    head,
    "--",
  ];
  // Many paths do not fit on a command line; then git itself says whether there is nothing.
  const named = paths !== undefined && paths.length <= 100 ? paths : [];
  const { code } = await repository.look([...words, ...named], { answers: [1] });
  if (code === 0)
    throw new Problem(
      "nothing-to-commit",
      {},
      paths === undefined
        ? "Nothing is staged. Stage what is to be committed, or commit all changes."
        : "These files are as they were committed last.",
    );
}

/** The commit that was made under these words: the reflog, which is written with the commit, has them. */
async function madeUnder(repository: Repository, words: string): Promise<string | undefined> {
  if ((await repository.commitOf("HEAD")) === undefined) return undefined;
  const text = await repository.text([
    "log",
    "--walk-reflogs",
    "--max-count=1000",
    "--format=%H%x00%gs",
    "HEAD",
    "--",
  ]);
  const line = text.split("\n").find((entry) => entry.split("\0")[1]?.startsWith(words));
  return line?.split("\0")[0];
}

async function told(repository: Repository, made: string) {
  const branch = await repository.branch();
  return {
    commit: made,
    ...(branch !== undefined && { branch }),
    subject: await repository.text([
      "log",
      "--max-count=1",
      "--format=%s",
      "--no-show-signature",
      made,
      "--",
    ]),
    isSigned: (await signedAmong(repository, [made])).has(made),
  };
}
