import type { Command } from "commander";
import { oneLine } from "../output/table.ts";
import type { Register, Start } from "../program.ts";

const WORKSPACE = ["<workspace>", "id, beginning of an id, or name"] as const;

/** `dispatch pr`: the pull request of a workspace's branch. */
export const registerPullRequest: Register = (program, start) => {
  const group = program
    .command("pr")
    .summary("open a workspace's pull request, and look at it")
    .description(
      "The pull request of a workspace's branch. `dispatch pr <workspace>` is short for `dispatch pr open <workspace>`.",
    );
  registerOpen(group, start);
  registerShow(group, start);
};

type OpenOptions = {
  readonly title?: string;
  readonly body?: string;
  readonly base?: string;
  readonly draft?: true;
};

function registerOpen(group: Command, start: Start): void {
  group
    .command("open", { isDefault: true })
    .summary("push the branch, and open its pull request or change the open one")
    .description(
      "Push the workspace's branch and open its pull request; where one is open, change what is said here. It can be done again and again.",
    )
    .argument(...WORKSPACE)
    .option("--title <title>", "left out: the only commit's, or the branch's name")
    .option("--body <text>", "what stands below the title; - reads it from a pipe")
    .option("--base <branch>", "left out: the branch that the workspace began at, or the default one")
    .option("--draft", "open it as a draft")
    .action(
      start<OpenOptions>(async ({ context, options, words: [reference = ""] }) => {
        const [{ dataOf }, { resolveWorkspace }, { readAll }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../workspaces/workspace-api.ts"),
          import("../account/ask.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveWorkspace(client, reference);
        const { body: text, ...wish } = options;
        const { title, base, draft } = wish;
        const body = {
          ...(title === undefined ? {} : { title }),
          ...(base === undefined ? {} : { base }),
          ...(draft === undefined ? {} : { draft }),
          ...(text === undefined ? {} : { body: text === "-" ? await readAll(context.stdin) : text }),
        };
        const params = { path: { id } };
        const opened = dataOf(await client.POST("/api/workspaces/{id}/git/pull-request", { params, body }));
        context.print(opened, oneLine(`${opened.url}  ${opened.outcome}`));
      }),
    );
}

function registerShow(group: Command, start: Start): void {
  group
    .command("show")
    .summary("show a workspace's pull request and its checks")
    .description("Show a workspace's pull request: whether it can be merged, and what its checks say.")
    .argument(...WORKSPACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ dataOf }, { resolveWorkspace }, { pullRequestText }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../workspaces/workspace-api.ts"),
          import("../workspaces/pull-request-text.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveWorkspace(client, reference);
        const params = { path: { id } };
        const status = dataOf(await client.GET("/api/workspaces/{id}/git/pull-request", { params }));
        context.print(status, pullRequestText(status));
      }),
    );
}
