import type { Buffer } from "node:buffer";
import { dirname, join } from "node:path";
import { Problem } from "@dispatch/protocol/problems";
import type { GitOperation } from "@dispatch/protocol/git";
import { lstat } from "node:fs/promises";
import { refNotFound } from "./git-failure.ts";
import { type GitAnswer, type GitCommand, gitText, runGit } from "./run-git.ts";

export type Ask = Omit<GitCommand, "args" | "folder" | "signal">;

/** What the repository says of itself must not hide anything: these settings win over its own. */
const TRUTH = [
  ["core.fsmonitor", "false"],
  ["core.untrackedCache", "false"],
  ["core.quotePath", "false"],
  ["diff.suppressBlankEmpty", "false"],
  ["color.ui", "false"],
  ["format.pretty", "medium"],
] as const;
/** For what is Dispatch's own doing and not the person's. */
const NO_HOOKS = ["core.hooksPath", "/dev/null"] as const;

type Where = { readonly folder: string; readonly signal: AbortSignal };

/** The git repository whose files are the workspace's. One that only lies around the workspace is none of it. */
export class Repository {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Where git keeps what it knows. */
  readonly gitFolder: string;

  private constructor({ folder, signal }: Where, gitFolder: string) {
    this.folder = folder;
    this.signal = signal;
    this.gitFolder = gitFolder;
  }

  static async open({ folder, signal }: Where): Promise<Repository> {
    const text = await gitText({
      folder,
      signal,
      args: ["rev-parse", "--is-inside-work-tree", "--absolute-git-dir"],
      env: { GIT_CEILING_DIRECTORIES: dirname(folder) },
    });
    const [isInside, ...rest] = text.split("\n");
    if (isInside !== "true") throw new Problem("not-a-repository", {}, "This git repository has no files.");
    return new Repository({ folder, signal }, rest.join("\n"));
  }

  /** The same, for what must be done also when nobody waits for it any more. */
  unhurried(): Repository {
    return new Repository({ folder: this.folder, signal: new AbortController().signal }, this.gitFolder);
  }

  /** A command that only looks, or does what is Dispatch's own: none of the repository's hooks. */
  look = (args: readonly string[], ask: Ask = {}): Promise<GitAnswer> =>
    this.#run(args, { ...ask, config: [...TRUTH, NO_HOOKS, ...(ask.config ?? [])] });

  /** A command that the person gives: the repository's hooks run. */
  act = (args: readonly string[], ask: Ask = {}): Promise<GitAnswer> =>
    this.#run(args, { ...ask, config: [...TRUTH, ...(ask.config ?? [])] });

  async text(args: readonly string[], ask?: Ask): Promise<string> {
    return (await this.look(args, ask)).stdout.toString("utf8").replace(/\n$/, "");
  }

  /** What a ref points at, as a commit; undefined if there is no such thing. */
  async commitOf(ref: string): Promise<string | undefined> {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
    const { code, stdout } = await this.look(args, { answers: [1, 128] });
    return code === 0 ? stdout.toString("utf8").trim() : undefined;
  }

  async neededCommit(ref: string): Promise<string> {
    const commit = (await this.commitOf(ref)) ?? (await this.commitOf(`refs/remotes/origin/${ref}`));
    if (commit === undefined) throw refNotFound(ref);
    return commit;
  }

  /** The branch that is checked out, also when it has no commit yet. */
  async branch(): Promise<string | undefined> {
    const { code, stdout } = await this.look(["symbolic-ref", "--quiet", "HEAD"], { answers: [1] });
    const ref = stdout.toString("utf8").trim();
    return code === 0 && ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : undefined;
  }

  async neededBranch(): Promise<string> {
    const branch = await this.branch();
    if (branch !== undefined) return branch;
    throw new Problem(
      "branch-needed",
      {},
      "A commit is checked out and no branch. Make or switch to a branch first.",
    );
  }

  /** What was begun and not finished. */
  async operation(): Promise<GitOperation | undefined> {
    for (const [name, operation] of OPERATIONS) {
      const found = await lstat(join(this.gitFolder, name)).catch(() => undefined);
      if (found) return operation;
    }
    return undefined;
  }

  async requireNoOperation(): Promise<void> {
    const operation = await this.operation();
    if (operation === undefined) return;
    throw new Problem(
      "git-unfinished",
      { operation },
      `A ${operation} was begun here and is not finished. Finish it, or abort it, first.`,
    );
  }

  /** The tree that holds nothing, in the repository's own way of naming objects. */
  emptyTree = () => this.text(["hash-object", "-t", "tree", "--stdin"], { input: "" });

  /** Whether the one commit is part of the other's history. */
  async isWithin(commit: string, other: string): Promise<boolean> {
    return (await this.look(["merge-base", "--is-ancestor", commit, other], { answers: [1] })).code === 0;
  }

  #run(args: readonly string[], ask: Ask): Promise<GitAnswer> {
    const { folder, signal } = this;
    const env = { GIT_CEILING_DIRECTORIES: dirname(folder), GIT_LITERAL_PATHSPECS: "1", ...ask.env };
    return runGit({ ...ask, args, folder, signal, env });
  }
}

const OPERATIONS = [
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["MERGE_HEAD", "merge"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
] as const;

/** What git ends each part of its output with, where names may hold anything else. */
export const parts = (bytes: Buffer): string[] => bytes.toString("utf8").split("\0").slice(0, -1);
export const joined = (paths: readonly string[]) => paths.map((path) => `${path}\0`).join("");
/** Reads the paths from git's input, as they are. */
export const PATHS_FROM_INPUT = ["--pathspec-from-file=-", "--pathspec-file-nul"] as const;
