import type { Workspace } from "@dispatch/protocol/workspace";
import { type Account, expectStatus } from "./account.ts";
import { until } from "./until.ts";

/** Asks for a workspace, also while the server is away, and gives it as it is at once. */
export async function askForWorkspace(account: Account, body: object, key?: string): Promise<Workspace> {
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  return expectStatus(await account.insist<Workspace>("POST", "/api/workspaces", { body, headers }), 201);
}

/** The workspace once it is decided what became of it. */
export function settledWorkspace(account: Account, id: string): Promise<Workspace> {
  return until(`a workspace ${id} that is made, or not`, async () => {
    const { body } = await account.insist<Workspace>("GET", `/api/workspaces/${id}`);
    return body.status !== "preparing" && body;
  });
}

/** A workspace that is ready; what keeps it from that fails the test. */
export async function readyWorkspace(account: Account, body: object): Promise<Workspace> {
  const workspace = await settledWorkspace(account, (await askForWorkspace(account, body)).id);
  if (workspace.status !== "ready")
    throw new Error(`the workspace is ${workspace.status}: ${workspace.reason}`);
  return workspace;
}

/** A git identity whose public key a host can let in. */
export async function gitIdentity(
  account: Account,
  name = "Work",
): Promise<{ id: string; publicKey: string }> {
  const body = { name, authorName: "Ada Lovelace", authorEmail: "ada@example.com" };
  const made = await account.request<{ id: string; publicKey: string }>("POST", "/api/users/me/identities", {
    body,
    token: account.tokens.accessToken,
  });
  return expectStatus(made, 201);
}
