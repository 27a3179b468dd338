import type { Signer } from "@dispatch/protocol/errands/git";
import type { ErrandName, ErrandResult, ErrandWish } from "@dispatch/protocol/errands";
import type { WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { PersonCaller } from "../access/caller.ts";
import type { AttendedPlace, Attendants, ErrandOptions } from "../attendants.ts";
import type { RemoteAccess } from "../repository/remote-access.ts";
import type { RepositoryService } from "../repository/repository.service.ts";
import type { RepositoryRow, WorkspaceRow } from "../store.ts";
import { Turns } from "../turns.ts";
import type { WorkspaceNewsroom } from "../workspace/workspace-newsroom.ts";
import type { WorkspaceService } from "../workspace/workspace.service.ts";

type Needs = {
  readonly workspaces: WorkspaceService;
  readonly repositories: RepositoryService;
  readonly attendants: Pick<Attendants, "ask">;
  readonly access: RemoteAccess;
  readonly newsroom: WorkspaceNewsroom;
};

/** A workspace and whose it is, and how long whoever asks waits. */
export type Owned = {
  readonly caller: Pick<PersonCaller, "userId">;
  readonly id: WorkspaceId;
  readonly signal?: AbortSignal;
};
/** As somebody who asks for it themselves. */
export type Whose = Owned & { readonly caller: PersonCaller };

/** One workspace with a repository, as its owner's acts find it. */
export type Attended = {
  readonly row: WorkspaceRow;
  readonly place: AttendedPlace;
  readonly repository: RepositoryRow | undefined;
};

/** Sends attendants to git in people's workspaces: as whom, with which key, one change at a time, and with news of it. */
export class WorkspaceGit {
  readonly #needs: Needs;
  readonly #turns = new Turns<WorkspaceId>();
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Looks at something; as many at once as want to. */
  async look<N extends ErrandName>(whose: Owned, errand: N, wish: (row: WorkspaceRow) => ErrandWish<N>) {
    const { row, place } = await this.#attended(whose);
    return this.#needs.attendants.ask(place, errand, wish(row), signalOf(whose));
  }

  /** Changes something. Whoever follows the workspace hears of it. */
  async act<T>(whose: Owned, work: (attended: Attended) => Promise<T>): Promise<T> {
    return this.#turns.take(whose.id, async () => {
      whose.signal?.throwIfAborted();
      const attended = await this.#attended(whose);
      try {
        return await work(attended);
      } finally {
        this.#needs.newsroom.progress(whose.id, undefined);
        await this.#needs.newsroom.changed(
          await this.#needs.workspaces.get(whose.caller.userId, whose.id).catch(() => attended.row),
        );
      }
    });
  }

  async ask<N extends ErrandName>(
    { place }: Attended,
    errand: N,
    wish: ErrandWish<N>,
    options: ErrandOptions<N>,
  ): Promise<ErrandResult<N>> {
    return this.#needs.attendants.ask(place, errand, wish, options);
  }

  /** Who makes commits there; somebody has to. */
  async signer({ row, repository }: Attended): Promise<{ signer: Signer; onAgentMessage: OnAgentMessage }> {
    const { access } = this.#needs;
    const identity = await access.identityOf(row.ownerId, identityIdOf({ row, repository }));
    const { onAgentMessage } = identity ? await access.signing(row.ownerId, identity.id) : {};
    if (!identity || !onAgentMessage)
      throw new Problem(
        "identity-needed",
        {},
        "You have no git identity yet. Make one, with an author and a key, and try again.",
      );
    const { authorName: name, authorEmail: email, publicKey } = identity;
    return { signer: { name, email, publicKey: publicKey.split(" ", 2).join(" ") }, onAgentMessage };
  }

  async #attended({ caller: { userId: ownerId }, id }: Owned): Promise<Attended> {
    const { workspaces, repositories } = this.#needs;
    const { row, place } = await workspaces.attended(ownerId, id);
    const repository = row.repoId === null ? undefined : await repositories.get(ownerId, row.repoId);
    return { row, place, repository };
  }
}

type OnAgentMessage = (message: Buffer) => Buffer;

/** As whom it speaks to its host and commits; null stands for the person's default one. */
export const identityIdOf = ({ row, repository }: Pick<Attended, "row" | "repository">) =>
  row.identityId ?? repository?.identityId ?? null;

export const signalOf = ({ signal }: Owned) => (signal ? { signal } : {});
export const baseOf = ({ baseCommit }: WorkspaceRow) => (baseCommit === null ? {} : { base: baseCommit });
