import type { AgentFault, AgentFaultCode } from "@dispatch/protocol/agent/driving";
import { AgentFailure } from "../agent-failure.ts";
import { RpcError } from "./connection.ts";
import { isRecord } from "./tool-shape.ts";

const DETAIL_LIMIT_CHARACTERS = 2000;
/** The protocol's own word for "sign in first". */
const AUTH_REQUIRED = -32000;

/** Agents pass on what their provider said as text; the first row that fits says what it is. */
const signs: readonly (readonly [AgentFaultCode, RegExp])[] = [
  ["out-of-credit", /credit balance|insufficient_quota|out of credit|billing|payment required|\b402\b/i],
  ["context-full", /prompt is too long|context (length|window)|maximum context|too many tokens/i],
  ["rate-limited", /rate.?limit|too many requests|usage limit|quota|\b429\b/i],
  ["overloaded", /overloaded|service unavailable|over capacity|\b(503|529)\b/i],
  [
    "signed-out",
    /unauthorized|unauthenticated|authentication|invalid (x-)?api.?key|api key not valid|log ?in|sign ?in|\b401\b/i,
  ],
  [
    "model-unknown",
    /model.{0,60}(not found|not exist|unknown|not supported|invalid)|(unknown|invalid) model/i,
  ],
  [
    "unreachable",
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|fetch failed|network error|connection (error|refused)|socket hang up/i,
  ],
  ["refused", /usage policy|safety|content policy/i],
];

/** The agent stopped at a limit of length, and says so as a failure. */
export const isCutShort = (error: Error) => /output token (maximum|limit)|max_tokens/i.test(detailOf(error));

export function faultOf(error: Error): AgentFault {
  if (error instanceof AgentFailure) return error.fault;
  const detail = detailOf(error).slice(0, DETAIL_LIMIT_CHARACTERS);
  if (error instanceof RpcError && error.code === AUTH_REQUIRED)
    return { code: "signed-out", detail: `The agent has no credentials that its provider takes: ${detail}.` };
  const code = signs.find(([, sign]) => sign.test(detail))?.[0] ?? "agent-failed";
  return { code, detail };
}

/** The message of a JSON-RPC error is often only its class; what happened lies in its data. */
function detailOf(error: Error): string {
  if (!(error instanceof RpcError)) return error.message;
  const { data, message } = error;
  const more = isRecord(data) ? (data["details"] ?? data["message"] ?? data["error"]) : data;
  return typeof more === "string" && !message.includes(more) ? `${message}: ${more}` : message;
}
