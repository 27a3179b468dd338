import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { Workspace } from "@dispatch/protocol/workspace";
import { findWorkspace } from "./workspace-reference.ts";

export async function listWorkspaces(client: Client, deleted = false): Promise<Workspace[]> {
  const query = { deleted: deleted ? ("true" as const) : ("false" as const) };
  const { items } = dataOf(await client.GET("/api/workspaces", { params: { query } }));
  return items as Workspace[];
}

export const getWorkspace = async (client: Client, id: string): Promise<Workspace> =>
  dataOf(await client.GET("/api/workspaces/{id}", { params: { path: { id } } })) as Workspace;

/** Begins once more to make what failed; with another identity, if one is named. */
export async function retryWorkspace(
  client: Client,
  id: string,
  identity: { readonly identityId?: string },
): Promise<Workspace> {
  const params = { path: { id } };
  if (identity.identityId !== undefined)
    dataOf(await client.PATCH("/api/workspaces/{id}", { params, body: identity }));
  return dataOf(await client.POST("/api/workspaces/{id}/retry", { params })) as Workspace;
}

/** The workspace that a person means by an id, the beginning of one, or a name. */
export const resolveWorkspace = async (client: Client, reference: string, deleted = false) =>
  findWorkspace(await listWorkspaces(client, deleted), reference);
