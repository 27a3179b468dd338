import { createHash, randomBytes } from "node:crypto";
import type { ErrandWish } from "@dispatch/protocol/errands";
import type { CommitWish, PullWish, PushWish, RebaseWish } from "@dispatch/protocol/git";
import { Problem } from "@dispatch/protocol/problems";
import type { GitHostTraffic } from "./git-host-traffic.ts";
import type { Store } from "../store.ts";
import { type Attended, type Whose, type WorkspaceGit, baseOf, signalOf } from "./workspace-git.ts";

type Needs = { readonly git: WorkspaceGit; readonly traffic: GitHostTraffic; readonly store: Store };

/** What people do with git in their workspaces. */
export class GitService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  status = (whose: Whose) => this.#needs.git.look(whose, "git.status", baseOf);

  diff = (whose: Whose, wish: Omit<ErrandWish<"git.diff">, "base">) =>
    this.#needs.git.look(whose, "git.diff", (row) => ({ ...baseOf(row), ...wish }));

  /** From the base on, unless another beginning is named, or everything is wanted. */
  log = (whose: Whose, { isWhole, ...wish }: ErrandWish<"git.log"> & { isWhole: boolean }) =>
    this.#needs.git.look(whose, "git.log", ({ baseCommit }) => ({
      ...(!isWhole && baseCommit !== null && { from: baseCommit }),
      ...wish,
    }));

  branches = (whose: Whose) => this.#needs.git.look(whose, "git.branches", () => ({}));

  createBranch = (whose: Whose, wish: ErrandWish<"git.branch">) => this.#change(whose, "git.branch", wish);
  switchTo = (whose: Whose, branch: string) => this.#change(whose, "git.switch", { branch });
  stage = (whose: Whose, paths: string[] | undefined) =>
    this.#change(whose, "git.stage", paths ? { paths } : {});
  unstage = (whose: Whose, paths: string[] | undefined) =>
    this.#change(whose, "git.unstage", paths ? { paths } : {});

  /** Once for each key: what was committed under it is found again, also when nobody heard of it. */
  commit(whose: Whose, { all, paths, amend, message }: CommitWish, key: string | undefined) {
    const { git } = this.#needs;
    return git.act(whose, async (attended) => {
      const { signer, onAgentMessage } = await git.signer(attended);
      const wish = { message, isAll: all, isAmend: amend, signer, mark: markOf(whose, key) };
      return git.ask(attended, "git.commit", paths ? { ...wish, paths } : wish, {
        onAgentMessage,
        ...signalOf(whose),
      });
    });
  }

  fetch(whose: Whose) {
    const { git, traffic } = this.#needs;
    return git.act(whose, (attended) => traffic.fetch(whose, attended, null));
  }

  push(whose: Whose, { branch, force }: PushWish) {
    const { git, traffic } = this.#needs;
    const wish = { isForce: force, ...(branch !== undefined && { branch }) };
    return git.act(whose, (attended) => traffic.push(whose, attended, wish));
  }

  pull(whose: Whose, { rebase }: PullWish) {
    const { git, traffic } = this.#needs;
    return git.act(whose, async (attended) => {
      const lent = rebase ? await git.signer(attended) : undefined;
      const { branch } = await git.ask(attended, "git.branch-name", {}, signalOf(whose));
      await traffic.fetch(whose, attended, branch);
      const wish = { isRebase: rebase, ...(lent && { signer: lent.signer }) };
      const options = { ...(lent && { onAgentMessage: lent.onAgentMessage }), ...signalOf(whose) };
      return git.ask(attended, "git.pull", wish, options);
    });
  }

  /** Puts what was done here on the newest commit of a branch, which is the base from then on. */
  rebase(whose: Whose, { action, onto }: RebaseWish) {
    const { git, traffic } = this.#needs;
    return git.act(whose, async (attended) => {
      if (action === "abort") return git.ask(attended, "git.rebase-abort", {}, signalOf(whose));
      const { signer, onAgentMessage } = await git.signer(attended);
      const options = { onAgentMessage, ...signalOf(whose) };
      const begin = async (branch: string) => {
        await traffic.fetch(whose, attended, branch);
        return git.ask(attended, "git.rebase", { onto: branch, signer }, options);
      };
      const done =
        action === "start"
          ? await begin(onto ?? baseBranch(attended))
          : await git.ask(attended, "git.rebase-continue", { signer }, options);
      if (done.outcome !== "conflicts" && done.onto !== undefined) await this.#moveBase(attended, done.onto);
      return done;
    });
  }

  #change<N extends "git.branch" | "git.switch" | "git.stage" | "git.unstage">(
    whose: Whose,
    errand: N,
    wish: ErrandWish<N>,
  ) {
    const { git } = this.#needs;
    return git.act(whose, (attended) => git.ask(attended, errand, wish, signalOf(whose)));
  }

  async #moveBase({ row }: Attended, baseCommit: string): Promise<void> {
    if (row.baseCommit === null || row.baseCommit === baseCommit) return;
    await this.#needs.store.write(({ workspaces }) => workspaces.update(row.id, { baseCommit }));
  }
}

/** The branch that the workspace's own began at. */
function baseBranch({ row, repository }: Attended): string {
  const branch = row.ref ?? repository?.defaultBranch;
  if (branch !== null && branch !== undefined) return branch;
  throw new Problem("branch-needed", {}, "Name the branch to put the commits on.");
}

function markOf({ caller, id }: Whose, key: string | undefined): string {
  if (key === undefined) return randomBytes(16).toString("hex");
  return createHash("sha256").update(`commit\0${caller.userId}\0${id}\0${key}`).digest("hex").slice(0, 32);
}
