import type { AgentSignInFault } from "@dispatch/protocol/providers";
import { SignInRefused } from "@dispatch/client/live/claude-sign-in";
import { failureOf } from "#lib/api/failure.ts";
import { strings } from "#lib/strings.ts";

export type SignInStep =
  | { readonly at: "opening" }
  | { readonly at: "page"; readonly url: string }
  | { readonly at: "checking" }
  | { readonly at: "done" }
  | { readonly at: "failed"; readonly detail: string };

type Server = (askCode: (url: string) => Promise<string>, signal: AbortSignal) => Promise<void>;

/** Signing in to Claude with its own page: it is opened elsewhere, and the code that it shows is brought back here. */
export class ClaudeSignIn implements Disposable {
  readonly #server: Server;
  #end = new AbortController();
  #give: ((code: string) => void) | undefined;
  step = $state.raw<SignInStep>({ at: "opening" });

  constructor(server: Server) {
    this.#server = server;
  }

  /** Begins, or begins anew with another page. */
  begin = async () => {
    this.#end.abort();
    const end = (this.#end = new AbortController());
    const isMine = () => this.#end === end && !end.signal.aborted;
    this.step = { at: "opening" };
    try {
      await this.#server(
        (url) =>
          new Promise((resolve) => {
            this.#give = resolve;
            if (isMine()) this.step = { at: "page", url };
          }),
        end.signal,
      );
      if (isMine()) this.step = { at: "done" };
    } catch (error) {
      if (isMine()) this.step = { at: "failed", detail: detailOf(error) };
    }
  };

  give = (code: string) => {
    this.step = { at: "checking" };
    this.#give?.(code);
  };

  [Symbol.dispose]() {
    this.#end.abort();
  }
}

function detailOf(error: unknown): string {
  if (!(error instanceof SignInRefused)) return failureOf(error).detail;
  const known: Partial<Record<AgentSignInFault, string>> = strings.agentProviders.signIn.faults;
  return known[error.code] ?? error.message;
}
