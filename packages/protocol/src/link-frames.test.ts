import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { FRAME_LIMIT_BYTES, inputResult, itemKind } from "./link.ts";
import {
  type Frame,
  FrameError,
  linkReader,
  ackFrame,
  inputDoneFrame,
  inputFrame,
  itemHead,
  jsonFrame,
  pageUsedFrame,
  pingFrame,
  pongFrame,
} from "./link-frames.ts";

const sessionId = "ses_0123456789abcdefghij";
const body = Buffer.from([0, 255, 10, 13, 27]);
/** Beyond 32 bits, where two halves have to fit together. */
const farOffset = 5 * 2 ** 32 + 4_000_000_000;

const bytes = Buffer.concat([
  jsonFrame("hello", { text: "grüße" }),
  itemHead({ sessionId, launch: 3, offset: farOffset, kind: itemKind.output, bodyBytes: body.length }),
  body,
  ackFrame(sessionId, farOffset),
  inputFrame({ sessionId, number: 7, key: "key-1", body }),
  inputFrame({ sessionId, number: 8, key: "", body: Buffer.alloc(0) }),
  inputDoneFrame(7, inputResult.full),
  pingFrame(),
  pongFrame(),
  pageUsedFrame(),
]);

const frames: Frame[] = [
  { type: "hello", value: { text: "grüße" } },
  { type: "item", sessionId, launch: 3, offset: farOffset, kind: itemKind.output, body },
  { type: "ack", sessionId, offset: farOffset },
  { type: "input", sessionId, number: 7, key: "key-1", body },
  { type: "input", sessionId, number: 8, key: "", body: Buffer.alloc(0) },
  { type: "inputDone", number: 7, result: inputResult.full },
  { type: "ping" },
  { type: "pong" },
  { type: "pageUsed" },
];

test("frames come back as they were written, however the stream is cut", () => {
  for (const size of [1, 2, 3, 7, 64, bytes.length]) {
    const reader = linkReader();
    const read: Frame[] = [];
    for (let at = 0; at < bytes.length; at += size) read.push(...reader.push(bytes.subarray(at, at + size)));
    expect(read, `in pieces of ${size}`).toEqual(frames);
  }
});

test("a frame that claims to be larger than the limit ends the connection", () => {
  const huge = Buffer.alloc(5);
  huge.writeUInt32BE(FRAME_LIMIT_BYTES + 1);
  expect(() => linkReader().push(huge)).toThrow(FrameError);
});

test("an empty frame, an unknown type, broken JSON and a body cut short are no frames", () => {
  const cut = Buffer.from([0, 0, 0, 3, 5, 200, 1]); // an ack whose id is longer than the frame
  for (const garbage of [
    Buffer.alloc(4),
    Buffer.from([0, 0, 0, 1, 99]),
    Buffer.from([0, 0, 0, 2, 1, 123]),
    cut,
  ]) {
    expect(() => linkReader().push(garbage)).toThrow(FrameError);
  }
});
