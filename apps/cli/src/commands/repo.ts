import type { Command } from "commander";
import type { Repository } from "@dispatch/protocol/repository";
import type { Context } from "../context.ts";
import { usageFailure } from "../failure.ts";
import { ago, oneLine, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { repositoryText } from "../repositories/repository-text.ts";

const REPOSITORY = ["<repository>", "its id, its name or its address"] as const;

/** `dispatch repo`: the repositories that workspaces are made from. */
export const registerRepo: Register = (program, start) => {
  const group = program
    .command("repo")
    .summary("the repositories your workspaces come from")
    .description("Repositories: cloned once for you, however many workspaces come from them.");
  registerList(group, start);
  registerAdd(group, start);
  registerShow(group, start);
  registerFetch(group, start);
  registerBranches(group, start);
  registerSet(group, start);
  registerRemove(group, start);
};

/** What commands about one repository begin with. */
async function named(context: Context, reference: string) {
  const [{ dataOf }, { repositoryOf }] = await Promise.all([
    import("@dispatch/client/problem"),
    import("../repositories/repository-api.ts"),
  ]);
  const client = await context.client();
  const { id } = await repositoryOf(client, reference);
  return { client, dataOf, params: { path: { id } } };
}

async function identityIn(context: Context, reference: string): Promise<string> {
  const { identityOf } = await import("../identities/identity-api.ts");
  return (await identityOf(await context.client(), reference)).id;
}

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list your repositories")
    .description("List your repositories.")
    .action(
      start(async ({ context }) => {
        const { listRepositories } = await import("../repositories/repository-api.ts");
        const items = await listRepositories(await context.client());
        const rows = items.map(({ id, workspaces, fetchedAt, name, url }) => [
          id,
          String(workspaces),
          fetchedAt === undefined ? "never" : ago(fetchedAt),
          name,
          url,
        ]);
        const text =
          rows.length === 0
            ? "No repositories. `dispatch workspace create --repo <address>` makes a workspace from one."
            : table(["ID", "WORKSPACES", "FETCHED", "NAME", "ADDRESS"], rows);
        context.print({ items }, text);
      }),
    );
}

function registerAdd(group: Command, start: Start): void {
  group
    .command("add")
    .summary("remember a repository")
    .description("Remember a repository and print its id. It is cloned when it is first needed.")
    .argument("<address>", "git@host:path, ssh://… or https://…")
    .option("--name <name>", "what to call it; else as its address ends")
    .option("--identity <identity>", "as whom its workspaces come, by name or id")
    .action(
      start<{ name?: string; identity?: string }>(async ({ context, options, words: [url = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const { name, identity } = options;
        const body = {
          url,
          ...(name !== undefined && { name }),
          ...(identity !== undefined && { identityId: await identityIn(context, identity) }),
        };
        const repository = dataOf(await (await context.client()).POST("/api/repos", { body })) as Repository;
        context.print(repository, repository.id);
      }),
    );
}

function registerShow(group: Command, start: Start): void {
  group
    .command("show")
    .summary("show a repository")
    .description("Show a repository.")
    .argument(...REPOSITORY)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, params } = await named(context, reference);
        const repository = dataOf(await client.GET("/api/repos/{id}", { params })) as Repository;
        context.print(repository, repositoryText(repository));
      }),
    );
}

function registerFetch(group: Command, start: Start): void {
  group
    .command("fetch")
    .summary("ask its host what is new")
    .description("Fetch what is new at a repository's host. The first time it is cloned.")
    .argument(...REPOSITORY)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, params } = await named(context, reference);
        const repository = dataOf(await client.POST("/api/repos/{id}/fetch", { params })) as Repository;
        context.print(repository, repositoryText(repository));
      }),
    );
}

function registerBranches(group: Command, start: Start): void {
  group
    .command("branches")
    .summary("list its branches")
    .description(
      "List a repository's branches as they were fetched last, those with the newest commits first.",
    )
    .argument(...REPOSITORY)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, params } = await named(context, reference);
        const page = dataOf(await client.GET("/api/repos/{id}/branches", { params }));
        const rows = page.items.map(({ name, commit, committedAt, subject }) => [
          name === page.defaultBranch ? `${name} (default)` : name,
          commit.slice(0, 10),
          ago(new Date(committedAt).toISOString()),
          subject,
        ]);
        const text =
          rows.length === 0 ? "No branches." : table(["BRANCH", "COMMIT", "MADE", "SUBJECT"], rows);
        context.print(page, text);
      }),
    );
}

function registerSet(group: Command, start: Start): void {
  group
    .command("set")
    .summary("rename a repository, or choose its identity")
    .description("Rename a repository, or choose as whom its workspaces come to its host.")
    .argument(...REPOSITORY)
    .option("--name <name>", "its new name")
    .option("--identity <identity>", "by name or id")
    .option("--default-identity", "whichever is your default one")
    .action(
      start<{ name?: string; identity?: string; defaultIdentity?: true }>(
        async ({ context, options, words: [reference = ""] }) => {
          const { name, identity, defaultIdentity } = options;
          if (name === undefined && identity === undefined && !defaultIdentity)
            throw usageFailure("Nothing is to be changed", "Give --name, --identity or --default-identity");
          const { client, dataOf, params } = await named(context, reference);
          const body = {
            ...(name !== undefined && { name }),
            ...(identity !== undefined && { identityId: await identityIn(context, identity) }),
            ...(defaultIdentity && { identityId: null }),
          };
          const changed = dataOf(await client.PATCH("/api/repos/{id}", { params, body })) as Repository;
          context.print(changed, repositoryText(changed));
        },
      ),
    );
}

function registerRemove(group: Command, start: Start): void {
  group
    .command("rm")
    .summary("forget a repository and its clone")
    .description("Forget a repository and delete its clone. Refused while workspaces come from it.")
    .argument(...REPOSITORY)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, params } = await named(context, reference);
        dataOf(await client.DELETE("/api/repos/{id}", { params }));
        const { id } = params.path;
        context.print({ id, removed: true }, `${oneLine(id)}  forgotten`);
      }),
    );
}
