import type { Register } from "../program.ts";

export const registerInterrupt: Register = (program, start) => {
  program
    .command("interrupt")
    .summary("interrupt what runs in a session")
    .description("Interrupt what runs in the session, as Ctrl-C does, or the turn of its agent.")
    .argument("<session>", "id, beginning of an id, or title")
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveSession(client, reference);
        dataOf(await client.POST("/api/sessions/{id}/interrupt", { params: { path: { id } } }));
        context.print({ id, interrupted: true }, `${id}  interrupted`);
      }),
    );
};
