import { Buffer } from "node:buffer";
import { FRAME_LIMIT_BYTES, type InputResult, type ItemKind } from "./link.ts";

/** Frame types. Those that begin a line of JSON carry one value of `link.ts`; the hot ones are binary. */
export const frameType = {
  hello: 1,
  welcome: 2,
  refused: 3,
  item: 4,
  ack: 5,
  call: 6,
  reply: 7,
  input: 8,
  inputDone: 9,
  ping: 10,
  pong: 11,
  pipe: 12,
  pageUsed: 13,
} as const;

type JsonFrameName = "hello" | "welcome" | "refused" | "call" | "reply";

export type Frame =
  | { readonly type: JsonFrameName; readonly value: unknown }
  /** runner to server: `offset` is where `body` begins in the session's outbox. */
  | {
      readonly type: "item";
      readonly sessionId: string;
      readonly launch: number;
      readonly offset: number;
      readonly kind: ItemKind;
      readonly body: Buffer;
    }
  /** server to runner: everything below `offset` is committed. */
  | { readonly type: "ack"; readonly sessionId: string; readonly offset: number }
  /** server to runner: a repeated `key` is applied once. An empty key is never remembered. */
  | {
      readonly type: "input";
      readonly sessionId: string;
      readonly number: number;
      readonly key: string;
      readonly body: Buffer;
    }
  | { readonly type: "inputDone"; readonly number: number; readonly result: InputResult }
  /** either way: bytes between the server and an attendant; none at all, from the runner, are the end of it. */
  | { readonly type: "pipe"; readonly pipe: number; readonly body: Buffer }
  | { readonly type: "ping" }
  | { readonly type: "pong" }
  /** server to runner: somebody typed, pointed or scrolled in a page. Only for a runner of the server's own build. */
  | { readonly type: "pageUsed" };

const jsonName = new Map<number, JsonFrameName>([
  [frameType.hello, "hello"],
  [frameType.welcome, "welcome"],
  [frameType.refused, "refused"],
  [frameType.call, "call"],
  [frameType.reply, "reply"],
]);

/** Head of a frame whose body follows in a second buffer, so that large bodies are never copied. */
function head(type: number, fieldBytes: number, bodyBytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(5 + fieldBytes);
  buffer.writeUInt32BE(1 + fieldBytes + bodyBytes, 0);
  buffer[4] = type;
  return buffer;
}

function writeShortText(buffer: Buffer, text: string, at: number): number {
  const written = buffer.write(text, at + 1, "latin1");
  buffer[at] = written;
  return at + 1 + written;
}

export function jsonFrame(type: JsonFrameName, value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  return Buffer.concat([head(frameType[type], 0, body.length), body]);
}

export const pingFrame = () => head(frameType.ping, 0, 0);
export const pongFrame = () => head(frameType.pong, 0, 0);
export const pageUsedFrame = () => head(frameType.pageUsed, 0, 0);

/** Offsets are u64 on the wire; two u32 halves keep BigInt out of the hot path. */
function writeOffset(buffer: Buffer, offset: number, at: number): number {
  buffer.writeUInt32BE(Math.floor(offset / 2 ** 32), at);
  buffer.writeUInt32BE(offset >>> 0, at + 4);
  return at + 8;
}
const readOffset = (buffer: Buffer, at: number) =>
  buffer.readUInt32BE(at) * 2 ** 32 + buffer.readUInt32BE(at + 4);

/** The head of an item; the caller writes `body` right behind it. */
export function itemHead(item: {
  sessionId: string;
  launch: number;
  offset: number;
  kind: ItemKind;
  bodyBytes: number;
}): Buffer {
  const buffer = head(frameType.item, 1 + item.sessionId.length + 4 + 8 + 1, item.bodyBytes);
  let at = writeShortText(buffer, item.sessionId, 5);
  at = buffer.writeUInt32BE(item.launch, at);
  at = writeOffset(buffer, item.offset, at);
  buffer[at] = item.kind;
  return buffer;
}

export function ackFrame(sessionId: string, offset: number): Buffer {
  const buffer = head(frameType.ack, 1 + sessionId.length + 8, 0);
  writeOffset(buffer, offset, writeShortText(buffer, sessionId, 5));
  return buffer;
}

export function inputFrame(input: {
  sessionId: string;
  number: number;
  key: string;
  body: Uint8Array;
}): Buffer {
  const buffer = head(
    frameType.input,
    1 + input.sessionId.length + 4 + 1 + input.key.length,
    input.body.length,
  );
  let at = writeShortText(buffer, input.sessionId, 5);
  at = buffer.writeUInt32BE(input.number, at);
  writeShortText(buffer, input.key, at);
  return Buffer.concat([buffer, input.body]);
}

