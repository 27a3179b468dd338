import type { Duplex } from "node:stream";
import type { RunnerId, SessionId } from "@dispatch/protocol/ids";
import {
  type CallMethod,
  type CallParams,
  type CallResult,
  type Hello,
  type InputResult,
  type Welcome,
  Reply,
  calls,
  inputResult,
} from "@dispatch/protocol/link";
import {
  type Frame,
  linkReader,
  ackFrame,
  inputFrame,
  jsonFrame,
  pageUsedFrame,
  pingFrame,
  pipeHead,
} from "@dispatch/protocol/link-frames";
import { Problem } from "@dispatch/protocol/problems";
import type { Logger } from "../domain/logger.ts";

const PING_EVERY_MS = 10_000;
/** Three pings without a sign of life: the other end is gone although the socket does not say so. */
const SILENCE_LIMIT_MS = 30_000;
const CALL_TIMEOUT_MS = 15_000;
/** An ack is a write and wakes the runner: those of a flood are gathered by quarters of what may be on its way, */
const ACKS_AT_ONCE = 4;
/** and nobody's echo waits for that of a keystroke. */
const ACK_AFTER_MS = 2;

type Item = Extract<Frame, { type: "item" }>;
type Waiting<T> = { resolve: (value: T) => void; reject: (error: Error) => void };
type PendingCall = Waiting<unknown> & { timer: NodeJS.Timeout };

/** The server's end of a pipe to an attendant. */
export type Pipe = { write(bytes: Buffer): void; close(): void };
export type PipeEvents = { readonly onBytes: (bytes: Buffer) => void; readonly onEnd: () => void };

export type ConnectionEvents = {
  hello(connection: RunnerConnection, value: unknown): void;
  items(connection: RunnerConnection, items: readonly Item[]): void;
  closed(connection: RunnerConnection): void;
  /** Undefined while the log has room for a flood; else it comes when there is again. */
  room(): Promise<void> | undefined;
};

const away = () =>
  new Problem(
    "runner-unavailable",
    {},
    "The connection to the runner was lost. It usually is back within a second: try again.",
  );

/** One runner's link as the server sees it: frames in, calls and acks out. It decides nothing. */
export class RunnerConnection {
  hello: Hello | undefined;
  readonly #socket: Duplex;
  readonly #events: ConnectionEvents;
  readonly #log: Logger;
  readonly #reader = linkReader();
  readonly #calls = new Map<number, PendingCall>();
  readonly #inputs = new Map<number, Waiting<InputResult>>();
  readonly #pipes = new Map<number, PipeEvents>();
  readonly #pinger: NodeJS.Timeout;
  /** The highest offset of each session that the runner has not been told yet. */
  readonly #acks = new Map<SessionId, number>();
  #acksWaiting = 0;
  #ackTimer: NodeJS.Timeout | undefined;
  #lastHeardAt = Date.now();
  #lastNumber = 0;

  constructor(socket: Duplex, events: ConnectionEvents, log: Logger) {
    this.#socket = socket;
    this.#events = events;
    this.#log = log;
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    socket.on("error", () => undefined); // "close" follows and says all there is to say
    socket.on("close", () => this.#end());
    this.#pinger = setInterval(() => {
      if (Date.now() - this.#lastHeardAt > SILENCE_LIMIT_MS) socket.destroy();
      else socket.write(pingFrame());
    }, PING_EVERY_MS);
    this.#pinger.unref();
  }

  get runnerId(): RunnerId | undefined {
    return this.hello?.runnerId;
  }

  welcome(welcome: Welcome): void {
    this.#socket.write(jsonFrame("welcome", welcome));
  }

  /** Says why and hangs up. */
  refuse(reason: string, accepts: readonly number[]): void {
    this.#log.warn({ reason }, "runner refused");
    this.#socket.end(jsonFrame("refused", { reason, accepts }));
  }

