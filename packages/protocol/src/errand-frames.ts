import { Buffer } from "node:buffer";
import { FrameReader } from "./link-frames.ts";

/**
 * What server and attendant say to each other over one pipe: `u32 length | u8 type | u32 errand | body`, big-endian,
 * where `length` counts all that follows it. Errands are numbered by the server and run side by side.
 */
export const errandFrame = {
  /** server: begin this; JSON of `ErrandAsk`. */
  ask: 1,
  /** either way: bytes of the errand; none at all, from the server, say that there are no more. */
  bytes: 2,
  /** server: nobody waits for it any more. */
  cancel: 3,
  /** either way: so many more bytes may be sent; a u32. */
  room: 4,
  /** attendant: it is done; JSON of its result. */
  done: 5,
  /** attendant: it could not be done; JSON of `ErrandFailure`. */
  failed: 6,
  /** attendant: JSON of a note. */
  note: 7,
  /** attendant: ssh asks its agent; `u32 number | message`. */
  agentAsk: 8,
  /** server: what the agent answers; `u32 number | message`. */
  agentAnswer: 9,
} as const;
export type ErrandFrameType = (typeof errandFrame)[keyof typeof errandFrame];

/** Bytes of one errand that may be on their way in one direction before the other side gives room for more. */
export const ERRAND_WINDOW_BYTES = 1024 * 1024;
/** Bytes are sent in pieces of at most so many: between two of them others get their turn. */
export const ERRAND_PIECE_BYTES = 64 * 1024;

export type ErrandAsk = {
  readonly errand: string;
  readonly params: unknown;
  /** For git's questions after a name and a password. */
  readonly password?: { readonly user: string; readonly password: string };
};
export type ErrandFailure = { readonly code: string; readonly data: unknown; readonly detail: string };

export type ErrandFrame = {
  readonly type: ErrandFrameType;
  readonly errand: number;
  /** A view of what was read, valid as long as the caller keeps it. */
  readonly body: Buffer;
};

const HEAD_BYTES = 9;

export function errandHead(type: ErrandFrameType, errand: number, bodyBytes: number): Buffer {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32BE(HEAD_BYTES - 4 + bodyBytes, 0);
  head[4] = type;
  head.writeUInt32BE(errand, 5);
  return head;
}

export function errandBytes(type: ErrandFrameType, errand: number, body: Uint8Array): Buffer {
  return Buffer.concat([errandHead(type, errand, body.length), body]);
}

export const errandJson = (type: ErrandFrameType, errand: number, value: unknown): Buffer =>
  errandBytes(type, errand, Buffer.from(JSON.stringify(value)));

export function errandRoom(errand: number, bytes: number): Buffer {
  const body = Buffer.allocUnsafe(4);
  body.writeUInt32BE(bytes, 0);
  return errandBytes(errandFrame.room, errand, body);
}

export const errandReader = () =>
  new FrameReader<ErrandFrame>((frame) => ({
    type: frame.readUInt8(0) as ErrandFrameType,
    errand: frame.readUInt32BE(1),
    body: frame.subarray(5),
  }));
