import type { AgentFault, AgentFaultCode } from "@dispatch/protocol/agent/driving";

/** What a person can do about it. What happened, the agent has said itself. */
const advice: Record<AgentFaultCode, string> = {
  "signed-out": "Its provider does not accept the key or login. Sign in again, then send the message again.",
  "rate-limited": "Its provider takes no more requests for now. Wait a little, then send the message again.",
  overloaded: "Its provider is overloaded. Send the message again in a few minutes.",
  unreachable: "Its provider could not be reached. Check the network and the base URL, then try again.",
  "context-full": "The conversation is longer than the model can read. Compact it, or begin a new session.",
  refused: "The model will not do this. Put it in another way, or choose another model.",
  "out-of-credit": "There is no credit left with its provider. Add some, then send the message again.",
  "model-unknown": "Its provider has no such model. Choose another one.",
  "conversation-lost": "Resume the session to begin a new conversation below this one.",
  "agent-missing": "The agent's program is not there. Install it again, then resume the session.",
  "agent-died": "The agent's process ended by itself. Resume the session to go on where it was.",
  "agent-failed": "Resume the session to try again.",
};

const LIMIT_CHARACTERS = 600;

/** A sentence of what happened and one of what to do. */
export function faultSentence({ code, detail, retryAfterMs }: AgentFault): string {
  const said = detail.trim().slice(0, LIMIT_CHARACTERS);
  const wait = retryAfterMs === undefined ? "" : ` It asks to wait ${Math.ceil(retryAfterMs / 1000)} s.`;
  return `${said === "" || /[.!?]$/.test(said) ? said : `${said}.`}${wait} ${advice[code]}`.trim();
}
