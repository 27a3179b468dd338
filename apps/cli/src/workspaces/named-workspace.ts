import type { Context } from "../context.ts";

export const WORKSPACE = ["<workspace>", "id, beginning of an id, or name"] as const;

/** What commands about one workspace begin with. */
export async function namedWorkspace(context: Context, reference: string, deleted = false) {
  const [{ dataOf }, { resolveWorkspace }] = await Promise.all([
    import("@dispatch/client/problem"),
    import("./workspace-api.ts"),
  ]);
  const client = await context.client();
  const workspace = await resolveWorkspace(client, reference, deleted);
  return { client, dataOf, workspace, path: { id: workspace.id } };
}
