import type { Register } from "../program.ts";
import { sessionTable } from "../sessions/session-text.ts";

export const registerList: Register = (program, start) => {
  program
    .command("ls")
    .summary("list your sessions")
    .description("List your sessions, newest first.")
    .option("-l, --live", "only those that have not ended")
    .action(
      start<{ live?: true }>(async ({ context, options }) => {
        const { listSessions } = await import("../sessions/session-api.ts");
        const sessions = await listSessions(await context.client());
        const shown = options.live ? sessions.filter(({ status }) => status !== "ended") : sessions;
        context.print(
          { items: shown },
          sessionTable(shown, context.stdout.isTTY ? context.stdout.columns : undefined),
        );
      }),
    );
};
