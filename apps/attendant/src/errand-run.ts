import { Buffer } from "node:buffer";
import {
  ERRAND_PIECE_BYTES,
  ERRAND_WINDOW_BYTES,
  type ErrandAsk,
  errandBytes,
  errandFrame,
  errandHead,
  errandJson,
  errandRoom,
} from "@dispatch/protocol/errand-frames";
import { Window } from "@dispatch/protocol/errand-window";
import type { ErrandName } from "@dispatch/protocol/errands";
import type { Remote } from "@dispatch/protocol/errands/remote";
import { Credentials } from "./credentials.ts";
import type { Errand } from "./errand.ts";

/** Room is given back in pieces of this size: each is a frame of its own. */
const ROOM_STEP_BYTES = ERRAND_WINDOW_BYTES / 4;

export type ErrandOutput = { write(...parts: Buffer[]): Promise<void> };

type Needs = {
  readonly number: number;
  readonly folder: string;
  readonly password: ErrandAsk["password"];
  readonly output: ErrandOutput;
};

/** One errand under way: its bytes in both directions, its notes, and what it borrowed. */
export class ErrandRun implements Errand<ErrandName>, AsyncDisposable {
  readonly folder: string;
  readonly #needs: Needs;
  readonly #end = new AbortController();
  readonly #window = new Window(ERRAND_WINDOW_BYTES);
  readonly #arrived: Buffer[] = [];
  readonly #asked = new Map<number, (answer: Buffer) => void>();
  #isWhole = false;
  #wake: (() => void) | undefined;
  #consumed = 0;
  #lastAsk = 0;
  #credentials: Promise<Credentials> | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.folder = needs.folder;
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  note(note: unknown): void {
    void this.#needs.output.write(errandJson(errandFrame.note, this.#needs.number, note));
  }

  async send(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; at += ERRAND_PIECE_BYTES) {
      const piece = bytes.subarray(at, at + ERRAND_PIECE_BYTES);
      await this.#window.take(piece.length);
      this.signal.throwIfAborted();
      await this.#needs.output.write(errandHead(errandFrame.bytes, this.#needs.number, piece.length), piece);
    }
  }

  get received(): AsyncIterable<Buffer> {
    return this.#receive();
  }

  async credentials(remote?: Remote): Promise<Readonly<Record<string, string>>> {
    return (await this.#borrow()).variables(remote);
  }

  async publicKeyFile(publicKey: string): Promise<string> {
    return (await this.#borrow()).publicKeyFile(publicKey);
  }

  /** Keys of hosts that were met for the first time. */
  async learnedHosts(): Promise<string[]> {
    return (await this.#credentials)?.learnedHosts() ?? [];
  }

  arrive(bytes: Buffer): void {
    if (bytes.length === 0) this.#isWhole = true;
    else this.#arrived.push(bytes);
    this.#wake?.();
  }

  giveRoom(bytes: number): void {
    this.#window.give(bytes);
  }

  agentAnswered(body: Buffer): void {
    const number = body.readUInt32BE();
    this.#asked.get(number)?.(body.subarray(4));
    this.#asked.delete(number);
  }

  cancel(): void {
    this.#end.abort();
    this.#window.open();
    this.#wake?.();
  }

  async [Symbol.asyncDispose]() {
    await (await this.#credentials?.catch(() => undefined))?.[Symbol.asyncDispose]();
  }

  #borrow(): Promise<Credentials> {
    this.#credentials ??= Credentials.open({
      password: this.#needs.password,
      askAgent: (message) => this.#askAgent(message),
    });
    return this.#credentials;
  }

  async *#receive(): AsyncGenerator<Buffer> {
    for (;;) {
      this.signal.throwIfAborted();
      const bytes = this.#arrived.shift();
      if (bytes) {
        this.#consumed += bytes.length;
        if (this.#consumed >= ROOM_STEP_BYTES) {
          void this.#needs.output.write(errandRoom(this.#needs.number, this.#consumed));
          this.#consumed = 0;
        }
        yield bytes;
      } else if (this.#isWhole) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #askAgent(message: Buffer): Promise<Buffer> {
    const number = ++this.#lastAsk;
    const head = Buffer.allocUnsafe(4);
    head.writeUInt32BE(number);
    return new Promise((resolve) => {
      this.#asked.set(number, resolve);
      void this.#needs.output.write(
        errandBytes(errandFrame.agentAsk, this.#needs.number, Buffer.concat([head, message])),
      );
    });
  }
}
