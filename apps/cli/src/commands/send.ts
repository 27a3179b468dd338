import { usageFailure } from "../failure.ts";
import type { Register } from "../program.ts";

export const registerSend: Register = (program, start) => {
  program
    .command("send")
    .summary("type into a session")
    .description(
      "Type text into the session: the words, or what comes from stdin. Returns when the process was handed it.",
    )
    .argument("<session>", "id, beginning of an id, or title")
    .argument("[text...]", "joined by spaces; without it stdin is sent")
    .option("-e, --enter", "press Enter afterwards")
    .action(
      start<{ enter?: true }>(async ({ context, options, words: [reference = "", ...text] }) => {
        if (text.length === 0 && context.stdin.isTTY && !options.enter) {
          throw usageFailure("There is nothing to send", "Give the text, or pipe it in");
        }
        const [{ resolveSession }, { sendInput }] = await Promise.all([
          import("../sessions/session-api.ts"),
          import("../sessions/send-input.ts"),
        ]);
        const client = await context.client();
        const session = await resolveSession(client, reference);
        const source = text.length > 0 ? [text.join(" ")] : context.stdin.isTTY ? [] : context.stdin;
        const bytes = await sendInput({ client, session, source, enter: options.enter === true });
        context.print({ id: session.id, bytes }, "");
      }),
    );
};
