import type { GitDiff } from "@dispatch/protocol/git";
import type { Register } from "../program.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";

type Options = { stat?: true; against?: string; staged?: true; unstaged?: true };

/** `dispatch diff`: what was changed in a workspace. */
export const registerDiff: Register = (program, start) =>
  program
    .command("diff")
    .summary("show what was changed in a workspace")
    .description("Show what was changed in a workspace since it began, new files too.")
    .argument(...WORKSPACE)
    .argument("[path]", "this file alone")
    .option("--stat", "only the files, and how much of them")
    .option("--against <ref>", "a branch, a tag or a commit to compare with")
    .option("--staged", "only what is staged")
    .option("--unstaged", "only what is not staged")
    .action(
      start<Options>(async ({ context, options, words: [reference = "", file] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const { diffText, statText } = await import("../git/git-text.ts");
        const side = options.staged ? "staged" : options.unstaged ? "unstaged" : "all";
        const query = {
          side,
          patch: options.stat ? "false" : "true",
          ...(options.against !== undefined && { against: options.against }),
          ...(file !== undefined && { path: [file] }),
        } as const;
        const diff = dataOf(
          await client.GET("/api/workspaces/{id}/git/diff", { params: { path, query } }),
        ) as GitDiff;
        context.print(diff, options.stat ? statText(diff) : diffText(diff));
      }),
    );
