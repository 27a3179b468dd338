import { resolve } from "node:path";
import type { Command } from "commander";
import type { Workspace, WorkspaceUsage } from "@dispatch/protocol/workspace";
import { sizeText } from "../output/size.ts";
import { ago, oneLine, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";

/** `dispatch workspace`: the folders sessions work in. */
export const registerWorkspace: Register = (program, start) => {
  const group = program
    .command("workspace")
    .summary("make, list, rename, delete and restore workspaces")
    .description("Workspaces: the folders your sessions work in.");
  registerList(group, start);
  registerNew(group, start);
  registerRename(group, start);
  registerRemove(group, start);
  registerRestore(group, start);
  registerUsage(group, start);
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
    return "No workspaces. The first session makes one, `dispatch workspace new <name>` another.";
  const rows = items.map(({ id, sessions, liveSessions, lastUsedAt, name, path }) => [
    id,
    `${sessions}${liveSessions > 0 ? ` (${liveSessions} live)` : ""}`,
    lastUsedAt === undefined ? "never" : ago(lastUsedAt),
    name,
    path,
  ]);
  return table(["ID", "SESSIONS", "USED", "NAME", "FOLDER"], rows);
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

function registerNew(group: Command, start: Start): void {
  group
    .command("new")
    .summary("make a workspace")
    .description("Make a workspace and print its id.")
    .argument("<name>", "what to call it")
    .option("--path <folder>", "a folder that is there already; for the owner of the installation alone")
    .action(
      start<{ path?: string }>(async ({ context, options, words: [name = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const named = options.path === undefined ? {} : { path: resolve(options.path) };
        const body = { kind: "plain" as const, name, ...named };
        const workspace = dataOf(
          await (await context.client()).POST("/api/workspaces", { body }),
        ) as Workspace;
        context.print(workspace, workspace.id);
      }),
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
      "Delete a workspace in which nothing runs. It can be restored for 14 days. A folder that you named stays where it is.",
    )
    .argument(...WORKSPACE)
    .option("--now", "for good and at once, also when it was deleted before")
    .action(
      start<{ now?: true }>(async ({ context, options, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference).catch((error: unknown) => {
          if (!options.now) throw error;
          return found(context, reference, true);
        });
        const query = { now: options.now ? ("true" as const) : ("false" as const) };
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
