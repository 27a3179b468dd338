import type { EventJson, SessionEvent } from "@dispatch/protocol/events";

/** An event as JSON carries it: bytes as base64, said by `encoding`. */
export function toEventJson(runId: string, event: SessionEvent): EventJson {
  if (event.channel !== "terminal:output") return { runId, ...event };
  const { seq, at, channel, payload } = event;
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  return { runId, seq, at, channel, encoding: "base64", payload: bytes.toString("base64") };
}
