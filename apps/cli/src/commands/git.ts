import type { Command } from "commander";
import type { GitStatus } from "@dispatch/protocol/git";
import { exitCode, usageFailure } from "../failure.ts";
import type { Register, Start } from "../program.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";

/** `dispatch git`: looks at the repository in a workspace, and moves its branch along. */
export const registerGit: Register = (program, start) => {
  const group = program
    .command("git")
    .summary("look at the repository in a workspace")
    .description("The repository in a workspace: its status, commits and branches.");
  registerStatus(group, start);
  registerLog(group, start);
  registerBranches(group, start);
  registerRebase(group, start);
};

function registerStatus(group: Command, start: Start): void {
  group
    .command("status")
    .summary("what is changed, staged and in conflict")
    .description("Show what is changed, staged and in conflict in a workspace.")
    .argument(...WORKSPACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const { statusText } = await import("../git/git-text.ts");
        const status = dataOf(
          await client.GET("/api/workspaces/{id}/git/status", { params: { path } }),
        ) as GitStatus;
        context.print(status, statusText(status));
      }),
    );
}

function registerLog(group: Command, start: Start): void {
  group
    .command("log")
    .summary("list commits")
    .description("List the commits that were made in a workspace, newest first.")
    .argument(...WORKSPACE)
    .option("--all", "those from before the workspace too")
    .option("--ref <ref>", "of a branch, a tag or a commit in place of what is checked out")
    .option("-n, --limit <number>", "how many at most", "50")
    .action(
      start<{ all?: true; ref?: string; limit: string }>(
        async ({ context, options, words: [reference = ""] }) => {
          const limit = Number(options.limit);
          if (!Number.isInteger(limit) || limit < 1 || limit > 200)
            throw usageFailure("--limit is not understood", "Give a number from 1 to 200.");
          const { client, dataOf, path } = await found(context, reference);
          const { logText } = await import("../git/git-text.ts");
          const query = {
            all: options.all ? ("true" as const) : ("false" as const),
            limit,
            ...(options.ref !== undefined && { ref: options.ref }),
          };
          const page = dataOf(await client.GET("/api/workspaces/{id}/git/log", { params: { path, query } }));
          context.print(page, logText(page.items));
        },
      ),
    );
}

function registerBranches(group: Command, start: Start): void {
  group
    .command("branches")
    .summary("list branches")
    .description("List branches, here and at the git host as they were last fetched.")
    .argument(...WORKSPACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const { branchesText } = await import("../git/git-text.ts");
        const page = dataOf(await client.GET("/api/workspaces/{id}/git/branches", { params: { path } }));
        context.print(page, branchesText(page.items));
      }),
    );
}

type RebaseOptions = { continue?: true; abort?: true; onto?: string };

function registerRebase(group: Command, start: Start): void {
  group
    .command("rebase")
    .summary("put a workspace's commits on the newest of its base branch")
    .description(
      "Fetch, and put the commits of a workspace on the newest of the branch it was made from. Where files are in conflict it stops, to go on or to be taken back.",
    )
    .argument(...WORKSPACE)
    .option("--onto <branch>", "another branch of the git host")
    .option("--continue", "go on after files in conflict were put right and staged")
    .option("--abort", "take it back")
    .action(
      start<RebaseOptions>(async ({ context, options, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const { conflictText } = await import("../git/conflict-text.ts");
        const action = options.abort ? "abort" : options.continue ? "continue" : "start";
        const body = { action, ...(options.onto !== undefined && { onto: options.onto }) } as const;
        const done = dataOf(await client.POST("/api/workspaces/{id}/git/rebase", { params: { path }, body }));
        const text = `${done.head.slice(0, 12)}  ${done.outcome}`;
        context.print(done, text + conflictText(done.conflicted, reference));
        return done.outcome === "conflicts" ? exitCode.refused : exitCode.done;
      }),
    );
}
