import { Problem } from "@dispatch/protocol/problems";
import type { Caller } from "../../domain/access/caller.ts";
import { type Act, actorOf } from "../../domain/audit/audit.ts";
import type { RunningSignIn } from "../../domain/providers/agent-sign-in.ts";
import type { ApiServices } from "../services.ts";
import type { ClientSocket } from "./attachments.ts";

const PROVIDER = "claude";

type Needs = { readonly socket: ClientSocket; readonly caller: Caller; readonly services: ApiServices };

/** The one sign-in to Claude that a connection may have under way. It ends with the connection. */
export class ClaudeSignIn {
  readonly #needs: Needs;
  #running: RunningSignIn | undefined;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Begins one, in place of one that is under way. */
  start(): void {
    const { socket, caller, services } = this.#needs;
    if (caller.kind !== "person") throw new Problem("forbidden", {});
    this.cancel();
    const running = services.agentSignIn.begin(caller.userId, PROVIDER, {
      onUrl: (url) => this.#running === running && void socket.emit("claude.auth.url", { url }),
      onComplete: async () => {
        await this.#record();
        this.#ended(running);
        socket.emit("claude.auth.complete", {});
      },
      onFault: (code, error) => {
        this.#ended(running);
        socket.emit("claude.auth.error", { code, error });
      },
    });
    this.#running = running;
    running.done.catch((error: unknown) =>
      services.logger.error({ err: error }, "a sign-in to an agent failed"),
    );
  }

  code(text: string): void {
    if (!this.#running) {
      const detail = "No sign-in is under way. Begin one with claude.auth.start.";
      throw new Problem("agent-sign-in-failed", { reason: "failed" }, detail);
    }
    this.#running.code(text);
  }

  cancel(): void {
    this.#running?.cancel();
    this.#running = undefined;
  }

  #ended(running: RunningSignIn): void {
    if (this.#running === running) this.#running = undefined;
  }

  /** The key is another one now, which belongs into the audit log as when it is given by hand. */
  async #record(): Promise<void> {
    const { caller, services } = this.#needs;
    const act: Act = {
      act: "provider-key.put",
      outcome: "done",
      actor: actorOf(caller),
      place: caller.place,
      object: PROVIDER,
      details: { given: ["sign-in"] },
    };
    await services.audit
      .record(act)
      .catch((error: unknown) =>
        services.logger.error({ err: error, act: act.act }, "an act could not be written into the audit log"),
      );
  }
}
