import {
  ERRAND_PIECE_BYTES,
  ERRAND_WINDOW_BYTES,
  type ErrandAsk,
  type ErrandFailure,
  errandBytes,
  errandFrame,
  errandJson,
  errandReader,
  errandRoom,
} from "@dispatch/protocol/errand-frames";
import { Window } from "@dispatch/protocol/errand-window";
import {
  type ErrandName,
  type ErrandNote,
  type ErrandResult,
  type ErrandWish,
  errands,
} from "@dispatch/protocol/errands";
import { Problem, type ProblemCode, problems } from "@dispatch/protocol/problems";
import type { ErrandOptions } from "../domain/attendants.ts";

const ROOM_STEP_BYTES = ERRAND_WINDOW_BYTES / 4;

export type AttendantPipe = { write(bytes: Buffer): void; close(): void };

type Open = {
  readonly options: ErrandOptions<ErrandName>;
  readonly name: ErrandName;
  readonly window: Window;
  readonly resolve: (answer: { result: unknown; learnedHosts: readonly string[] }) => void;
  readonly reject: (error: Error) => void;
  /** Bytes are handed on one after another. */
  handing: Promise<void>;
  taken: number;
};

/** What is said to one attendant: errands side by side, each with its bytes, notes and questions. */
export class Conversation {
  readonly #reader = errandReader();
  readonly #open = new Map<number, Open>();
  #pipe: AttendantPipe | undefined;
  #last = 0;
  #hasEnded = false;

  /** The pipe, once it is there; frames may come from then on. */
  begin(pipe: AttendantPipe): void {
    this.#pipe = pipe;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get isIdle(): boolean {
    return this.#open.size === 0;
  }

  async ask<N extends ErrandName>(
    name: N,
    params: ErrandWish<N>,
    options: ErrandOptions<N>,
  ): Promise<ErrandResult<N>> {
    options.signal?.throwIfAborted();
    const number = ++this.#last;
    const cancel = () => this.#send(errandJson(errandFrame.cancel, number, {}));
    try {
      const answer = await new Promise<{ result: unknown; learnedHosts: readonly string[] }>(
        (resolve, reject) => {
          if (this.#hasEnded) return reject(ended());
          const window = new Window(ERRAND_WINDOW_BYTES);
          this.#open.set(number, {
            options: options,
            name,
            window,
            resolve,
            reject,
            handing: Promise.resolve(),
            taken: 0,
          });
          const { password } = options;
          const ask: ErrandAsk = { errand: name, params, ...(password && { password }) };
          this.#send(errandJson(errandFrame.ask, number, ask));
          options.signal?.addEventListener("abort", cancel, { once: true });
          void this.#upload(number, options.upload, window).catch(cancel);
        },
      );
      if (answer.learnedHosts.length > 0) await options.onHostsLearned?.(answer.learnedHosts);
      return errands[name].result.parse(answer.result) as ErrandResult<N>;
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error;
    } finally {
      options.signal?.removeEventListener("abort", cancel);
    }
  }

  receive(bytes: Buffer): void {
    for (const { type, errand, body } of this.#reader.push(bytes)) {
      const open = this.#open.get(errand);
      if (!open) continue;
      if (type === errandFrame.bytes) this.#hand(errand, open, body);
      else if (type === errandFrame.note) this.#note(open, body);
      else if (type === errandFrame.room) open.window.give(body.readUInt32BE());
      else if (type === errandFrame.agentAsk) this.#answerAgent(errand, open, body);
      else if (type === errandFrame.done || type === errandFrame.failed)
        this.#settle(errand, open, { isDone: type === errandFrame.done, body });
    }
  }

  /** The attendant is gone, or the way to it. */
  end(): void {
    this.#hasEnded = true;
    for (const open of this.#open.values()) {
      open.window.open();
      open.reject(ended());
    }
    this.#open.clear();
  }

  close(): void {
    this.#pipe?.close();
    this.end();
  }

  async #upload(number: number, upload: AsyncIterable<Uint8Array> | undefined, window: Window) {
    for await (const bytes of upload ?? []) {
      for (let at = 0; at < bytes.length; at += ERRAND_PIECE_BYTES) {
        const piece = bytes.subarray(at, at + ERRAND_PIECE_BYTES);
        await window.take(piece.length);
        if (!this.#open.has(number)) return;
        this.#send(errandBytes(errandFrame.bytes, number, piece));
      }
    }
    this.#send(errandBytes(errandFrame.bytes, number, new Uint8Array(0)));
  }

  #hand(number: number, open: Open, bytes: Buffer) {
    open.handing = open.handing.then(async () => {
      await open.options.onBytes?.(bytes);
      open.taken += bytes.length;
      if (open.taken < ROOM_STEP_BYTES) return;
      this.#send(errandRoom(number, open.taken));
      open.taken = 0;
    });
    // Who took the bytes has failed: nobody wants the rest.
    open.handing.catch(() => this.#send(errandJson(errandFrame.cancel, number, {})));
  }

  #note({ name, options }: Open, body: Buffer) {
    const shape = errands[name];
    if (!("note" in shape)) return;
    const note = (shape.note as { parse(value: unknown): unknown }).parse(JSON.parse(body.toString("utf8")));
    options.onNote?.(note as ErrandNote<ErrandName>);
  }

  #answerAgent(number: number, { options }: Open, body: Buffer) {
    const answer = options.onAgentMessage?.(body.subarray(4)) ?? Buffer.of(AGENT_FAILURE);
    this.#send(errandBytes(errandFrame.agentAnswer, number, Buffer.concat([body.subarray(0, 4), answer])));
  }

  #settle(number: number, open: Open, { isDone, body }: { isDone: boolean; body: Buffer }) {
    this.#open.delete(number);
    open.window.open();
    const value: unknown = JSON.parse(body.toString("utf8"));
    open.handing.then(
      () =>
        isDone
          ? open.resolve(value as { result: unknown; learnedHosts: readonly string[] })
          : open.reject(problemOf(value as ErrandFailure)),
      (error: unknown) => open.reject(error as Error),
    );
  }

  #send(bytes: Buffer) {
    if (!this.#hasEnded) this.#pipe?.write(bytes);
  }
}

const AGENT_FAILURE = 5;

const ended = () =>
  new Problem("runner-unavailable", {}, "What worked in the workspace ended before it was done. Try again.");

/** What the attendant met; what it has no code for is a fault of ours. */
function problemOf({ code, data, detail }: ErrandFailure): Error {
  if (!(code in problems) || code === "internal") return new Error(`an attendant failed: ${detail}`);
  const known = problems[code as ProblemCode].data.safeParse(data);
  return known.success
    ? new Problem(code as ProblemCode, known.data, detail)
    : new Error(`an attendant failed: ${detail}`);
}
