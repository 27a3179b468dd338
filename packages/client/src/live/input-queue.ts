import { ConnectionError, RequestProblem } from "../problem.ts";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Link } from "./link.ts";

/** Inputs on their way without an ack. Enough to fill any round trip with keystrokes. */
export const UNACKED_LIMIT_COUNT = 256;
/** The same in bytes: what a paste may have on its way. */
export const UNACKED_LIMIT_BYTES = 4 * 1024 * 1024;
/** What callers may leave waiting behind that before they are refused: memory, nothing else. */
export const WAITING_LIMIT_BYTES = 64 * 1024 * 1024;
/** Input that could not be sent for so long is no longer what the person meant. */
export const AWAY_LIMIT_MS = 30_000;
/** Largest single message; longer input travels in pieces. */
const PIECE_LIMIT_BYTES = 256 * 1024;

type Item = {
  readonly key: string;
  readonly data: string | Uint8Array;
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
};

/** Random, also on pages that are not a secure context, where `crypto.randomUUID` does not exist. */
function randomPrefix(): string {
  let text = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) text += byte.toString(16).padStart(2, "0");
  return text;
}

/**
 * Input of one attachment: in order, each piece under a key of its own, sent again under the same key
 * after a reconnect until the server has acknowledged it.
 */
export class InputQueue {
  readonly #runId: string;
  readonly #link: Link;
  readonly #prefix = randomPrefix();
  /** Sent or about to be sent again; oldest first. */
  #unacked: Item[] = [];
  #unackedBytes = 0;
  #waiting: Item[] = [];
  #waitingBytes = 0;
  #count = 0;
  #closedWith: Error | undefined;
  /** Why nothing is accepted until a connection is there again. */
  #blockedBy: Error | undefined;
  #awayTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: { readonly runId: string; readonly link: Link }) {
    this.#runId = needs.runId;
    this.#link = needs.link;
    if (!this.#link.online) this.offline();
  }

  async write(data: string | Uint8Array): Promise<void> {
    // A string has at most 3 bytes of UTF-8 for each of its units.
    if (typeof data === "string" && data.length * 3 <= PIECE_LIMIT_BYTES)
      return this.#add(data, data.length * 3);
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
    if (bytes.length <= PIECE_LIMIT_BYTES) return this.#add(bytes, bytes.length);
    const pieces: Promise<void>[] = [];
    for (let at = 0; at < bytes.length; at += PIECE_LIMIT_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_LIMIT_BYTES);
      pieces.push(this.#add(piece, piece.length));
    }
    await Promise.all(pieces);
  }

  /** A connection is there: what was not acknowledged goes out again, before anything new. */
  online(): void {
    this.#blockedBy = undefined;
    clearTimeout(this.#awayTimer);
    this.#awayTimer = undefined;
    for (const item of this.#unacked) this.#send(item);
    this.#fill();
  }

  offline(): void {
    if (this.#awayTimer !== undefined || this.#blockedBy || this.#closedWith) return;
    this.#awayTimer = setTimeout(() => {
      this.#awayTimer = undefined;
      this.#block(awayError());
    }, AWAY_LIMIT_MS);
  }

  close(reason: Error): void {
    this.#closedWith = reason;
    clearTimeout(this.#awayTimer);
    this.#rejectAll(reason);
  }

  refuse(problem: ProblemBody): void {
    this.#block(new RequestProblem(problem));
  }

  #block(reason: Error): void {
    this.#blockedBy = reason;
    this.#rejectAll(reason);
  }

  #add(data: string | Uint8Array, bytes: number): Promise<void> {
    if (this.#closedWith) return Promise.reject(this.#closedWith);
    if (this.#blockedBy) return Promise.reject(this.#blockedBy);
    if (this.#waitingBytes + bytes > WAITING_LIMIT_BYTES) {
      return Promise.reject(
        new ConnectionError("Too much input is waiting to be sent. Wait for what was sent before."),
      );
    }
    return new Promise((resolve, reject) => {
      this.#count += 1;
      this.#waiting.push({ key: `${this.#prefix}-${this.#count}`, data, bytes, resolve, reject });
      this.#waitingBytes += bytes;
      this.#fill();
    });
  }

  #fill(): void {
    while (this.#link.online && this.#unacked.length < UNACKED_LIMIT_COUNT) {
      const next = this.#waiting[0];
      if (!next || (this.#unacked.length > 0 && this.#unackedBytes + next.bytes > UNACKED_LIMIT_BYTES))
        return;
      this.#waiting.shift();
      this.#waitingBytes -= next.bytes;
      this.#unacked.push(next);
      this.#unackedBytes += next.bytes;
      this.#send(next);
    }
  }

  #send(item: Item): void {
    const data = item.data as string | Uint8Array<ArrayBuffer>; // shared memory is never handed to a socket
    this.#link.call("run:input", { runId: this.#runId, data, key: item.key }, (answer) => {
      if (!answer) return; // the connection went first: it is sent again by `online`
      const at = this.#unacked.indexOf(item);
      if (at < 0) return;
      this.#unacked.splice(at, 1);
      this.#unackedBytes -= item.bytes;
      if (answer.ok) item.resolve();
      else item.reject(new RequestProblem(answer.problem));
      this.#fill();
    });
  }

  #rejectAll(reason: Error): void {
    const items = [...this.#unacked, ...this.#waiting];
    this.#unacked = [];
    this.#waiting = [];
    this.#unackedBytes = 0;
    this.#waitingBytes = 0;
    for (const item of items) item.reject(reason);
  }
}

const awayError = () =>
  new ConnectionError(
    `The connection has been away for ${AWAY_LIMIT_MS / 1000} s: the input was given up and may not have arrived.`,
  );
