import type { Command } from "commander";
import type { DeletedFile, FileEntry } from "@dispatch/protocol/errands/files";
import { usageFailure } from "../failure.ts";
import { sizeText } from "../output/size.ts";
import { ago, oneLine, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { PLACE } from "../files/file-reference.ts";
import { registerCat, registerGet, registerPut } from "./file-bytes.ts";
import { registerSearch, registerWatch } from "./file-search.ts";

const WORKSPACE = ["<workspace>", "id, beginning of an id, or name"] as const;

/** `dispatch file`: the files of workspaces. */
export const registerFile: Register = (program, start) => {
  const group = program
    .command("file")
    .summary("list, read, write, move, search and delete files of workspaces")
    .description("The files of your workspaces. A place is written as <workspace>:<path>.");
  registerList(group, start);
  registerCat(group, start);
  registerPut(group, start);
  registerGet(group, start);
  registerMove(group, start);
  registerFolder(group, start);
  registerRemove(group, start);
  registerDeleted(group, start);
  registerSearch(group, start);
  registerWatch(group, start);
};

type FilePage = { items: FileEntry[]; nextCursor: string | null };

const api = () => import("../files/file-api.ts");
const marks = { folder: "/", link: "@", other: "=", file: "" } as const;
const shown = ({ path, type }: FileEntry) => `${oneLine(path)}${marks[type]}`;

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list a folder")
    .description("List what a folder of a workspace holds, hidden files too.")
    .argument(...PLACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { placeOf } = await api();
        const { client, dataOf, id, path } = await placeOf(context, reference);
        const items: FileEntry[] = [];
        let cursor: string | null = "0";
        while (cursor !== null) {
          const query: { path: string; cursor: number } = { path, cursor: Number(cursor) };
          const page: FilePage = dataOf(
            await client.GET("/api/workspaces/{id}/files", { params: { path: { id }, query } }),
          );
          items.push(...page.items);
          cursor = page.nextCursor;
        }
        const rows = items.map(({ name, type, size, modifiedAt, target }) => [
          type === "file" ? sizeText(size) : type,
          ago(new Date(modifiedAt).toISOString()),
          `${oneLine(name)}${marks[type]}${target === undefined ? "" : ` -> ${oneLine(target)}`}`,
        ]);
        context.print({ items }, rows.length === 0 ? "" : table(["SIZE", "CHANGED", "NAME"], rows));
      }),
    );
}

function registerMove(group: Command, start: Start): void {
  for (const [name, act, what] of [
    ["mv", "move", "move or rename"],
    ["cp", "copy", "copy"],
  ] as const)
    group
      .command(name)
      .summary(`${what} a file or folder`)
      .description(`${what.charAt(0).toUpperCase()}${what.slice(1)} a file or folder inside its workspace.`)
      .argument(...PLACE)
      .argument("<to>", "where to, in the same workspace")
      .option("-f, --overwrite", "put what is there away, as if it were deleted")
      .action(
        start<{ overwrite?: true }>(async ({ context, options, words: [from = "", to = ""] }) => {
          const { placesOf } = await api();
          const place = await placesOf(
            context,
            from,
            to.includes(":") ? to : `${from.split(":")[0] ?? ""}:${to}`,
          );
          const { client, dataOf, id, path } = place;
          if (!place.isSame)
            throw usageFailure("These are two workspaces", "Use `dispatch file get` and `dispatch file put`");
          const body = { from: path, to: place.to, overwrite: options.overwrite === true };
          const params = { path: { id } };
          const url = `/api/workspaces/{id}/files/${act}` as const;
          const entry = dataOf(await client.POST(url, { params, body })) as FileEntry;
          context.print(entry, shown(entry));
        }),
      );
}

function registerFolder(group: Command, start: Start): void {
  group
    .command("mkdir")
    .summary("make a folder")
    .description("Make a folder in a workspace.")
    .argument(...PLACE)
    .option("-p, --parents", "make the folders that it lies in, too")
    .action(
      start<{ parents?: true }>(async ({ context, options, words: [reference = ""] }) => {
        const { placeOf } = await api();
        const { client, dataOf, id, path } = await placeOf(context, reference);
        const body = { path, parents: options.parents === true };
        const params = { path: { id } };
        const entry = dataOf(
          await client.POST("/api/workspaces/{id}/files/folder", { params, body }),
        ) as FileEntry;
        context.print(entry, shown(entry));
      }),
    );
}

function registerRemove(group: Command, start: Start): void {
  group
    .command("rm")
    .summary("delete a file or folder")
    .description("Delete a file or folder. `dispatch file restore` takes it back within 14 days.")
    .argument(...PLACE)
    .option("--now", "for good and at once")
    .action(
      start<{ now?: true }>(async ({ context, options, words: [reference = ""] }) => {
        const { placeOf } = await api();
        const { client, dataOf, id, path } = await placeOf(context, reference);
        const query = { path, now: options.now ? ("true" as const) : ("false" as const) };
        const answer = dataOf(
          await client.DELETE("/api/workspaces/{id}/files/content", { params: { path: { id }, query } }),
        );
        const what = answer.deleted ? `deleted; its id is ${answer.deleted.id}` : "deleted for good";
        context.print(answer, `${oneLine(path)}  ${what}`);
      }),
    );
}

function registerDeleted(group: Command, start: Start): void {
  group
    .command("deleted")
    .summary("list what was deleted")
    .description("List what was deleted in a workspace and can be restored.")
    .argument(...WORKSPACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { placeOf } = await api();
        const { client, dataOf, id } = await placeOf(context, reference);
        const params = { path: { id } };
        const { items } = dataOf(await client.GET("/api/workspaces/{id}/files/deleted", { params }));
        const rows = (items as DeletedFile[]).map(({ id: deleted, deletedAt, path, type }) => [
          deleted,
          ago(new Date(deletedAt).toISOString()),
          `${oneLine(path)}${marks[type]}`,
        ]);
        context.print(
          { items },
          rows.length === 0 ? "No deleted files." : table(["ID", "DELETED", "PATH"], rows),
        );
      }),
    );
  group
    .command("restore")
    .summary("take back what was deleted")
    .description("Take back a deleted file or folder, to where it was or elsewhere.")
    .argument(...WORKSPACE)
    .argument("<id>", "as `dispatch file deleted` shows it")
    .option("--to <path>", "where to, in the workspace")
    .action(
      start<{ to?: string }>(async ({ context, options, words: [reference = "", deleted = ""] }) => {
        const { placeOf } = await api();
        const { client, dataOf, id } = await placeOf(context, reference);
        const body = { id: deleted, ...(options.to === undefined ? {} : { to: options.to }) };
        const params = { path: { id } };
        const entry = dataOf(
          await client.POST("/api/workspaces/{id}/files/restore", { params, body }),
        ) as FileEntry;
        context.print(entry, shown(entry));
      }),
    );
  group
    .command("clear")
    .summary("clear what was deleted, for good")
    .description("Clear one deleted file or folder for good, or all of a workspace.")
    .argument(...WORKSPACE)
    .argument("[id]", "as `dispatch file deleted` shows it; without it all")
    .action(
      start(async ({ context, words: [reference = "", deleted] }) => {
        const { placeOf } = await api();
        const { client, dataOf, id } = await placeOf(context, reference);
        const query = deleted === undefined ? {} : { id: deleted };
        dataOf(
          await client.DELETE("/api/workspaces/{id}/files/deleted", { params: { path: { id }, query } }),
        );
        context.print({ cleared: deleted ?? "all" }, "cleared");
      }),
    );
}
