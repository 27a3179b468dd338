import type { AgentFault } from "@dispatch/protocol/agent/driving";
import { AgentFailure } from "../agent-failure.ts";
import { codeByWords } from "../fault-words.ts";
import { RpcError } from "./connection.ts";
import { isRecord } from "../tool-shape.ts";

const DETAIL_LIMIT_CHARACTERS = 2000;
/** The protocol's own word for "sign in first". */
const AUTH_REQUIRED = -32000;

/** The agent stopped at a limit of length, and says so as a failure. */
export const isCutShort = (error: Error) => /output token (maximum|limit)|max_tokens/i.test(detailOf(error));

export function faultOf(error: Error): AgentFault {
  if (error instanceof AgentFailure) return error.fault;
  const detail = detailOf(error).slice(0, DETAIL_LIMIT_CHARACTERS);
  if (error instanceof RpcError && error.code === AUTH_REQUIRED)
    return { code: "signed-out", detail: `The agent has no credentials that its provider takes: ${detail}.` };
  const code = codeByWords(detail) ?? "agent-failed";
  return { code, detail };
}

/** The message of a JSON-RPC error is often only its class; what happened lies in its data. */
function detailOf(error: Error): string {
  if (!(error instanceof RpcError)) return error.message;
  const { data, message } = error;
  const more = isRecord(data) ? (data["details"] ?? data["message"] ?? data["error"]) : data;
  return typeof more === "string" && !message.includes(more) ? `${message}: ${more}` : message;
}
