import type { Register } from "../program.ts";

export const registerRemove: Register = (program, start) => {
  program
    .command("rm")
    .summary("delete a session and its history")
    .description("Delete sessions with their whole history. A live one is ended first.")
    .argument("<session...>", "id, beginning of an id, or title")
    .action(
      start(async ({ context, words }) => {
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        // Every name is looked up before anything is deleted: a wrong one deletes nothing.
        const ids = new Set<string>();
        for (const reference of words) ids.add((await resolveSession(client, reference)).id);
        for (const id of ids) {
          dataOf(await client.DELETE("/api/sessions/{id}", { params: { path: { id } } }));
          context.print({ id, removed: true }, `${id}  removed`);
        }
      }),
    );
};