export function inputDoneFrame(number: number, result: InputResult): Buffer {
  const buffer = head(frameType.inputDone, 5, 0);
  buffer.writeUInt32BE(number, 5);
  buffer[9] = result;
  return buffer;
}

/** The head of a frame with bytes of a pipe; the caller writes them right behind it. */
export function pipeHead(pipe: number, bodyBytes: number): Buffer {
  const buffer = head(frameType.pipe, 4, bodyBytes);
  buffer.writeUInt32BE(pipe, 5);
  return buffer;
}

/** Bytes that cannot be a frame: the connection is of no use any more. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

function readShortText(frame: Buffer, at: number): [string, number] {
  const length = frame.readUInt8(at);
  return [frame.toString("latin1", at + 1, at + 1 + length), at + 1 + length];
}

/** One frame without its length prefix. Bodies are views of `frame`, valid as long as the caller keeps it. */
function parse(frame: Buffer): Frame {
  const type = frame.readUInt8(0);
  const name = jsonName.get(type);
  if (name) return { type: name, value: JSON.parse(frame.toString("utf8", 1)) };
  switch (type) {
    case frameType.item: {
      const [sessionId, at] = readShortText(frame, 1);
      const kind = frame.readUInt8(at + 12) as ItemKind;
      return {
        type: "item",
        sessionId,
        launch: frame.readUInt32BE(at),
        offset: readOffset(frame, at + 4),
        kind,
        body: frame.subarray(at + 13),
      };
    }
    case frameType.ack: {
      const [sessionId, at] = readShortText(frame, 1);
      return { type: "ack", sessionId, offset: readOffset(frame, at) };
    }
    case frameType.input: {
      const [sessionId, at] = readShortText(frame, 1);
      const [key, bodyAt] = readShortText(frame, at + 4);
      return { type: "input", sessionId, number: frame.readUInt32BE(at), key, body: frame.subarray(bodyAt) };
    }
    case frameType.inputDone:
      return { type: "inputDone", number: frame.readUInt32BE(1), result: frame.readUInt8(5) as InputResult };
    case frameType.pipe:
      return { type: "pipe", pipe: frame.readUInt32BE(1), body: frame.subarray(5) };
    case frameType.ping:
      return { type: "ping" };
    case frameType.pong:
      return { type: "pong" };
    case frameType.pageUsed:
      return { type: "pageUsed" };
    default:
      throw new FrameError(`unknown frame type ${type}`);
  }
}

/** A frame of which some bytes are here: its length first, then as much of it as has come. */
type PartialFrame = { readonly frame: Buffer; filled: number };

/** Cuts a byte stream into frames. Feed it every chunk in order; it throws `FrameError` on garbage. */
export class FrameReader<F = Frame> {
  readonly #parse: (frame: Buffer) => F;
  readonly #length = Buffer.alloc(4);
  #lengthFilled = 0;
  #partial: PartialFrame | undefined;

  /** `parse` reads one frame without its length. */
  constructor(parse: (frame: Buffer) => F) {
    this.#parse = parse;
  }

  /** The frames that are complete with this chunk. Whole ones are views of it; only one that is cut is put together. */
  push(chunk: Buffer): F[] {
    const frames: F[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#partial) {
        at += this.#fill(this.#partial, chunk, at);
        if (this.#partial.filled < this.#partial.frame.length) break;
        frames.push(this.#read(this.#partial.frame));
        this.#partial = undefined;
        continue;
      }
      const copied = chunk.copy(this.#length, this.#lengthFilled, at, at + 4 - this.#lengthFilled);
      at += copied;
      this.#lengthFilled += copied;
      if (this.#lengthFilled < 4) break;
      this.#lengthFilled = 0;
      const length = this.#length.readUInt32BE(0);
      if (length === 0 || length > FRAME_LIMIT_BYTES) throw new FrameError(`a frame of ${length} bytes`);
      if (chunk.length - at >= length) {
        frames.push(this.#read(chunk.subarray(at, at + length)));
        at += length;
      } else {
        this.#partial = { frame: Buffer.allocUnsafeSlow(length), filled: 0 };
      }
    }
    return frames;
  }

  #fill(partial: PartialFrame, chunk: Buffer, at: number): number {
    const copied = chunk.copy(partial.frame, partial.filled, at);
    partial.filled += copied;
    return copied;
  }

  #read(frame: Buffer): F {
    try {
      return this.#parse(frame);
    } catch (error) {
      throw new FrameError("a frame that cannot be read", { cause: error });
    }
  }
}

/** Reads what server and runner say to each other. */
export const linkReader = () => new FrameReader(parse);
