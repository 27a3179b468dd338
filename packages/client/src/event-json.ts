import type { Channel, EventJson, SessionEvent } from "@dispatch/protocol/events";

/** A channel of the protocol without a row here does not compile. */
const channels: { readonly [C in Channel]: true } = {
  "terminal:output": true,
  "terminal:resize": true,
  "terminal:exit": true,
  "session:status": true,
  "session:error": true,
  "session:typist": true,
  "session:completed": true,
  "session:waiting_for_input": true,
  "session:answered": true,
  "agent:message": true,
  "agent:output": true,
  "agent:tool_use": true,
  "agent:tool_output": true,
  "agent:tool_result": true,
  "agent:plan": true,
  "agent:usage": true,
  "agent:commands": true,
  "agent:mode": true,
  "agent:turn": true,
  "agent:notice": true,
  "agent:snapshot": true,
  "agent:queued": true,
  "agent:unqueued": true,
  "editor:opened": true,
  "editor:changed": true,
  "editor:saved": true,
  "editor:error": true,
  "editor:closed": true,
};

/** A newer server may send channels that this client does not know: they are numbered, and skipped. */
export const isKnownChannel = (channel: string): channel is Channel => Object.hasOwn(channels, channel);

export function bytesOfBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** An event of a JSON page, of SSE or of the jsonl export, with its output as bytes. */
export function decodeEvent(event: EventJson): SessionEvent {
  const { seq, at } = event;
  if (event.channel === "terminal:output") {
    return { seq, at, channel: event.channel, payload: bytesOfBase64(event.payload) };
  }
  return { seq, at, channel: event.channel, payload: event.payload } as SessionEvent;
}
