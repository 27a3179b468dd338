import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Option } from "commander";
import type { Register } from "../program.ts";

type Options = { readonly format: "jsonl" | "cast" | "txt" | "md"; readonly output?: string };

export const registerExport: Register = (program, start) => {
  program
    .command("export")
    .summary("write a session's history to a file")
    .description(
      "Write the whole history: jsonl (every event), txt (plain text), of a terminal cast (asciicast, for asciinema) and of an agent md (Markdown).",
    )
    .argument("<session>", "id, beginning of an id, or title")
    .addOption(
      new Option("--format <format>", "what to write")
        .choices(["jsonl", "cast", "txt", "md"])
        .default("jsonl"),
    )
    .option("-o, --output <file>", "file to write; without it stdout")
    .action(
      start<Options>(async ({ context, options, words: [reference = ""] }) => {
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveSession(client, reference);
        const answer = await client.GET("/api/sessions/{id}/export", {
          params: { path: { id }, query: { format: options.format } },
          parseAs: "stream",
          signal: context.signal,
        });
        const body = Readable.fromWeb(dataOf(answer as { data?: never; response: Response }));
        if (options.output === undefined) return pipeline(body, context.stdout, { end: false });
        // A file that is there is whole: what breaks off leaves nothing under the name.
        const partial = `${options.output}.partial`;
        try {
          await pipeline(body, createWriteStream(partial));
          await rename(partial, options.output);
        } catch (error) {
          await rm(partial, { force: true });
          throw error;
        }
        context.print({ id, format: options.format, file: options.output }, options.output);
      }),
    );
};
