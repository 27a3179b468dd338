import { Option } from "commander";
import type { Client } from "@dispatch/client";
import type { MessageDelivery, Session } from "@dispatch/protocol/session";
import type { Context } from "../context.ts";
import { type ExitCode, usageFailure } from "../failure.ts";
import type { Register } from "../program.ts";

type Options = {
  readonly enter?: true;
  readonly queue?: true;
  readonly steer?: true;
  readonly follow?: true;
};

export const registerSend: Register = (program, start) => {
  program
    .command("send")
    .summary("type into a session, or say something to an agent")
    .description(
      "Type text into the session, or say it to its agent: the words, or what comes from stdin. Returns when the process was handed it.",
    )
    .argument("<session>", "id, beginning of an id, or title")
    .argument("[text...]", "joined by spaces; without it, or with - for an agent, stdin is sent")
    .option("-e, --enter", "press Enter afterwards (terminals)")
    .addOption(new Option("--queue", "an agent hears it when its turn has ended").conflicts("steer"))
    .option("--steer", "an agent hears it while it works, where it can")
    .option("-f, --follow", "follow the agent until it has answered; exit code 6 when it did not complete")
    .action(
      start<Options>(async ({ context, options, words: [reference = "", ...text] }) => {
        const { resolveSession } = await import("../sessions/session-api.ts");
        const client = await context.client();
        const session = await resolveSession(client, reference);
        const send = session.capabilities.messages ? say : type;
        return send({ context, client, session, options, text });
      }),
    );
};

type Sending = {
  readonly context: Context;
  readonly client: Client;
  readonly session: Session;
  readonly options: Options;
  readonly text: readonly string[];
};

async function type({ context, client, session, options, text }: Sending): Promise<void> {
  if (options.queue || options.steer || options.follow)
    throw usageFailure("--queue, --steer and --follow are for agents", "Leave them out");
  if (text.length === 0 && context.stdin.isTTY && !options.enter)
    throw usageFailure("There is nothing to send", "Give the text, or pipe it in");
  const { sendInput } = await import("../sessions/send-input.ts");
  const source = text.length > 0 ? [text.join(" ")] : context.stdin.isTTY ? [] : context.stdin;
  const bytes = await sendInput({ client, session, source, enter: options.enter === true });
  context.print({ id: session.id, bytes }, "");
}

async function say({ context, client, session, options, text }: Sending): Promise<ExitCode | void> {
  if (options.enter) throw usageFailure("--enter is for terminals", "Leave it out");
  const [{ readMessage, sendMessage }, { exitCodeOfEnd, followAgent, untilAnswered }] = await Promise.all([
    import("../agent-sessions/agent-session-api.ts"),
    import("../agent-sessions/follow-agent.ts"),
  ]);
  const message = await readMessage(context, text);
  const delivery: MessageDelivery | undefined = options.queue ? "queue" : options.steer ? "steer" : undefined;
  const { id, lastSeq: after } = session;
  const sent = await sendMessage(client, id, { text: message, delivery });
  if (!options.follow) return context.print({ id, ...sent }, sent.state === "queued" ? "queued" : "");
  const isOwn = (said: string) => said === message;
  const until = untilAnswered(sent.messageId);
  return exitCodeOfEnd(await followAgent({ ...context, client, id, after, until, isOwn }));
}
