import { portIndex, portNames } from "@dispatch/protocol/set-up";
import type { UserId } from "@dispatch/protocol/ids";
import type { Workspace, WorkspaceProgress } from "@dispatch/protocol/workspace";
import type { WorkspaceId } from "@dispatch/protocol/ids";
import type { PortBlockRow, RepositoryRow, SetUpRow, Store, WorkspaceRow, WorkspaceUse } from "../store.ts";

const UNUSED: WorkspaceUse = { sessions: 0, live: 0, lastAt: 0 };
const iso = (at: number) => new Date(at).toISOString();

/** Workspaces as their owner sees them, with what sessions make of them. */
export async function workspaceViews(
  store: Pick<Store, "read">,
  ownerId: UserId,
  rows: readonly WorkspaceRow[],
  progress: ReadonlyMap<WorkspaceId, WorkspaceProgress>,
): Promise<Workspace[]> {
  const uses = await store.read.sessions.useOf(ownerId);
  const repositories = rows.some(({ repoId }) => repoId !== null)
    ? new Map((await store.read.repositories.listFor(ownerId)).map((one) => [one.id, one]))
    : undefined;
  const links = new Map(
    repositories &&
      (await store.read.pullRequests.listFor(ownerId)).map(({ workspaceId, ...link }) => [workspaceId, link]),
  );
  const setUps = await store.read.setUps.listFor(ownerId);
  const blocks = new Map((await store.read.portBlocks.listAll()).map((block) => [block.workspaceId, block]));
  return rows.map((row) => ({
    ...viewOf(row, uses.get(row.id) ?? UNUSED),
    ...originOf(row, row.repoId === null ? undefined : repositories?.get(row.repoId)),
    ...(links.has(row.id) && { pullRequest: links.get(row.id) }),
    ...setUpOf(setUps.get(row.id), blocks.get(row.id)),
    ...(progress.has(row.id) && { progress: progress.get(row.id) }),
  }));
}

/** How it was made ready to run, and what it offers. */
function setUpOf(setUp: SetUpRow | undefined, block: PortBlockRow | undefined): Partial<Workspace> {
  const file = setUp?.file ?? {};
  const numberOf = (port: string | number) => {
    const index = portIndex(file, port);
    return block && index !== undefined ? block.first + index : undefined;
  };
  const names = Object.fromEntries(portNames(file).map((name) => [name, numberOf(name) ?? 0]));
  const services = (file.services ?? []).map(({ name, command, port }) => {
    const number = port === undefined ? undefined : numberOf(port);
    const sessionId = setUp?.services[name];
    return { name, command, ...(number !== undefined && { port: number }), ...(sessionId && { sessionId }) };
  });
  return {
    ...(block && { ports: { first: block.first, count: block.count, names } }),
    ...(setUp && { setUp: progressOf(setUp) }),
    ...(services.length > 0 && { services }),
  };
}

const progressOf = ({ state, sessionId, failure, notes }: SetUpRow): NonNullable<Workspace["setUp"]> => ({
  state,
  notes,
  ...(sessionId !== null && { sessionId }),
  ...(failure && { reason: failure.detail, problem: failure.code }),
});

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
