import { type GitCommand, gitText, runGit } from "../git/run-git.ts";
import { hostRefs } from "./host-refs.ts";

const REMOTES = "refs/remotes/origin/";

/** What was fetched into the bare clone, for a workspace: its names, and for one that stands alone its objects too. */
export async function takeRefs(
  bare: string,
  isBorrowing: boolean,
  work: { readonly folder: string; readonly signal: AbortSignal },
): Promise<void> {
  if (!isBorrowing) {
    const options = [
      "--prune",
      "--no-write-fetch-head",
      "--no-auto-gc",
      "--no-recurse-submodules",
      "--quiet",
    ];
    const names = [`+${REMOTES}*:${REMOTES}*`, "+refs/tags/*:refs/tags/*"];
    await runGit({ ...work, args: ["fetch", ...options, "--end-of-options", bare, ...names] });
    return;
  }
  const there = await hostRefs(bare, work);
  const command: GitCommand = {
    ...work,
    args: ["for-each-ref", "--format=%(objectname) %(refname) %(symref)", REMOTES],
  };
  const here = (await gitText(command)).split("\n").flatMap((line) => {
    const [, name = "", target = ""] = line.split(" ");
    return name === "" || target !== "" ? [] : [name];
  });
  const wanted = there.filter(({ target }) => target === "");
  const names = new Set(wanted.map(({ name }) => name));
  const changes = [
    ...here.filter((name) => !names.has(name)).map((name) => `delete ${name}\n`),
    // A tag that somebody moved here is theirs.
    ...wanted.map(({ name, hash }) => (name.startsWith(REMOTES) ? `update ${name} ${hash}\n` : "")),
  ];
  await runGit({ ...work, args: ["update-ref", "--stdin"], input: changes.join("") });
  const tags = new Set(
    (await gitText({ ...work, args: ["for-each-ref", "--format=%(refname)", "refs/tags"] })).split("\n"),
  );
  const fresh = wanted.filter(({ name }) => name.startsWith("refs/tags/") && !tags.has(name));
  await runGit({
    ...work,
    args: ["update-ref", "--stdin"],
    input: fresh.map(({ name, hash }) => `create ${name} ${hash}\n`).join(""),
  });
}
