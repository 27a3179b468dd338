import type { Register } from "../program.ts";

export const registerAttach: Register = (program, start) => {
  program
    .command("attach")
    .summary("use a session in this terminal")
    .description(
      "Use the session in this terminal. Ctrl-] then d detaches and leaves it running; Ctrl-] twice sends one. In an agent's session each line is a message, Ctrl-C interrupts it, and Ctrl-D leaves.",
    )
    .argument("<session>", "id, beginning of an id, or title")
    .addHelpText(
      "after",
      "\nWithout a terminal, stdin is typed into the session and its output goes to stdout.",
    )
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ resolveSession }, { attach }] = await Promise.all([
          import("../sessions/session-api.ts"),
          import("../attach/attach.ts"),
        ]);
        const client = await context.client();
        return attach({ ...context, client, session: await resolveSession(client, reference) });
      }),
    );
};
