import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type {
  OpenPullRequest,
  OpenedPullRequest,
  PullRequestLink,
  PullRequestStatus,
} from "@dispatch/protocol/pull-request";
import type { PersonCaller } from "../access/caller.ts";
import type { HostTokenService } from "../host-token/host-token.service.ts";
import type { Store } from "../store.ts";
import type { WorkspaceNewsroom } from "../workspace/workspace-newsroom.ts";
import type { WorkspaceService } from "../workspace/workspace.service.ts";
import { titleAndBody, titleOfBranch } from "./branch-title.ts";
import type { Forge, ForgePullRequest, Forges, PullRequestChange } from "./forge.ts";
import { forgeAccessOf, parseRemote, projectAt } from "./remote-project.ts";
import { StatusCache } from "./status-cache.ts";
import { type WorkspaceBranch, branchOf } from "./workspace-branch.ts";

/** Brings a branch of a workspace to its repository's host. */
export type Push = (caller: PersonCaller, workspaceId: WorkspaceId, branch: string) => Promise<unknown>;

type Needs = {
  readonly store: Store;
  readonly tokens: Pick<HostTokenService, "accessTo">;
  readonly forges: Forges;
  readonly workspaces: Pick<WorkspaceService, "forSession" | "get">;
  readonly newsroom: Pick<WorkspaceNewsroom, "changed">;
  readonly push: Push;
  readonly now: () => number;
};
type Place = Omit<PullRequestLink, "number" | "url">;
type Desk = { readonly forge: Forge; readonly place: Place; readonly source: WorkspaceBranch };

/** Opens, finds and looks at the pull request of a workspace's branch. */
export class PullRequestService {
  readonly #needs: Needs;
  readonly #statuses: StatusCache;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#statuses = new StatusCache(needs.now);
  }

  /** Pushes, then opens one or brings the open one up to date: as often as one likes. */
  async open(
    caller: PersonCaller,
    workspaceId: WorkspaceId,
    wish: OpenPullRequest,
  ): Promise<OpenedPullRequest> {
    const ownerId = caller.userId;
    const desk = await this.#deskOf(ownerId, workspaceId);
    const { forge, source } = desk;
    await this.#needs.push(caller, workspaceId, source.branch);
    const found = await forge.find(source.branch);
    const fresh = found ? undefined : await openNew(desk, wish);
    // Somebody else may have been quicker.
    const there = found ?? fresh ?? (await this.#foundAgain(desk));
    const change = fresh ? undefined : changeOf(there, wish);
    const pull = change ? await forge.update(there.number, change) : there;
    await this.#link(ownerId, workspaceId, { ...desk.place, number: pull.number, url: pull.url });
    return { ...desk.place, ...pull, outcome: fresh ? "opened" : change ? "updated" : "unchanged" };
  }

  /** The open one of the branch; else the last one that was known, with what became of it. */
  async status(ownerId: UserId, workspaceId: WorkspaceId): Promise<PullRequestStatus> {
    const { forge, place, source } = await this.#deskOf(ownerId, workspaceId);
    return this.#statuses.get(workspaceId, async () => {
      const known = await this.#needs.store.read.pullRequests.of(workspaceId);
      const isHere = known?.host === place.host && known.project === place.project;
      const number = (await forge.find(source.branch))?.number ?? (isHere ? known.number : undefined);
      if (number === undefined) {
        const detail = `No pull request is open for ${source.branch} at ${place.host}. Open one with dispatch pr, or a POST to this address.`;
        throw new Problem("pull-request-not-found", { workspaceId }, detail);
      }
      const seenAt = new Date(this.#needs.now()).toISOString();
      const { checks, ...seen } = await forge.status(number);
      return { ...place, ...seen, checks: [...checks], seenAt };
    });
  }

  async #deskOf(ownerId: UserId, workspaceId: WorkspaceId): Promise<Desk> {
    const { tokens, forges } = this.#needs;
    const source = await branchOf(this.#needs, ownerId, workspaceId);
    const remote = parseRemote(source.remote);
    if (!remote) {
      const detail =
        "The repository's address is none of a git host, so there is nowhere to open a pull request.";
      throw new Problem("forge-unknown", {}, detail);
    }
    const found = await tokens.accessTo(ownerId, remote);
    if (!found) {
      const host = remote.host ?? remote.name;
      const detail = `You have no access token for ${host}. Make one there that may write pull requests, and add it under Git identities, or with dispatch identity token add ${host}.`;
      throw new Problem("host-token-needed", { host }, detail);
    }
    const access = forgeAccessOf(found);
    const project = projectAt(access, remote);
    const place: Place = { host: access.host, kind: access.kind, project };
    return { forge: forges.project(access, project), place, source };
  }

  async #foundAgain({ forge, place, source }: Desk): Promise<ForgePullRequest> {
    const found = await forge.find(source.branch);
    if (found) return found;
    const { host } = place;
    const detail = `${host} says that a pull request is open for ${source.branch}, and shows none. Look at it there.`;
    throw new Problem("forge-refused", { host }, detail);
  }

  async #link(ownerId: UserId, workspaceId: WorkspaceId, link: PullRequestLink): Promise<void> {
    const { store, workspaces, newsroom } = this.#needs;
    this.#statuses.forget(workspaceId);
    await store.write(({ pullRequests }) => pullRequests.put({ workspaceId, ...link }));
    await newsroom.changed(await workspaces.get(ownerId, workspaceId));
  }
}

