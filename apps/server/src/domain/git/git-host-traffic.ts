import { Problem } from "@dispatch/protocol/problems";
import type { BareClones } from "../repository/bare-clones.ts";
import { parseRemoteUrl } from "../repository/remote-url.ts";
import type { RepositoryService } from "../repository/repository.service.ts";
import type { RepositoryRow, Store } from "../store.ts";
import type { WorkspaceNewsroom } from "../workspace/workspace-newsroom.ts";
import { type Attended, type Whose, type WorkspaceGit, identityIdOf, signalOf } from "./workspace-git.ts";

type Needs = {
  readonly git: WorkspaceGit;
  readonly store: Store;
  readonly repositories: RepositoryService;
  readonly clones: BareClones;
  readonly newsroom: WorkspaceNewsroom;
};

/**
 * What goes between workspaces and git hosts. It passes through the person's bare clone: there the key is lent, and
 * nothing that lies in the workspace has a say.
 */
export class GitHostTraffic {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Brings what the host has into the workspace; files and branches there stay. */
  async fetch(whose: Whose, attended: Attended, ref: string | null): Promise<void> {
    const { clones, repositories, git } = this.#needs;
    const repository = await this.#repositoryOf(whose, attended);
    const options = this.#optionsFor(whose, attended);
    await clones.find(repository, ref, { ...options, isFreshEnough: false });
    const isBorrowing = attended.row.kind === "worktree";
    if (!isBorrowing) await clones.complete(repository, options);
    const bare = repositories.folderOf(repository);
    const place = { ...attended.place, shown: [{ path: bare, isWritable: false }] };
    await git.ask({ ...attended, place }, "workspace.take-refs", { bare, isBorrowing }, signalOf(whose));
  }

  async push(whose: Whose, attended: Attended, wish: { branch?: string; isForce: boolean }) {
    const { clones, git } = this.#needs;
    const repository = await this.#repositoryOf(whose, attended);
    const named = wish.branch === undefined ? {} : { branch: wish.branch };
    const { branch, commit, seen } = await git.ask(attended, "git.outgoing", named, signalOf(whose));
    const { outcome } = await clones.push(
      repository,
      attended.row,
      { branch, commit, isForce: wish.isForce, ...(seen !== undefined && { seen }) },
      this.#optionsFor(whose, attended),
    );
    // It is pushed: who goes away now must not leave the workspace in ignorance of it.
    await git.ask(attended, "git.seen", { branch, commit }, {});
    return { branch, commit, outcome, ...(seen !== undefined && { previous: seen }) };
  }

  #optionsFor({ signal }: Whose, attended: Attended) {
    const { newsroom } = this.#needs;
    return {
      identityId: identityIdOf(attended),
      ...(signal && { signal }),
      onProgress: (progress: Parameters<typeof newsroom.progress>[1]) =>
        newsroom.progress(attended.row.id, progress),
    };
  }

  /** That of the workspace; for a plain one the one that its remote `origin` names, which is remembered. */
  async #repositoryOf(whose: Whose, attended: Attended): Promise<RepositoryRow> {
    if (attended.repository) return attended.repository;
    const { git, store, repositories } = this.#needs;
    const { url } = await git.ask(attended, "git.remote", {}, signalOf(whose));
    if (url === undefined)
      throw new Problem(
        "remote-not-found",
        {},
        "The repository in this workspace has no remote `origin`. Add one with `git remote add origin <address>`.",
      );
    // Settings in a workspace may be anybody's: no folder of the machine is opened because they name it.
    if (parseRemoteUrl(url).way.by === "file")
      throw new Problem(
        "remote-not-found",
        {},
        "The remote `origin` is a folder of the machine. Make a worktree of that repository instead.",
      );
    return store.write((writing) => repositories.ensure(writing, whose.caller, { url }));
  }
}
