import type { AgentFault, AgentFaultCode } from "@dispatch/protocol/agent/driving";
import type { TurnOutcome } from "@dispatch/protocol/agent/events";
import { codeByWords } from "../fault-words.ts";
import type { Failure } from "./wire.ts";

export type TurnEnd = { readonly outcome: TurnOutcome; readonly fault?: AgentFault };

const DETAIL_LIMIT_CHARACTERS = 2000;

const byName: Readonly<Record<string, AgentFaultCode>> = {
  ProviderAuthError: "signed-out",
  ContextOverflowError: "context-full",
  ContentFilterError: "refused",
};

const byStatus: Readonly<Record<number, AgentFaultCode>> = {
  401: "signed-out",
  402: "out-of-credit",
  403: "signed-out",
  404: "model-unknown",
  429: "rate-limited",
  500: "overloaded",
  502: "overloaded",
  503: "overloaded",
  529: "overloaded",
};

/** How a turn ends that this happened in. */
export function endBy(failure: Failure): TurnEnd {
  if (failure.name === "MessageAbortedError") return { outcome: "interrupted" };
  if (failure.name === "MessageOutputLengthError") return { outcome: "cut_short" };
  const fault = faultOf(failure);
  return { outcome: fault.code === "refused" ? "refused" : "failed", fault };
}

function faultOf({ name, data: { message = "", statusCode, responseHeaders } }: Failure): AgentFault {
  const said = codeByWords(message);
  // A length is refused as a bad request; the words know better than the number.
  const code = said === "context-full" ? said : (byName[name] ?? byStatus[statusCode ?? 0] ?? said);
  const after = Number(responseHeaders?.["retry-after"]);
  return {
    code: code ?? "agent-failed",
    detail: detailOf(code, message || name).slice(0, DETAIL_LIMIT_CHARACTERS),
    ...(Number.isFinite(after) ? { retryAfterMs: after * 1000 } : {}),
  };
}

const detailOf = (code: AgentFaultCode | undefined, message: string) =>
  code === "signed-out" ? `The provider refused the credentials: ${message}` : message;
