import { InvalidArgumentError, Option } from "commander";
import { exitCode, Failure } from "../failure.ts";
import type { Register } from "../program.ts";
import { exitCodeOf, sessionLine } from "../sessions/session-text.ts";

type Options = {
  readonly for: "ended" | "idle" | "attention" | "waiting_for_input";
  readonly timeout?: number;
};

export const registerWait: Register = (program, start) => {
  program
    .command("wait")
    .summary("wait until a session has ended, or needs you")
    .description(
      "Wait until the session has the status, or with attention until something of it waits for you. Exit code 6 when it ended other than completed.",
    )
    .argument("<session>", "id, beginning of an id, or title")
    .addOption(
      new Option("--for <status>", "what to wait for")
        .choices(["ended", "idle", "attention", "waiting_for_input"])
        .default("ended"),
    )
    .option("--timeout <seconds>", "give up after so long", readSeconds)
    .action(
      start<Options>(async ({ context, options, words: [reference = ""] }) => {
        const [{ resolveSession }, { waitFor }] = await Promise.all([
          import("../sessions/session-api.ts"),
          import("../sessions/wait-for.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveSession(client, reference);
        const timeout =
          options.timeout === undefined ? undefined : AbortSignal.timeout(options.timeout * 1000);
        const session = await waitFor({
          client,
          id,
          wanted: options.for,
          signal: timeout ? AbortSignal.any([context.signal, timeout]) : context.signal,
        });
        if (session) {
          context.print(session, sessionLine(session));
          return exitCodeOf(session);
        }
        if (context.signal.aborted) return exitCode.interrupted;
        throw new Failure({
          exitCode: exitCode.failed,
          code: "timeout",
          what: `${id} is not ${options.for} after ${options.timeout} s`,
          advice: "Wait longer with --timeout, or look with `dispatch screen`",
        });
      }),
    );
};

function readSeconds(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError("It must be a number of seconds.");
  return Number(text);
}
