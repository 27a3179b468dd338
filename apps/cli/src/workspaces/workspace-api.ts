import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { Workspace } from "@dispatch/protocol/workspace";
import { findWorkspace } from "./workspace-reference.ts";

export async function listWorkspaces(client: Client, deleted = false): Promise<Workspace[]> {
  const query = { deleted: deleted ? ("true" as const) : ("false" as const) };
  const { items } = dataOf(await client.GET("/api/workspaces", { params: { query } }));
  return items as Workspace[];
}

/** The workspace that a person means by an id, the beginning of one, or a name. */
export const resolveWorkspace = async (client: Client, reference: string, deleted = false) =>
  findWorkspace(await listWorkspaces(client, deleted), reference);