/** Undefined where one is open already after all. */
async function openNew(desk: Desk, wish: OpenPullRequest): Promise<ForgePullRequest | undefined> {
  const { forge, place, source } = desk;
  const { branch: head } = source;
  const base = await baseOf(desk, wish.base);
  if (base === head) {
    const detail = `${head} is the branch that pull requests are merged into. Do the work on a branch of its own, or name another base.`;
    throw new Problem("pull-request-empty", {}, detail);
  }
  const newest = await forge.branch(head);
  if (!newest) {
    const { host, project } = place;
    const detail = `${project} at ${host} has no branch ${head}. Push it there; where it was pushed, look at where the workspace pushes to.`;
    throw new Problem("forge-refused", { host }, detail);
  }
  const ahead = await forge.commitsAhead(base, head);
  if (ahead === 0) {
    const detail = `${head} has no commits that ${base} has not. Commit something first, or name another base.`;
    throw new Problem("pull-request-empty", {}, detail);
  }
  const only = ahead === 1 ? titleAndBody(newest.message) : undefined;
  return forge.open({
    title: wish.title ?? (only?.title || titleOfBranch(head)),
    body: wish.body ?? only?.body ?? "",
    base,
    head,
    isDraft: wish.draft ?? false,
  });
}

/** The branch that was named; else the one the work began at, if it is one there; else the default one. */
async function baseOf({ forge, place, source }: Desk, wished: string | undefined): Promise<string> {
  if (wished !== undefined) {
    if (await forge.branch(wished)) return wished;
    const { host, project } = place;
    throw new Problem(
      "forge-refused",
      { host },
      `${project} at ${host} has no branch ${wished}. Name one that is there.`,
    );
  }
  const { startedAt, defaultBranch } = source;
  if (startedAt !== null && startedAt !== source.branch && (await forge.branch(startedAt))) return startedAt;
  return defaultBranch ?? (await forge.defaultBranch());
}

/** What has to change for the open one to be as wished; undefined where nothing has. */
function changeOf(
  there: ForgePullRequest,
  { title, body, base }: OpenPullRequest,
): PullRequestChange | undefined {
  const change = {
    ...(title === undefined || title === there.title ? {} : { title }),
    ...(body === undefined || body === there.body ? {} : { body }),
    ...(base === undefined || base === there.base ? {} : { base }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}
