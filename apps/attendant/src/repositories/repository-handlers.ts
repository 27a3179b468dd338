import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { refNotFound } from "../git/git-failure.ts";
import { gitText } from "../git/run-git.ts";
import type { Errand, ErrandHandlers } from "../errand.ts";
import type { Remote } from "@dispatch/protocol/errands/remote";
import { BareClone } from "./bare-clone.ts";
import { checkOut } from "./check-out.ts";
import { takeRefs } from "./take-refs.ts";
import { unsaved } from "./unsaved.ts";

type Names =
  | "repo.find"
  | "repo.complete"
  | "repo.branches"
  | "repo.push"
  | "workspace.check-out"
  | "workspace.copy"
  | "workspace.take-refs"
  | "git.unsaved";

const FIELD = "\x1f";

export const repositoryHandlers: Pick<ErrandHandlers, Names> = {
  async "repo.find"({ remote, ref, isFresh }, errand) {
    const clone = await bareClone(remote, errand);
    let hasFetched = false;
    let found = isFresh && (await clone.isThere()) ? await clone.find(ref) : undefined;
    if (!found) {
      hasFetched = true;
      if (await clone.isThere()) await clone.fetch();
      else await clone.make();
      found = await clone.find(ref);
      if (!found && ref === undefined) {
        await clone.refreshDefault();
        found = await clone.find(undefined);
      }
    }
    if (!found) throw refNotFound(ref ?? "HEAD");
    const isComplete = await clone.isComplete();
    // A complete one too: a push that the host refused may have brought commits there, without their files' contents.
    await clone.fill(found.commit);
    const defaultBranch = await clone.defaultBranch();
    return { ...found, ...(defaultBranch !== undefined && { defaultBranch }), hasFetched, isComplete };
  },

  async "repo.complete"({ remote }, errand) {
    await (await bareClone(remote, errand)).complete();
    return {};
  },

  "repo.push": async ({ remote, ...wish }, errand) => ({
    outcome: await (await bareClone(remote, errand)).push(wish),
  }),

  async "repo.branches"({ limit }, { folder, signal }) {
    const format = ["%(refname:lstrip=3)", "%(objectname)", "%(committerdate:unix)", "%(subject)"].join(
      FIELD,
    );
    const args = ["for-each-ref", "--sort=-committerdate", `--count=${limit + 1}`, `--format=${format}`];
    const env = { GIT_DIR: ".", GIT_CONFIG_GLOBAL: "/dev/null" };
    const text = await gitText({ args: [...args, "refs/remotes/origin"], folder, signal, env });
    const items = text.split("\n").flatMap((line) => {
      const [name = "", commit = "", seconds = "0", subject = ""] = line.split(FIELD);
      return name === "" || name === "HEAD"
        ? []
        : [{ name, commit, committedAt: Number(seconds) * 1_000, subject }];
    });
    const head = await gitText({
      args: ["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"],
      folder,
      signal,
      env,
    }).catch(() => "");
    const defaultBranch = head.replace("refs/remotes/origin/", "");
    return { items: items.slice(0, limit), ...(defaultBranch !== "" && { defaultBranch }) };
  },

  async "workspace.check-out"(wish, errand) {
    const { folder, signal } = errand;
    return {
      branch: await checkOut(wish, { folder, signal, onProgress: (progress) => errand.note(progress) }),
    };
  },

  async "workspace.take-refs"({ bare, isBorrowing }, { folder, signal }) {
    await takeRefs(bare, isBorrowing, { folder, signal });
    return {};
  },

  async "workspace.copy"({ from }, { folder, signal }) {
    for (const name of await readdir(from)) {
      signal.throwIfAborted();
      const options = {
        recursive: true,
        preserveTimestamps: true,
        verbatimSymlinks: true,
        mode: COPY_CHEAPLY,
      };
      await cp(join(from, name), join(folder, name), options);
    }
    return {};
  },

  "git.unsaved": (_, { folder, signal }) => unsaved(folder, signal),
};

/** Shares the room on the disk until one of the two is changed, where the file system can. */
const COPY_CHEAPLY = 2;

async function bareClone(
  remote: Remote,
  errand: Errand<"repo.find" | "repo.complete" | "repo.push">,
): Promise<BareClone> {
  const { folder, signal } = errand;
  return new BareClone(remote, {
    folder,
    signal,
    credentials: await errand.credentials(remote),
    onProgress: (progress) => errand.note(progress),
  });
}
