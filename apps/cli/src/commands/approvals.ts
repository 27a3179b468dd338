import type { Approval } from "@dispatch/protocol/agent/approval";
import type { Register } from "../program.ts";

export const registerApprovals: Register = (program, start) => {
  program
    .command("approvals")
    .summary("list what waits for you")
    .description("List what waits for you: what holds up work first, then the oldest.")
    .option("--watch", "go on with what changes, one a line, until interrupted")
    .action(
      start<{ watch?: true }>(async ({ context, options }) => {
        const [{ openApprovals }, { approvalLine, approvalTable }] = await Promise.all([
          import("../agent-sessions/approval-api.ts"),
          import("../agent-sessions/approval-text.ts"),
        ]);
        const client = await context.client();
        const print = (approval: Approval) => context.print(approval, approvalLine(approval));
        if (options.watch) {
          const { watchApprovals } = await import("../agent-sessions/watch-approvals.ts");
          return watchApprovals({ client, signal: context.signal, print });
        }
        const items = await openApprovals(client);
        context.print({ items }, approvalTable(items, context.stdout.columns));
      }),
    );
};
