import type { Session } from "@dispatch/protocol/session";
import type { Register } from "../program.ts";
import { sessionLine } from "../sessions/session-text.ts";

export const registerResume: Register = (program, start) => {
  program
    .command("resume")
    .summary("start a new shell in an ended session")
    .description("Start a new shell under the same id, below the old output.")
    .argument("<session>", "id, beginning of an id, or title")
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveSession(client, reference);
        const session = dataOf(
          await client.POST("/api/sessions/{id}/resume", { params: { path: { id } } }),
        ) as Session;
        context.print(session, sessionLine(session));
      }),
    );
};
