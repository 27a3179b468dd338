import { gitText } from "../git/run-git.ts";

export type HostRef = { readonly hash: string; readonly name: string; readonly target: string };

/** The branches and tags of the host as the bare clone has them. */
export async function hostRefs(
  bare: string,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Promise<HostRef[]> {
  const format = "--format=%(objectname) %(refname) %(symref)";
  const args = [`--git-dir=${bare}`, "for-each-ref", format, "refs/remotes/origin", "refs/tags"];
  const text = await gitText({ args, folder, signal, env: { GIT_CONFIG_GLOBAL: "/dev/null" } });
  return text.split("\n").flatMap((line) => {
    const [hash = "", name = "", target = ""] = line.split(" ");
    return name === "" ? [] : [{ hash, name, target }];
  });
}
