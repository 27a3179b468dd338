import { expect, test } from "vitest";
import { decodeEvent, isKnownChannel } from "./event-json.ts";

test("terminal output becomes the bytes it was, whatever they are", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  const payload = Buffer.from(bytes).toString("base64");
  expect(
    decodeEvent({ runId: "ses_1", seq: 3, at: 9, channel: "terminal:output", encoding: "base64", payload }),
  ).toEqual({
    seq: 3,
    at: 9,
    channel: "terminal:output",
    payload: bytes,
  });
});

test("other payloads stay as they are", () => {
  const event = { seq: 4, at: 9, channel: "terminal:exit", payload: { exitCode: 2 } } as const;
  expect(decodeEvent({ runId: "ses_1", ...event })).toEqual(event);
});

test("a channel of a newer server is not known", () => {
  expect([
    isKnownChannel("terminal:output"),
    isKnownChannel("agent:dream"),
    isKnownChannel("toString"),
  ]).toEqual([true, false, false]);
});
