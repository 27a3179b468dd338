import { Buffer } from "node:buffer";
import type { EventJson, SessionEvent } from "@dispatch/protocol/events";

/** An event as JSON carries it: bytes as base64, and marked so. */
export function toEventJson(runId: string, event: SessionEvent): EventJson {
  if (event.channel !== "terminal:output") return { runId, ...event };
  const { seq, at, channel, payload } = event;
  const base64 = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString("base64");
  return { runId, seq, at, channel, encoding: "base64", payload: base64 };
}
