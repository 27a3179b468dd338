import type { Client } from "@dispatch/client";
import type { Register } from "../program.ts";
import { sessionTable } from "../sessions/session-text.ts";

export const registerList: Register = (program, start) => {
  program
    .command("ls")
    .summary("list your sessions")
    .description("List your sessions, newest first.")
    .option("-l, --live", "only those that have not ended")
    .option("-w, --workspaces", "with the workspace of each")
    .action(
      start<{ live?: true; workspaces?: true }>(async ({ context, options }) => {
        const { listSessions } = await import("../sessions/session-api.ts");
        const client = await context.client();
        const sessions = await listSessions(client);
        const shown = options.live ? sessions.filter(({ status }) => status !== "ended") : sessions;
        context.print(
          { items: shown },
          sessionTable(shown, {
            width: context.stdout.isTTY ? context.stdout.columns : undefined,
            workspaceNames: options.workspaces ? await workspaceNames(client) : undefined,
          }),
        );
      }),
    );
};

/** By id, of those that were deleted too. */
async function workspaceNames(client: Client): Promise<ReadonlyMap<string, string>> {
  const { listWorkspaces } = await import("../workspaces/workspace-api.ts");
  const all = await Promise.all([listWorkspaces(client), listWorkspaces(client, true)]);
  return new Map(all.flat().map(({ id, name }) => [id, name]));
}
