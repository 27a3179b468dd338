import type { SessionScreen } from "@dispatch/protocol/session";
import type { Register } from "../program.ts";

export const registerScreen: Register = (program, start) => {
  program
    .command("screen")
    .summary("print a terminal's current screen")
    .description(
      "Print what the terminal shows now, as plain text; --json adds cursor, size, title and a restoring sequence.",
    )
    .argument("<session>", "id, beginning of an id, or title")
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveSession(client, reference);
        const screen: SessionScreen = dataOf(
          await client.GET("/api/sessions/{id}/screen", { params: { path: { id } } }),
        );
        context.print(screen, screen.text);
      }),
    );
};
