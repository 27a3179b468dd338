import type { UserId } from "@dispatch/protocol/ids";
import type { Workspace } from "@dispatch/protocol/workspace";
import type { Store, WorkspaceRow, WorkspaceUse } from "../store.ts";

const UNUSED: WorkspaceUse = { sessions: 0, live: 0, lastAt: 0 };
const iso = (at: number) => new Date(at).toISOString();

/** Workspaces as their owner sees them, with what sessions make of them. */
export async function workspaceViews(
  store: Pick<Store, "read">,
  ownerId: UserId,
  rows: readonly WorkspaceRow[],
): Promise<Workspace[]> {
  const uses = await store.read.sessions.useOf(ownerId);
  return rows.map((row) => viewOf(row, uses.get(row.id) ?? UNUSED));
}

const viewOf = (row: WorkspaceRow, { sessions, live, lastAt }: WorkspaceUse): Workspace => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  path: row.path,
  status: row.deletedAt === null ? row.status : "archived",
  isDefault: row.isDefault,
  isMade: row.isMade,
  sessions,
  liveSessions: live,
  ...(sessions === 0 ? {} : { lastUsedAt: iso(lastAt) }),
  createdAt: iso(row.createdAt),
  ...(row.deletedAt === null ? {} : { deletedAt: iso(row.deletedAt) }),
  ...(row.goneAt === null ? {} : { goneAt: iso(row.goneAt) }),
});
