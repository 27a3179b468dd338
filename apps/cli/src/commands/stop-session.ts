import type { Session } from "@dispatch/protocol/session";
import type { Register } from "../program.ts";
import { sessionLine } from "../sessions/session-text.ts";

export const registerStopSession: Register = (program, start) => {
  program
    .command("stop-session")
    .summary("end a session's processes, keep its history")
    .description("End the session and every process in it. Its history stays.")
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
          await client.POST("/api/sessions/{id}/stop", { params: { path: { id } } }),
        ) as Session;
        context.print(session, sessionLine(session));
      }),
    );
};
