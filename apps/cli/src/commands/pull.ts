import { exitCode } from "../failure.ts";
import { oneLine } from "../output/table.ts";
import type { Register } from "../program.ts";
import { conflictText } from "../git/conflict-text.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";

/** `dispatch pull`: what others pushed comes into a workspace. */
export const registerPull: Register = (program, start) =>
  program
    .command("pull")
    .summary("bring a workspace's branch to where its git host has it")
    .description("Bring a workspace's branch to where its git host has it.")
    .argument(...WORKSPACE)
    .option("--rebase", "put your own commits on top, where there are any")
    .action(
      start<{ rebase?: true }>(async ({ context, options, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const body = { rebase: options.rebase === true };
        const pulled = dataOf(await client.POST("/api/workspaces/{id}/git/pull", { params: { path }, body }));
        const text = `${oneLine(pulled.branch)}  ${pulled.head.slice(0, 12)}  ${pulled.outcome}`;
        context.print(pulled, text + conflictText(pulled.conflicted, reference));
        return pulled.outcome === "conflicts" ? exitCode.refused : exitCode.done;
      }),
    );
