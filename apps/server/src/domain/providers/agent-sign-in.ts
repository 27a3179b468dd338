import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { AgentSignInFault, ProviderId } from "@dispatch/protocol/providers";
import type { Attendants } from "../attendants.ts";
import type { ProviderKeys } from "./provider-keys.ts";
import type { ProviderService } from "./provider.service.ts";

export type SignInLimits = { readonly url: number; readonly code: number; readonly token: number };

/** A page opens slowly on a small machine; a person has to find their password; a vendor answers soon or not at all. */
const LIMITS_MS: SignInLimits = { url: 60_000, code: 10 * 60_000, token: 60_000 };

type Needs = {
  readonly providers: Pick<ProviderService, "signInProgram">;
  readonly keys: Pick<ProviderKeys, "put">;
  readonly attendants: Pick<Attendants, "ask">;
  /** A folder of this person's in which it can run. */
  readonly folderFor: (ownerId: UserId) => string;
  readonly limitsMs?: SignInLimits | undefined;
};

/** What somebody who signs in is told. */
export type SignInEvents = {
  readonly onUrl: (url: string) => void;
  readonly onComplete: () => Promise<void>;
  readonly onFault: (fault: AgentSignInFault, detail: string) => void;
};

export type RunningSignIn = {
  /** Hands over what the page showed. */
  code(text: string): void;
  /** Ends it without a word. */
  cancel(): void;
  readonly done: Promise<void>;
};

/**
 * Signs people in at an agent's vendor: its own program runs on the person's side of the isolation, shows a page to visit, and
 * is given the code that is shown there. The token it answers with becomes the person's key, and is told to nobody.
 */
export class AgentSignIn {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  begin(ownerId: UserId, provider: ProviderId, events: SignInEvents): RunningSignIn {
    const end = new AbortController();
    const given = Promise.withResolvers<string>();
    const done = this.#run({
      ownerId,
      provider,
      onUrl: events.onUrl,
      signal: end.signal,
      code: given.promise,
    }).then(
      () => events.onComplete(),
      (error: unknown) => {
        if (end.signal.aborted) return;
        const { fault, detail } = faultOf(error);
        events.onFault(fault, detail);
        if (!(error instanceof Problem)) throw error;
      },
    );
    return { code: given.resolve, cancel: () => end.abort(), done };
  }

  async #run(wish: {
    ownerId: UserId;
    provider: ProviderId;
    onUrl: (url: string) => void;
    signal: AbortSignal;
    code: Promise<string>;
  }): Promise<void> {
    const { providers, keys, attendants, folderFor, limitsMs = LIMITS_MS } = this.#needs;
    const { ownerId, provider, onUrl, signal, code } = wish;
    const { command, env, shown } = await providers.signInProgram(ownerId, provider);
    const place = { ownerId, folder: folderFor(ownerId), shown, isOnline: true };
    const { token } = await attendants.ask(
      place,
      "agent.sign-in",
      { command, env, limitsMs },
      { signal, upload: lineOf(code, signal), onNote: ({ url }) => onUrl(url) },
    );
    signal.throwIfAborted();
    await keys.put(ownerId, provider, { key: token });
  }
}

async function* lineOf(code: Promise<string>, signal: AbortSignal) {
  const aborted = new Promise<undefined>((resolve) =>
    signal.addEventListener("abort", () => resolve(undefined), { once: true }),
  );
  const text = await Promise.race([code, aborted]);
  if (text !== undefined) yield Buffer.from(`${text}\n`);
}

function faultOf(error: unknown): { fault: AgentSignInFault; detail: string } {
  if (!(error instanceof Problem))
    return { fault: "failed", detail: "The sign-in could not be done. The server's log tells more." };
  const { code, data, message } = error as Problem;
  if (code === "agent-not-ready") return { fault: "not-installed", detail: message };
  if (code === "agent-sign-in-failed")
    return { fault: (data as { reason: AgentSignInFault }).reason, detail: message };
  return { fault: "failed", detail: message };
}
