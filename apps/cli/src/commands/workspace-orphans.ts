import { type Command, Option } from "commander";
import type { Orphan, OrphanKind, Workspace } from "@dispatch/protocol/workspace";
import { ago, oneLine, table } from "../output/table.ts";
import type { Start } from "../program.ts";

type Decision = { readonly adopt?: string; readonly delete?: string; readonly kind: OrphanKind };

/** `dispatch workspace orphans`: folders that no workspace accounts for. */
export function registerOrphans(group: Command, start: Start): void {
  group
    .command("orphans")
    .summary("folders that belong to no workspace")
    .description(
      "List folders where your workspaces lie that belong to none, or decide on one. A folder that is deleted can be restored for 14 days; a clone is gone at once.",
    )
    .addOption(new Option("--adopt <name>", "make a workspace of this folder").conflicts("delete"))
    .addOption(new Option("--delete <name>", "delete this one"))
    .addOption(new Option("--kind <kind>", "what is deleted").choices(["folder", "clone"]).default("folder"))
    .action(
      start<Decision>(async ({ context, options }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const client = await context.client();
        const name = options.adopt ?? options.delete;
        if (name === undefined) {
          const page = dataOf(await client.GET("/api/workspaces/orphans"));
          return context.print(page, orphanTable(page.items));
        }
        const action = options.adopt === undefined ? ("delete" as const) : ("adopt" as const);
        const decided = dataOf(
          await client.POST("/api/workspaces/orphans/{name}", {
            params: { path: { name } },
            body: { action, kind: options.kind },
          }),
        ) as { workspace?: Workspace };
        context.print(decided, decisionText(name, decided.workspace));
      }),
    );
}

function orphanTable(items: readonly Orphan[]): string {
  if (items.length === 0) return "Every folder belongs to a workspace.";
  const rows = items.map(({ kind, name, path, changedAt }) => [kind, ago(changedAt), name, path]);
  return table(["KIND", "CHANGED", "NAME", "FOLDER"], rows);
}

function decisionText(name: string, workspace: Workspace | undefined): string {
  if (!workspace) return `${oneLine(name)}  deleted for good`;
  const what =
    workspace.deletedAt === undefined
      ? oneLine(workspace.path)
      : "deleted; `dispatch workspace restore` takes it back";
  return `${workspace.id}  ${oneLine(workspace.name)}  ${what}`;
}
