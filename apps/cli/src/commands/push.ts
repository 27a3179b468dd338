import { oneLine } from "../output/table.ts";
import type { Register } from "../program.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";

type Options = { branch?: string; force?: true };

/** `dispatch push`: a workspace's commits go to its git host. */
export const registerPush: Register = (program, start) =>
  program
    .command("push")
    .summary("push what was committed in a workspace")
    .description("Push what is checked out in a workspace to a branch of its git host.")
    .argument(...WORKSPACE)
    .option("--branch <name>", "the branch there; else of the same name as here")
    .option("--force", "also over commits there, if they are those that were seen last")
    .action(
      start<Options>(async ({ context, options, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const body = {
          force: options.force === true,
          ...(options.branch !== undefined && { branch: options.branch }),
        };
        const pushed = dataOf(await client.POST("/api/workspaces/{id}/git/push", { params: { path }, body }));
        context.print(pushed, `${oneLine(pushed.branch)}  ${pushed.commit.slice(0, 12)}  ${pushed.outcome}`);
      }),
    );
