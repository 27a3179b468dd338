import { resolve } from "node:path";
import type { Command } from "commander";
import type { Client } from "@dispatch/client";
import type { CreateWorkspace } from "@dispatch/protocol/workspace";
import { usageFailure } from "../failure.ts";
import type { Start } from "../program.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";

type Options = {
  readonly path?: string;
  readonly repo?: string;
  readonly ref?: string;
  readonly branch?: string;
  readonly clone?: true;
  readonly identity?: string;
  readonly copyOf?: string;
  readonly template?: string;
  readonly setup: boolean;
  readonly carryFrom?: string;
  readonly wait: boolean;
};

/** How workspaces come into being: made, and made once more where that failed. */
export function registerWorkspaceMaking(group: Command, start: Start): void {
  registerCreate(group, start);
  registerRetry(group, start);
}

function registerCreate(group: Command, start: Start): void {
  group
    .command("create")
    .alias("new")
    .summary("make a workspace")
    .description(
      "Make a workspace, wait until it is ready, and print its id. How far it has come is told on stderr. Ctrl-C takes it back.",
    )
    .argument("[name]", "what to call it; without it named for its repository or workspace")
    .option("--repo <repository>", "from a repository: its address, or the name of one you have")
    .option("--ref <ref>", "the branch, tag or commit to begin at; else the default branch")
    .option("--branch <branch>", "what its new branch is called")
    .option("--clone", "a clone with everything of its own, in place of a worktree")
    .option("--identity <identity>", "as whom it speaks to its host, by name or id")
    .option("--copy-of <workspace>", "a copy of a workspace, with its changes")
    .option("--template <workspace>", "a copy of a workspace that is marked as a template")
    .option("--path <folder>", "a folder that is there already; for the owner of the installation alone")
    .option("--no-setup", "leave out the set-up that .dispatch.json speaks of")
    .option("--carry-from <workspace>", "where ignored files such as .env come from; else the one used last")
    .option("--no-wait", "print the id at once, while it is still being made")
    .addHelpText(
      "after",
      "\nExamples:\n  dispatch workspace create Scratch\n  dispatch workspace create --repo git@github.com:ada/engine.git --ref develop",
    )
    .action(
      start<Options>(async ({ context, options, words: [name] }) => {
        refuseContradictions(options, name);
        const { beginWorkspace, makeWorkspace } = await import("../workspaces/make-workspace.ts");
        const client = await context.client();
        const wish = { client, body: await bodyOf(client, options, name) };
        const workspace = await (options.wait ? makeWorkspace(context, wish) : beginWorkspace(wish));
        context.print(workspace, workspace.id);
      }),
    );
}

function registerRetry(group: Command, start: Start): void {
  group
    .command("retry")
    .summary("make once more what failed")
    .description("Make a workspace once more that could not be made, and wait until it is ready.")
    .argument(...WORKSPACE)
    .option("--identity <identity>", "as whom it speaks to its host from now on, by name or id")
    .option("--no-wait", "print the id at once, while it is still being made")
    .action(
      start<{ identity?: string; wait: boolean }>(async ({ context, options, words: [reference = ""] }) => {
        const { untilReady } = await import("../workspaces/make-workspace.ts");
        const { retryWorkspace } = await import("../workspaces/workspace-api.ts");
        const { client, workspace } = await found(context, reference);
        const identity = await identityIn(client, options.identity);
        const begun = await retryWorkspace(client, workspace.id, identity);
        const settled = options.wait ? await untilReady(context, { client, begun }) : begun;
        context.print(settled, settled.id);
      }),
    );
}

function refuseContradictions(options: Options, name: string | undefined): void {
  const origins = (["repo", "copyOf", "template", "path"] as const).filter(
    (one) => options[one] !== undefined,
  );
  if (origins.length > 1)
    throw usageFailure(
      "It can come from one thing only",
      "Give one of --repo, --copy-of, --template and --path",
    );
  const about = (["ref", "branch", "clone", "identity", "carryFrom"] as const).find(
    (one) => options[one] !== undefined,
  );
  if (about !== undefined && options.repo === undefined)
    throw usageFailure(
      `--${about === "carryFrom" ? "carry-from" : about} is about a repository`,
      "Say which with --repo",
    );
  if (name === undefined && (origins.length === 0 || options.path !== undefined))
    throw usageFailure("It has no name", "Give one, as in `dispatch workspace create Scratch`");
}

async function bodyOf(client: Client, options: Options, name: string | undefined): Promise<CreateWorkspace> {
  const { repo, ref, branch, clone, identity, copyOf, template, path } = options;
  const setup = options.setup ? undefined : false;
  if (repo !== undefined) {
    const { repositoryWish } = await import("../repositories/repository-api.ts");
    const wish = { ...(await repositoryWish(client, repo)), ref, ...(await identityIn(client, identity)) };
    const carryFrom = await carriedFrom(client, options.carryFrom);
    return given({ kind: clone ? "clone" : "worktree", name, branch, repo: given(wish), setup, carryFrom });
  }
  const from = copyOf ?? template;
  if (from === undefined) return given({ kind: "plain", name, path: path && resolve(path) });
  const { resolveWorkspace } = await import("../workspaces/workspace-api.ts");
  const workspace = await resolveWorkspace(client, from);
  if (template !== undefined && !workspace.isTemplate)
    throw usageFailure(
      `${JSON.stringify(workspace.name)} is no template`,
      "Mark it with `dispatch workspace set --template`, or copy it with --copy-of",
    );
  return given({ kind: "copy", name, from: workspace.id, setup });
}

async function carriedFrom(client: Client, reference: string | undefined) {
  if (reference === undefined) return undefined;
  const { resolveWorkspace } = await import("../workspaces/workspace-api.ts");
  return (await resolveWorkspace(client, reference)).id;
}

async function identityIn(client: Client, reference: string | undefined) {
  if (reference === undefined) return {};
  const { identityOf } = await import("../identities/identity-api.ts");
  return { identityId: (await identityOf(client, reference)).id };
}

/** Without what was not said. The server checks what is left. */
const given = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as CreateWorkspace;
