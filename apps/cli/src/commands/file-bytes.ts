import { createWriteStream, openAsBlob } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Command, Option } from "commander";
import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { Context } from "../context.ts";
import { sizeText } from "../output/size.ts";
import { PLACE } from "../files/file-reference.ts";
import type { Start } from "../program.ts";

const api = () => import("../files/file-api.ts");
const STDIO = "-";

export function registerCat(group: Command, start: Start): void {
  group
    .command("cat")
    .summary("write a file to stdout")
    .description("Write a file of a workspace to stdout, byte by byte as it is.")
    .argument(...PLACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const body = await contentOf(context, reference);
        await pipeline(body, context.stdout, { end: false });
      }),
    );
}

async function contentOf(context: Context, reference: string): Promise<Readable> {
  const { placeOf, bodyOf } = await api();
  const { client, id, path } = await placeOf(context, reference);
  const answer = await client.GET("/api/workspaces/{id}/files/content", {
    params: { path: { id }, query: { path } },
    parseAs: "stream",
    signal: context.signal,
  });
  return Readable.fromWeb((await bodyOf(answer)) as never);
}

type PutOptions = { readonly parents?: true; readonly new?: true; readonly ifMatch?: string };

export function registerPut(group: Command, start: Start): void {
  group
    .command("put")
    .summary("write a file into a workspace")
    .description(
      "Write a file of this machine, or what comes from stdin, into a workspace: whole or not at all.",
    )
    .argument("<file>", "a file here, or - for stdin")
    .argument("<workspace:path>", "where to; after a path that ends with a slash comes the file's own name")
    .option("-p, --parents", "make the folders that it lies in, too")
    .option("--new", "only if nothing is there yet")
    .option("--if-match <etag>", "only over what has this etag")
    .action(
      start<PutOptions>(async ({ context, options, words: [file = "", reference = ""] }) => {
        const { placeOf } = await api();
        const { client, dataOf, id, path } = await placeOf(context, reference);
        const isFolder = (path === "" || path.endsWith("/")) && file !== STDIO;
        const query = {
          path: isFolder ? path + basename(file) : path,
          parents: options.parents ? ("true" as const) : ("false" as const),
        };
        const header = {
          ...(options.new ? { "if-none-match": "*" } : {}),
          ...(options.ifMatch === undefined ? {} : { "if-match": options.ifMatch }),
        };
        const content = file === STDIO ? Readable.toWeb(context.stdin) : await openAsBlob(file);
        const entry = dataOf(
          await client.PUT("/api/workspaces/{id}/files/content", {
            params: { path: { id }, query, header },
            body: content as never,
            bodySerializer: (body: unknown) => body as never,
            headers: { "content-type": "application/octet-stream" },
            duplex: "half",
            signal: context.signal,
          } as never),
        ) as FileEntry;
        context.print(entry, `${entry.path}  ${sizeText(entry.size)}`);
      }),
    );
}

type GetOptions = { readonly format: "zip" | "tar" };

export function registerGet(group: Command, start: Start): void {
  group
    .command("get")
    .summary("fetch a file, or a folder as an archive")
    .description("Fetch a file of a workspace, or a folder with all that is in it as one archive.")
    .argument(...PLACE)
    .argument("[file]", "where to, here; - for stdout. Without it, its own name")
    .addOption(
      new Option("--format <format>", "of a folder's archive").choices(["zip", "tar"]).default("zip"),
    )
    .action(
      start<GetOptions>(async ({ context, options: { format }, words: [reference = "", file] }) => {
        const { placeOf, entryAt, bodyOf } = await api();
        const place = await placeOf(context, reference);
        const { client, id, path } = place;
        const entry = await entryAt(place);
        const isFolder = entry.type === "folder";
        const body = isFolder
          ? Readable.fromWeb(
              (await bodyOf(
                await client.GET("/api/workspaces/{id}/files/archive", {
                  params: { path: { id }, query: { path, format } },
                  parseAs: "stream",
                  signal: context.signal,
                }),
              )) as never,
            )
          : await contentOf(context, reference);
        if (file === STDIO) return pipeline(body, context.stdout, { end: false });
        const name = basename(entry.name) || "workspace";
        const target = file ?? (isFolder ? `${name}.${format}` : name);
        // A file that is there is whole: what breaks off leaves nothing under the name.
        const partial = `${target}.partial`;
        try {
          await pipeline(body, createWriteStream(partial));
          await rename(partial, target);
        } catch (error) {
          await rm(partial, { force: true });
          throw error;
        }
        context.print({ path, file: target }, target);
        return undefined;
      }),
    );
}
