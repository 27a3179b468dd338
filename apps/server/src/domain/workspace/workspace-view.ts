import type { UserId } from "@dispatch/protocol/ids";
import type { Workspace } from "@dispatch/protocol/workspace";
import type { GitProgress } from "@dispatch/protocol/errands/remote";
import type { WorkspaceId } from "@dispatch/protocol/ids";
import type { RepositoryRow, Store, WorkspaceRow, WorkspaceUse } from "../store.ts";

const UNUSED: WorkspaceUse = { sessions: 0, live: 0, lastAt: 0 };
const iso = (at: number) => new Date(at).toISOString();

/** Workspaces as their owner sees them, with what sessions make of them. */
export async function workspaceViews(
  store: Pick<Store, "read">,
  ownerId: UserId,
  rows: readonly WorkspaceRow[],
  progress: ReadonlyMap<WorkspaceId, GitProgress>,
): Promise<Workspace[]> {
  const uses = await store.read.sessions.useOf(ownerId);
  const repositories = rows.some(({ repoId }) => repoId !== null)
    ? new Map((await store.read.repositories.listFor(ownerId)).map((one) => [one.id, one]))
    : undefined;
  const links = new Map(
    repositories &&
      (await store.read.pullRequests.listFor(ownerId)).map(({ workspaceId, ...link }) => [workspaceId, link]),
  );
  return rows.map((row) => ({
    ...viewOf(row, uses.get(row.id) ?? UNUSED),
    ...originOf(row, row.repoId === null ? undefined : repositories?.get(row.repoId)),
    ...(links.has(row.id) && { pullRequest: links.get(row.id) }),
    ...(progress.has(row.id) && { progress: progress.get(row.id) }),
  }));
}

/** What it was made from, and how that went. */
function originOf(row: WorkspaceRow, repository: RepositoryRow | undefined): Partial<Workspace> {
  const failure =
    row.reason === null ? undefined : (JSON.parse(row.reason) as { code: string; detail: string });
  return {
    ...(failure && { reason: failure.detail, problem: failure.code }),
    ...(repository && { repo: { id: repository.id, name: repository.name, url: repository.url } }),
    ...(row.ref !== null && { ref: row.ref }),
    ...(row.branch !== null && { branch: row.branch }),
    ...(row.baseCommit !== null && { baseCommit: row.baseCommit }),
    ...(row.identityId !== null && { identityId: row.identityId }),
    ...(row.fromId !== null && { from: row.fromId }),
  };
}

const viewOf = (row: WorkspaceRow, { sessions, live, lastAt }: WorkspaceUse): Workspace => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  path: row.path,
  status: row.deletedAt === null ? row.status : "archived",
  isDefault: row.isDefault,
  isMade: row.isMade,
  isTemplate: row.isTemplate,
  sessions,
  liveSessions: live,
  ...(sessions === 0 ? {} : { lastUsedAt: iso(lastAt) }),
  createdAt: iso(row.createdAt),
  ...(row.deletedAt === null ? {} : { deletedAt: iso(row.deletedAt) }),
  ...(row.goneAt === null ? {} : { goneAt: iso(row.goneAt) }),
});
