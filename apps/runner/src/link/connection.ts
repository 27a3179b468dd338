import { connect, type Socket } from "node:net";
import { Buffer } from "node:buffer";
import { linkReader, pongFrame, type Frame } from "@dispatch/protocol/link-frames";
import { reasonOf } from "../log.ts";

/** The server pings every 10 s: after three without one the connection is dead, whatever the kernel believes. */
const SILENCE_LIMIT_MS = 30_000;
/** Below this one copy is cheaper than handing the kernel two pieces. */
const JOIN_BELOW_BYTES = 4 * 1024;
/** So long a frame that nobody waits for may wait for another to leave with. */
const SOON_MS = 1;

export type ConnectionEvents = {
  readonly onOpen: () => void;
  readonly onFrame: (frame: Frame) => void;
  /** There is room again after `isFull`. */
  readonly onDrain: () => void;
  /** Once, also when it was never open. */
  readonly onClose: (reason: string) => void;
};

/** One connection to the server, from the dial to its end: frames in, frames out, silence noticed. */
export class Connection {
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  readonly #reader = linkReader();
  #reason = "closed by the server";
  #soon: Buffer[] = [];
  #soonTimer: NodeJS.Timeout | undefined;

  constructor(socketPath: string, events: ConnectionEvents, silenceLimitMs = SILENCE_LIMIT_MS) {
    this.#events = events;
    this.#socket = connect(socketPath);
    this.#socket.on("connect", events.onOpen);
    this.#socket.on("data", (bytes) => this.#read(bytes));
    this.#socket.on("drain", events.onDrain);
    this.#socket.on("error", (error) => (this.#reason = error.message));
    const silence = setTimeout(() => this.close("the server is silent"), silenceLimitMs);
    this.#socket.on("data", () => silence.refresh());
    this.#socket.on("close", () => {
      clearTimeout(silence);
      clearTimeout(this.#soonTimer);
      events.onClose(this.#reason);
    });
  }

  /** The kernel takes no more and the socket's own 64 KiB are used: whatever is sent now delays a later echo. */
  isFull(): boolean {
    return this.#socket.writableNeedDrain;
  }

  /** A whole frame. Always accepted: what answers a request is small and never waits for a flood's turn. */
  send(frame: Buffer) {
    if (!this.#socket.destroyed) this.#socket.write(this.#behindSoon(frame));
  }

  /** A small frame that leaves with the next one, or in a moment: each write by itself wakes the server. */
  sendSoon(frame: Buffer) {
    this.#soon.push(frame);
    this.#soonTimer ??= setTimeout(() => this.send(Buffer.alloc(0)), SOON_MS);
  }

  /** A frame whose body is too large to be copied behind its head. */
  sendParts(head: Buffer, body: Buffer) {
    if (this.#socket.destroyed) return;
    if (body.length < JOIN_BELOW_BYTES) {
      const frame = Buffer.allocUnsafe(head.length + body.length);
      frame.set(head);
      frame.set(body, head.length);
      this.#socket.write(this.#behindSoon(frame));
      return;
    }
    this.#socket.cork();
    this.#socket.write(this.#behindSoon(head));
    this.#socket.write(body);
    this.#socket.uncork();
  }

  close(reason: string) {
    this.#reason = reason;
    this.#socket.destroy();
  }

  /** Closes when all that was sent is on its way. */
  finish() {
    this.#reason = "finished";
    this.#socket.destroySoon();
  }

  #behindSoon(frame: Buffer): Buffer {
    if (this.#soon.length === 0) return frame;
    clearTimeout(this.#soonTimer);
    this.#soonTimer = undefined;
    return Buffer.concat([...this.#soon.splice(0), frame]);
  }

  #read(bytes: Buffer) {
    try {
      for (const frame of this.#reader.push(bytes)) {
        if (this.#socket.destroyed) return;
        if (frame.type === "ping") this.send(pongFrame());
        else this.#events.onFrame(frame);
      }
    } catch (error) {
      this.close(`a frame could not be understood: ${reasonOf(error)}`);
    }
  }
}
