import type { Register } from "../program.ts";
import { exitCodeOf } from "../sessions/session-text.ts";
import { readCount } from "./new.ts";

export const registerLogs: Register = (program, start) => {
  program
    .command("logs")
    .summary("print a session's output")
    .description(
      "Print the output of the session as it was, byte by byte, what was done in an editor, or an agent's transcript; with --json every event, one a line.",
    )
    .argument("<session>", "id, beginning of an id, or title")
    .option("-f, --follow", "go on with what comes, until the session ends")
    .option("--after <number>", "begin after this event", readCount)
    .action(
      start<{ follow?: true; after?: number }>(async ({ context, options, words: [reference = ""] }) => {
        const [{ getSession, resolveSession }, { printEvents }] = await Promise.all([
          import("../sessions/session-api.ts"),
          import("../sessions/print-events.ts"),
        ]);
        const client = await context.client();
        const session = await resolveSession(client, reference);
        await printEvents({
          ...context,
          client,
          session,
          after: options.after ?? 0,
          follow: options.follow === true,
        });
        return options.follow ? exitCodeOf(await getSession(client, session.id)) : undefined;
      }),
    );
};
