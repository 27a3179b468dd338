import type { ProblemBody } from "@dispatch/protocol/problems";
import type { AgentSignInFault } from "@dispatch/protocol/providers";
import type { Credential } from "../credential.ts";
import { ConnectionError, RequestProblem } from "../problem.ts";
import { Connection } from "./connection.ts";

/** Why a sign-in to an agent came to nothing. */
export class SignInRefused extends Error {
  override readonly name = "SignInRefused";
  readonly code: AgentSignInFault;

  constructor(code: AgentSignInFault, message: string) {
    super(message);
    this.code = code;
  }
}

export type ClaudeSignInOptions = {
  /** Shows somebody the page to sign in at, and gives the code that they were shown there. */
  readonly askCode: (url: string) => Promise<string>;
  readonly signal?: AbortSignal;
};

/** Signs in to Claude by its own page. Resolves when the server has kept what came of it as the caller's key. */
export async function signInToClaude(
  server: { readonly baseUrl: string; readonly credential: Credential },
  { askCode, signal }: ClaudeSignInOptions,
): Promise<void> {
  const settled = Promise.withResolvers<void>();
  let hasBegun = false;
  const refuse = (problem: ProblemBody) => settled.reject(new RequestProblem(problem));
  const begin = () => {
    hasBegun = true;
    connection.call("claude.auth.start", {}, (answer) => answer && !answer.ok && refuse(answer.problem));
  };
  const answer = async (url: string) => {
    const code = await askCode(url);
    connection.call("claude.auth.code", { code }, (taken) => taken && !taken.ok && refuse(taken.problem));
  };
  const connection: Connection = new Connection({
    ...server,
    tuning: {},
    onState: (state) => {
      if (state === "online") return void queueMicrotask(begin);
      if (state === "refused" && connection.problem) return refuse(connection.problem);
      // It ends with its connection: a new one would begin with another page.
      if (hasBegun) settled.reject(new ConnectionError("The connection was lost; begin the sign-in again"));
    },
    onLatency: () => undefined,
    onEvent: {
      "claude.auth.url": ({ url }) => void answer(url).catch(settled.reject),
      "claude.auth.complete": () => settled.resolve(),
      "claude.auth.error": ({ code, error }) => settled.reject(new SignInRefused(code, error)),
    },
  });
  const cancel = () => settled.reject(signal?.reason as Error);
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    await settled.promise;
  } finally {
    signal?.removeEventListener("abort", cancel);
    hasBegun = false;
    connection.close();
  }
}