  async call<M extends CallMethod>(method: M, params: CallParams<M>): Promise<CallResult<M>> {
    if (this.#socket.destroyed) throw away();
    const id = this.#nextNumber();
    const result = await new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#calls.delete(id);
        reject(
          new Problem(
            "runner-unavailable",
            {},
            `The runner did not answer "${method}" within ${CALL_TIMEOUT_MS / 1000} s.`,
          ),
        );
      }, CALL_TIMEOUT_MS);
      this.#calls.set(id, { resolve, reject, timer });
      this.#socket.write(jsonFrame("call", { id, method, params }));
    });
    return calls[method].result.parse(result) as CallResult<M>;
  }

  input(sessionId: SessionId, body: Uint8Array, key: string): Promise<InputResult> {
    if (this.#socket.destroyed) return Promise.reject(away());
    const number = this.#nextNumber();
    return new Promise((resolve, reject) => {
      this.#inputs.set(number, { resolve, reject });
      this.#socket.write(inputFrame({ sessionId, number, key, body }));
    });
  }

  /** Starts an attendant, and gives the pipe to it. */
  async attend(wish: Omit<CallParams<"attend">, "pipe">, events: PipeEvents): Promise<Pipe> {
    const pipe = this.#nextNumber();
    this.#pipes.set(pipe, events);
    try {
      await this.call("attend", { ...wish, pipe });
    } catch (error) {
      this.#pipes.delete(pipe);
      throw error;
    }
    return {
      write: (bytes) => {
        if (this.#socket.destroyed || !this.#pipes.has(pipe)) return;
        this.#socket.write(Buffer.concat([pipeHead(pipe, bytes.length), bytes]));
      },
      close: () => {
        if (this.#pipes.delete(pipe)) void this.call("dismiss", { pipe }).catch(() => undefined);
      },
    };
  }

  /**
   * Leaves soon: only a runner with much on its way waits for it. That is how a flood waits for room in the log, while what is small
   * goes on.
   */
  ack(sessionId: SessionId, offset: number): void {
    this.#acks.set(sessionId, offset);
    if (++this.#acksWaiting >= ACKS_AT_ONCE) this.#sendAcks();
    else this.#ackTimer ??= setTimeout(() => this.#sendAcks(), ACK_AFTER_MS);
  }

  pageUsed(): void {
    if (!this.#socket.destroyed) this.#socket.write(pageUsedFrame());
  }

  close(): void {
    this.#socket.destroy();
  }

  #sendAcks() {
    clearTimeout(this.#ackTimer);
    this.#ackTimer = undefined;
    this.#acksWaiting = 0;
    const room = this.#events.room();
    if (room) return void room.then(() => this.#sendAcks());
    const frames = [...this.#acks].map(([sessionId, offset]) => ackFrame(sessionId, offset));
    this.#acks.clear();
    if (frames.length > 0 && !this.#socket.destroyed) this.#socket.write(Buffer.concat(frames));
  }

  #nextNumber() {
    this.#lastNumber = (this.#lastNumber % 0xffff_ffff) + 1;
    return this.#lastNumber;
  }

  #receive(chunk: Buffer) {
    this.#lastHeardAt = Date.now();
    let frames: Frame[];
    try {
      frames = this.#reader.push(chunk);
    } catch (error) {
      this.#log.error({ error: String(error), runnerId: this.runnerId }, "a runner sent what is no frame");
      this.#socket.destroy();
      return;
    }
    const items: Item[] = [];
    for (const frame of frames) {
      // What follows a reply in the same chunk must find the world as the reply left it; items keep their order behind it.
      if (frame.type === "item") items.push(frame);
      else this.#handle(frame);
    }
    if (items.length > 0) this.#events.items(this, items);
  }

  #handle(frame: Frame) {
    switch (frame.type) {
      case "hello":
        this.#events.hello(this, frame.value);
        break;
      case "reply":
        this.#reply(frame.value);
        break;
      case "inputDone": {
        const waiting = this.#inputs.get(frame.number);
        this.#inputs.delete(frame.number);
        waiting?.resolve(
          frame.result in [inputResult.applied, inputResult.gone, inputResult.full]
            ? frame.result
            : inputResult.gone,
        );
        break;
      }
      case "pipe": {
        const events = this.#pipes.get(frame.pipe);
        if (frame.body.length > 0) return events?.onBytes(frame.body);
        this.#pipes.delete(frame.pipe);
        return events?.onEnd();
      }
      default:
        break; // pong, and what a later version may add
    }
  }

  #reply(value: unknown) {
    const reply = Reply.safeParse(value);
    if (!reply.success) return this.#socket.destroy();
    const call = this.#calls.get(reply.data.id);
    if (!call) return undefined;
    clearTimeout(call.timer);
    this.#calls.delete(reply.data.id);
    if (reply.data.ok) return call.resolve(reply.data.result);
    const { code, detail, path = "" } = reply.data;
    switch (code) {
      case "invalid-request":
        return call.reject(
          new Problem("invalid-request", { errors: [{ path, message: detail }] }, `${path}: ${detail}`),
        );
      case "start-failed":
        return call.reject(new Problem("start-failed", {}, detail));
      case "isolation-unavailable":
        return call.reject(new Problem("isolation-unavailable", {}, detail));
      case "session-not-found":
        return call.reject(new Problem("runner-unavailable", {}, detail));
      default:
        return call.reject(new Error(`the runner failed: ${detail}`));
    }
  }

  #end() {
    clearInterval(this.#pinger);
    clearTimeout(this.#ackTimer);
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer);
      reject(away());
    }
    for (const { reject } of this.#inputs.values()) reject(away());
    this.#calls.clear();
    this.#inputs.clear();
    const pipes = [...this.#pipes.values()];
    this.#pipes.clear();
    for (const { onEnd } of pipes) onEnd();
    this.#events.closed(this);
  }
}
