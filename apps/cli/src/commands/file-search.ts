import { type Command, Option } from "commander";
import type { FileChange, FileMatch } from "@dispatch/protocol/errands/files";
import type { ProblemBody } from "@dispatch/protocol/problems";
import { oneLine } from "../output/table.ts";
import { write } from "../output/write.ts";
import { PLACE } from "../files/file-reference.ts";
import type { Start } from "../program.ts";

const api = () => import("../files/file-api.ts");

type SearchOptions = {
  readonly in: "names" | "contents";
  readonly regex?: true;
  readonly case?: true;
  readonly limit: string;
};
type SearchLine = FileMatch | { readonly isComplete: boolean } | { readonly problem: ProblemBody };

export function registerSearch(group: Command, start: Start): void {
  group
    .command("search")
    .summary("find files by name or by what they hold")
    .description(
      "Find files by some characters of their names, or by what they hold. What git ignores is left out.",
    )
    .argument(...PLACE)
    .argument("<text>", "what to look for")
    .addOption(new Option("--in <where>", "where to look").choices(["names", "contents"]).default("names"))
    .option("--regex", "the text is a regular expression, for contents")
    .option("--case", "large and small letters differ")
    .option("--limit <count>", "so many at most", "200")
    .action(
      start<SearchOptions>(async ({ context, options, words: [reference = "", q = ""] }) => {
        const { placeOf, bodyOf, linesOf } = await api();
        const { client, id, path } = await placeOf(context, reference);
        const flag = (is: true | undefined) => (is ? ("true" as const) : ("false" as const));
        const query = {
          ...{ q, path, in: options.in, limit: Number(options.limit) },
          ...{ regex: flag(options.regex), case: flag(options.case) },
        };
        const answer = await client.GET("/api/workspaces/{id}/files/search", {
          params: { path: { id }, query },
          headers: { accept: "application/x-ndjson" },
          parseAs: "stream",
          signal: context.signal,
        });
        for await (const text of linesOf(await bodyOf(answer))) {
          const line = JSON.parse(text) as SearchLine;
          if ("problem" in line) throw Object.assign(new Error(line.problem.detail), { cause: line.problem });
          if (context.json) await write(context.stdout, `${text}\n`);
          else if ("path" in line) await write(context.stdout, `${matchText(line)}\n`);
          else if (!line.isComplete) await write(context.stderr, "There is more. --limit shows it.\n");
        }
      }),
    );
}

const matchText = ({ path, type, line, column, text }: FileMatch) =>
  line === undefined
    ? `${oneLine(path)}${type === "folder" ? "/" : ""}`
    : `${oneLine(path)}:${line}:${column ?? 1}: ${oneLine(text ?? "")}`;

export function registerWatch(group: Command, start: Start): void {
  group
    .command("watch")
    .summary("tell what changes below a folder")
    .description("Tell what changes below a folder of a workspace, by whomever, until you interrupt it.")
    .argument(...PLACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { placeOf, bodyOf, linesOf } = await api();
        const { client, id, path } = await placeOf(context, reference);
        const answer = await client.GET("/api/workspaces/{id}/files/watch", {
          params: { path: { id }, query: { path } },
          headers: { accept: "text/event-stream" },
          parseAs: "stream",
          signal: context.signal,
        });
        for await (const line of linesOf(await bodyOf(answer))) {
          if (line === "event: watching" && !context.json) await write(context.stderr, "Watching.\n");
          if (!line.startsWith("data: ") || line === "data: {}") continue;
          const text = line.slice("data: ".length);
          const change = JSON.parse(text) as FileChange;
          await write(
            context.stdout,
            context.json ? `${text}\n` : `${change.type}  ${oneLine(change.path)}\n`,
          );
        }
        const { ConnectionError } = await import("@dispatch/client/problem");
        throw new ConnectionError("The server stopped telling what changes");
      }),
    );
}
