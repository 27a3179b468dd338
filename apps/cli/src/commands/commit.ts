import { randomUUID } from "node:crypto";
import { oneLine } from "../output/table.ts";
import type { Register } from "../program.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";

type Options = { message: string; all?: true; amend?: true };

/** `dispatch commit`: commits in a workspace as its identity. */
export const registerCommit: Register = (program, start) =>
  program
    .command("commit")
    .summary("commit what was done in a workspace")
    .description("Commit what is staged in a workspace, as its git identity and signed with its key.")
    .argument(...WORKSPACE)
    .argument("[paths...]", "these files alone")
    .requiredOption("-m, --message <text>", "what the commit says")
    .option("-a, --all", "everything that was changed, new files too")
    .option("--amend", "in place of the last commit")
    .action(
      start<Options>(async ({ context, options, words: [reference = "", ...paths] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const body = {
          message: options.message,
          all: options.all === true,
          amend: options.amend === true,
          ...(paths.flat().length > 0 && { paths: paths.flat() }),
        };
        const made = dataOf(
          await client.POST("/api/workspaces/{id}/git/commit", {
            params: { path },
            body,
            headers: { "idempotency-key": randomUUID() },
          }),
        );
        context.print(made, `${made.commit.slice(0, 12)}  ${oneLine(made.subject)}`);
      }),
    );
