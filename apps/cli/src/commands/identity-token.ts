import type { Command } from "commander";
import { exitCode } from "../failure.ts";
import { ago, table } from "../output/table.ts";
import type { Start } from "../program.ts";
import type { TokenOptions } from "../identities/host-token-api.ts";

const TOKEN = ["<host>", "the host it is for, or its id"] as const;

/** `dispatch identity token`: access tokens of git hosts. */
export function registerIdentityTokens(identity: Command, start: Start): void {
  const group = identity
    .command("token")
    .summary("access tokens of git hosts: for HTTPS and for pull requests")
    .description("Access tokens that you made at git hosts. They stay sealed on the server.");
  registerList(group, start);
  registerAdd(group, start);
  registerRemove(group, start);
  registerTest(group, start);
}

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list your access tokens")
    .description("List your access tokens, without the tokens themselves.")
    .action(
      start(async ({ context }) => {
        const { listHostTokens } = await import("../identities/host-token-api.ts");
        const items = await listHostTokens(await context.client());
        const rows = items.map(({ id, host, kind, user, lastUsedAt, expiresAt }) => [
          id,
          kind,
          lastUsedAt === undefined ? "never" : ago(lastUsedAt),
          expiresAt?.slice(0, 10) ?? "",
          user,
          host,
        ]);
        const text =
          rows.length === 0
            ? "No access tokens. `dispatch identity token add <host>` adds one."
            : table(["ID", "KIND", "USED", "ENDS", "USER", "HOST"], rows);
        context.print({ items }, text);
      }),
    );
}

function registerAdd(group: Command, start: Start): void {
  group
    .command("add")
    .summary("add an access token, or replace the one a host has")
    .description(
      "Add an access token that you made at a git host, in place of the one you had for it. It is asked for, or read from what is piped in.",
    )
    .argument("<host>", "as in the https:// address of a repository: github.com, gitlab.example.com:8443")
    .option("--kind <kind>", "github, gitlab or other; known for github.com and gitlab.com")
    .option("--api-url <url>", "where the host's API is, when that is not the usual place")
    .option("--user <name>", "the name that goes with the token; GitHub and GitLab need none")
    .action(
      start<TokenOptions>(async ({ context, options, words: [host = ""] }) => {
        const { addHostToken } = await import("../identities/host-token-api.ts");
        const added = await addHostToken(context, host, options);
        context.print(added, `${added.id}  ${added.host}`);
      }),
    );
}

function registerRemove(group: Command, start: Start): void {
  group
    .command("rm")
    .summary("delete an access token here")
    .description("Delete an access token here. At its host it stays valid until you revoke it there.")
    .argument(...TOKEN)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ dataOf }, { hostTokenOf }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../identities/host-token-api.ts"),
        ]);
        const client = await context.client();
        const { id, host } = await hostTokenOf(client, reference);
        dataOf(await client.DELETE("/api/host-tokens/{id}", { params: { path: { id } } }));
        context.print({ id, removed: true }, `${id}  ${host}  removed; revoke the token at the host too`);
      }),
    );
}

function registerTest(group: Command, start: Start): void {
  group
    .command("test")
    .summary("ask the host whose token it is")
    .description("Ask the host, from the server, whose token it is, what it may do and when it ends.")
    .argument(...TOKEN)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ dataOf }, { hostTokenOf, tokenTestText }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../identities/host-token-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await hostTokenOf(client, reference);
        const path = { id };
        const tested = dataOf(await client.POST("/api/host-tokens/{id}/test", { params: { path } }));
        context.print(tested, tokenTestText(tested));
        return tested.ok ? exitCode.done : exitCode.refused;
      }),
    );
}
