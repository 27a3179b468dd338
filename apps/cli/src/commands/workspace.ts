import type { Command } from "commander";
import type { Workspace, WorkspaceUsage } from "@dispatch/protocol/workspace";
import { usageFailure } from "../failure.ts";
import { sizeText } from "../output/size.ts";
import { ago, oneLine, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { registerSetUp } from "./workspace-setup.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";
import { registerWorkspaceMaking } from "./workspace-create.ts";
import { registerOrphans } from "./workspace-orphans.ts";

/** `dispatch workspace`: the folders sessions work in. */
export const registerWorkspace: Register = (program, start) => {
  const group = program
    .command("workspace")
    .summary("make, list, rename, delete and restore workspaces")
    .description("Workspaces: the folders your sessions work in.");
  registerList(group, start);
  registerWorkspaceMaking(group, start);
  registerSet(group, start);
  registerRename(group, start);
  registerRemove(group, start);
  registerRestore(group, start);
  registerUsage(group, start);
  registerOrphans(group, start);
  registerSetUp(group, start);
};

const line = ({ id, name, path }: Workspace) => `${id}  ${oneLine(name)}  ${oneLine(path)}`;

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list your workspaces")
    .description("List your workspaces, or those that you deleted and can restore.")
    .option("--deleted", "those that were deleted")
    .action(
      start<{ deleted?: true }>(async ({ context, options }) => {
        const { listWorkspaces } = await import("../workspaces/workspace-api.ts");
        const isDeleted = options.deleted === true;
        const items = await listWorkspaces(await context.client(), isDeleted);
        context.print({ items }, isDeleted ? deletedTable(items) : workspaceTable(items));
      }),
    );
}

function workspaceTable(items: readonly Workspace[]): string {
  if (items.length === 0)
    return "No workspaces. The first session makes one, `dispatch workspace create <name>` another.";
  const rows = items.map(({ id, kind, status, sessions, liveSessions, lastUsedAt, name, path }) => [
    id,
    status === "ready" ? kind : status,
    `${sessions}${liveSessions > 0 ? ` (${liveSessions} live)` : ""}`,
    lastUsedAt === undefined ? "never" : ago(lastUsedAt),
    name,
    path,
  ]);
  return table(["ID", "KIND", "SESSIONS", "USED", "NAME", "FOLDER"], rows);
}

function deletedTable(items: readonly Workspace[]): string {
  if (items.length === 0) return "No deleted workspaces.";
  const rows = items.map(({ id, deletedAt, goneAt, name }) => [
    id,
    deletedAt === undefined ? "" : ago(deletedAt),
    goneAt ?? "",
    name,
  ]);
  return table(["ID", "DELETED", "GONE", "NAME"], rows);
}

function registerSet(group: Command, start: Start): void {
  group
    .command("set")
    .summary("offer a workspace as a template, or choose its identity")
    .description(
      "Offer a workspace as a template to make others from, or choose as whom it speaks to its host.",
    )
    .argument(...WORKSPACE)
    .option("--template", "offer it to be copied")
    .option("--no-template", "do so no longer")
    .option("--identity <identity>", "as whom it speaks to its host, by name or id")
    .action(
      start<{ template?: boolean; identity?: string }>(
        async ({ context, options: { template, identity }, words: [reference = ""] }) => {
          if (template === undefined && identity === undefined)
            throw usageFailure("Nothing is to be changed", "Give --template, --no-template or --identity");
          const { identityOf } = await import("../identities/identity-api.ts");
          const { client, dataOf, path } = await found(context, reference);
          const body = {
            ...(template !== undefined && { isTemplate: template }),
            ...(identity !== undefined && { identityId: (await identityOf(client, identity)).id }),
          };
          const changed = dataOf(
            await client.PATCH("/api/workspaces/{id}", { params: { path }, body }),
          ) as Workspace;
          context.print(changed, line(changed));
        },
      ),
    );
}

function registerRename(group: Command, start: Start): void {
  group
    .command("rename")
    .summary("rename a workspace")
    .description("Rename a workspace. Its folder keeps its name.")
    .argument(...WORKSPACE)
    .argument("<name>", "its new name")
    .action(
      start(async ({ context, words: [reference = "", name = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const renamed = dataOf(
          await client.PATCH("/api/workspaces/{id}", { params: { path }, body: { name } }),
        ) as Workspace;
        context.print(renamed, line(renamed));
      }),
    );
}

function registerRemove(group: Command, start: Start): void {
  group
    .command("rm")
    .summary("delete a workspace")
    .description(
      "Delete a workspace in which nothing runs and nothing is that was not pushed. It can be restored for 14 days. A folder that you named stays where it is.",
    )
    .argument(...WORKSPACE)
    .option("--force", "also when it holds changes or commits that are nowhere else")
    .option("--now", "for good and at once, also when it was deleted before")
    .action(
      start<{ now?: true; force?: true }>(async ({ context, options, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference).catch((error: unknown) => {
          if (!options.now) throw error;
          return found(context, reference, true);
        });
        const flag = (isSet: boolean | undefined) => (isSet ? ("true" as const) : ("false" as const));
        const query = { now: flag(options.now), force: flag(options.force) };
        dataOf(await client.DELETE("/api/workspaces/{id}", { params: { path, query } }));
        const what = options.now ? "deleted for good" : "deleted; `dispatch workspace restore` takes it back";
        context.print({ id: path.id, removed: true }, `${path.id}  ${what}`);
      }),
    );
}

function registerRestore(group: Command, start: Start): void {
  group
    .command("restore")
    .summary("take back a deleted workspace")
    .description("Take back a deleted workspace, with all that was in it.")
    .argument(...WORKSPACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference, true);
        const restored = dataOf(
          await client.POST("/api/workspaces/{id}/restore", { params: { path } }),
        ) as Workspace;
        context.print(restored, line(restored));
      }),
    );
}

function registerUsage(group: Command, start: Start): void {
  group
    .command("usage")
    .summary("how much room a workspace takes")
    .description("Print how much room a workspace takes on the disk, as counted within the last minute.")
    .argument(...WORKSPACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const usage: WorkspaceUsage = dataOf(
          await client.GET("/api/workspaces/{id}/usage", { params: { path } }),
        );
        context.print(usage, `${usage.isComplete ? "" : "more than "}${sizeText(usage.bytes)}`);
      }),
    );
}
