import type { Misfortune } from "./wire.ts";

const codes: Readonly<Record<string, string>> = {
  overloaded: "server_is_overloaded",
  "too-long": "context_length_exceeded",
  unauthenticated: "invalid_api_key",
  "not-found": "model_not_found",
  "rate-limit": "rate_limit_exceeded",
  server: "server_error",
};

/** What both formats of OpenAI tell of a fault. */
export function openAiProblem({ name, status, message }: Misfortune) {
  const type = status < 500 ? "invalid_request_error" : "server_error";
  return { error: { message, type, param: null, code: codes[name] ?? null } };
}
