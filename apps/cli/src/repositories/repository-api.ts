import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { Repository } from "@dispatch/protocol/repository";
import { findRepository } from "./repository-reference.ts";

export async function listRepositories(client: Client): Promise<Repository[]> {
  return dataOf(await client.GET("/api/repos")).items as Repository[];
}

/** The repository that a person means by its id, its name or its address. */
export async function repositoryOf(client: Client, reference: string): Promise<Repository> {
  return findRepository(await listRepositories(client), reference);
}

/** For a workspace: one that is known, or an address to come to know. */
export async function repositoryWish(
  client: Client,
  reference: string,
): Promise<{ id: string } | { url: string }> {
  // One whose name looks like an address is given by its id.
  if (/[:/]/.test(reference)) return { url: reference };
  return { id: (await repositoryOf(client, reference)).id };
}
