import type { Client } from "@dispatch/client";
import type { Session } from "@dispatch/protocol/session";
import type { Context } from "../context.ts";
import { exitCode, type ExitCode, Failure } from "../failure.ts";

export type AttachNeeds = Omit<Context, "client"> & { readonly client: Client; readonly session: Session };

/** The session in this terminal; between two pipes where there is none. */
export async function attach(needs: AttachNeeds): Promise<ExitCode> {
  if (needs.session.capabilities.messages)
    return (await import("../agent-sessions/attach-agent.ts")).attachAgent(needs);
  if (!needs.session.capabilities.screen) {
    throw new Failure({
      exitCode: exitCode.refused,
      code: "session-kind-refused",
      what: "This session is no terminal",
      advice: "`dispatch logs -f` follows what is done in it",
    });
  }
  const isTerminal = needs.stdin.isTTY === true && needs.stdout.isTTY === true && !needs.json;
  if (isTerminal) return (await import("./raw-terminal.ts")).attachRaw(needs);
  return (await import("./piped-terminal.ts")).attachPiped(needs);
}
