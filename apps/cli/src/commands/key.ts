import type { Command } from "commander";
import type { NewApiKey } from "@dispatch/protocol/account";
import { ago, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { readTime } from "../read-time.ts";

export const registerKey: Register = (program, start) => {
  const group = program
    .command("key")
    .summary("make, list and delete API keys")
    .description("API keys, for scripts and other programs.");
  registerCreate(group, start);
  registerList(group, start);
  registerRemove(group, start);
};

function registerCreate(group: Command, start: Start): void {
  group
    .command("create")
    .summary("make a key; its secret is shown once")
    .description("Make a key and print its secret, which is shown this once.")
    .argument("<name>", "what it is for")
    .option("--scope <scope...>", "what it may do: read, run, admin")
    .option("--expires <time>", "when it ends: 3h, 2d, 1w, a date or a time in ISO 8601")
    .action(
      start<{ scope?: string[]; expires?: string }>(async ({ context, options, words: [name = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const body = {
          name,
          ...(options.scope ? { scopes: options.scope.flatMap((scope) => scope.split(",")) } : {}),
          ...(options.expires === undefined ? {} : { expiresAt: readTime(options.expires).toISOString() }),
        };
        const key = dataOf(
          await (await context.client()).POST("/api/api-keys", { body: body as never }),
        ) as NewApiKey;
        context.print(key, key.secret);
      }),
    );
}

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list your keys")
    .description("List your keys.")
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const page = dataOf(await (await context.client()).GET("/api/api-keys"));
        const rows = page.items.map((key) => [
          key.id,
          key.scopes.join(","),
          key.lastUsedAt ? ago(key.lastUsedAt) : "never",
          key.expiresAt ?? "never",
          key.name,
        ]);
        const text =
          rows.length === 0
            ? "No keys. `dispatch key create <name>` makes one."
            : table(["ID", "MAY", "USED", "ENDS", "NAME"], rows);
        context.print(page, text);
      }),
    );
}

function registerRemove(group: Command, start: Start): void {
  group
    .command("rm")
    .summary("delete a key")
    .description("Delete a key. What is open under it closes.")
    .argument("<id>", "the key's id")
    .action(
      start(async ({ context, words: [id = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        dataOf(await (await context.client()).DELETE("/api/api-keys/{id}", { params: { path: { id } } }));
        context.print({ id, removed: true }, `${id}  removed`);
      }),
    );
}
