import type { AgentFault, AgentFaultCode } from "@dispatch/protocol/agent/driving";
import type { TurnOutcome } from "@dispatch/protocol/agent/events";
import type { SdkMessage } from "./sdk.ts";

const DETAIL_LIMIT_CHARACTERS = 4000;

/** By the agent's own name of what went wrong. */
const codes: Readonly<Record<string, AgentFaultCode>> = {
  authentication_failed: "signed-out",
  oauth_org_not_allowed: "signed-out",
  account_on_hold: "signed-out",
  verification_required: "signed-out",
  cloud_credential_error: "signed-out",
  billing_error: "out-of-credit",
  rate_limit: "rate-limited",
  overloaded: "overloaded",
  model_not_found: "model-unknown",
};

const byStatus = (status: number | null | undefined): AgentFaultCode | undefined => {
  if (status === 401 || status === 403) return "signed-out";
  if (status === 402) return "out-of-credit";
  if (status === 404) return "model-unknown";
  if (status === 429) return "rate-limited";
  if (status && status >= 500) return "overloaded";
  return undefined;
};

/** Trying again changes nothing. */
export function isHopeless({ error, error_status: status }: SdkMessage): boolean {
  return byStatus(status) === "signed-out" || codes[error ?? ""] === "signed-out";
}

export const refusedCredentials: AgentFault = {
  code: "signed-out",
  detail: "The provider refused the credentials.",
};

export function retryText({ error_status: status, attempt, max_retries: most }: SdkMessage): string {
  const tries = attempt && most ? ` Trying again, ${attempt} of ${most}.` : " Trying again.";
  if (status === 429) return `The provider limits how much may be asked.${tries}`;
  if (status === 529) return `The provider is overloaded.${tries}`;
  if (status) return `The provider failed (${status}).${tries}`;
  return `The connection to the provider broke.${tries}`;
}

type Known = {
  /** What the agent itself called the last failure. */
  readonly error: string | undefined;
  readonly wasRefused: boolean;
  readonly wasInterrupted: boolean;
  readonly retryAfterMs: number | undefined;
};

/** What became of a turn. Failures of the provider come as successes that are errors. */
export function judge(result: SdkMessage, known: Known): { outcome: TurnOutcome; fault?: AgentFault } {
  const { terminal_reason: reason, subtype = "", api_error_status: status } = result;
  const detail = (result.result || result.errors?.join("\n") || "").slice(0, DETAIL_LIMIT_CHARACTERS);
  if (reason?.startsWith("aborted") || (known.wasInterrupted && subtype === "error_during_execution"))
    return { outcome: "interrupted" };
  if (known.wasRefused || result.stop_reason === "refusal")
    return {
      outcome: "refused",
      fault: { code: "refused", detail: detail || "The model refused to answer." },
    };
  if (known.error === "max_output_tokens" || reason === "max_turns" || subtype === "error_max_turns")
    return { outcome: "cut_short" };
  if (reason === "budget_exhausted" || subtype === "error_max_budget_usd") return { outcome: "cut_short" };
  if (!result.is_error) return { outcome: "completed" };
  const code = reason === "prompt_too_long" ? "context-full" : codeOf(known.error, status, detail);
  return {
    outcome: "failed",
    fault: {
      code,
      detail: code === "signed-out" && /\/login/.test(detail) ? "Claude is not signed in." : detail,
      ...(code === "rate-limited" &&
        known.retryAfterMs !== undefined && { retryAfterMs: known.retryAfterMs }),
    },
  };
}

function codeOf(
  error: string | undefined,
  status: number | null | undefined,
  detail: string,
): AgentFaultCode {
  const known = codes[error ?? ""] ?? byStatus(status);
  if (known) return known;
  if (/no conversation found/i.test(detail)) return "conversation-lost";
  if (error === "server_error" || /connection|ECONN|ENOTFOUND|timed? ?out/i.test(detail))
    return "unreachable";
  return "agent-failed";
}
