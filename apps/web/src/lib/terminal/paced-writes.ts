import { piecesOf } from "./pieces.ts";

/** So long is parsed at a time, before the page draws what has come of it. */
const BURST_MS = 16;
/** Less than this is what a key or a program that fills the screen brings: it is not held up. */
const SMALL_LENGTH = 32 * 1024;
/** What came in one go is shown without much of a rest: so many times what parsing and drawing took. */
const LAST_REST_FACTOR = 0.5;
/**
 * While more keeps coming, a burst and its drawing that took this long are followed by as long a rest, and what takes twice as long
 * by four times the rest: it takes long where processors are short, and everything else needs them more than a flood nobody can read.
 */
const EVEN_REST_MS = 20;
const REST_LIMIT_MS = 400;
/** A page that draws nothing, as one that has just been hidden, is not waited for longer. */
const DRAWN_WITHIN_MS = 250;

type Write = { pieces: readonly (string | Uint8Array)[]; readonly done: () => void };

export type Pace = {
  readonly now: () => number;
  /** Whether somebody clicked or typed and the page has not heard it yet. */
  readonly isInputWaiting: () => boolean;
  /** Resolves after the next frame, with how long the page took for it. */
  readonly drawn: () => Promise<number>;
  readonly rest: (ms: number) => Promise<void>;
};

/**
 * Hands a terminal what is to be written, in its order, and of a flood never more than leaves the page time for other things. What
 * it holds back is not acknowledged, so the rest waits at the server or is replaced by a screen.
 */
export class PacedWrites {
  readonly #write: (piece: string | Uint8Array, parsed: () => void) => void;
  readonly #pace: Pace;
  #waiting: Write[] = [];
  #isBusy = false;
  /** Whether anything has been added since the last rest began. */
  #hasGrown = false;
  /** Of the burst that is being parsed. */
  #firstParsedAt: number | undefined;
  #length = 0;

  constructor(write: (piece: string | Uint8Array, parsed: () => void) => void, pace: Pace = pagePace) {
    this.#write = write;
    this.#pace = pace;
  }

  /** `done` is called when all of it is on the terminal's grid. */
  add(data: string | Uint8Array, done: () => void): void {
    this.#waiting.push({ pieces: piecesOf(data), done });
    this.#hasGrown = true;
    if (!this.#isBusy) this.#begin();
  }

  /** Nobody will see what waits here: it is done without being written. */
  skip(): void {
    for (const write of this.#waiting) write.pieces = [];
  }

  #begin(): void {
    this.#isBusy = true;
    this.#firstParsedAt = undefined;
    this.#length = 0;
    this.#writeNext();
  }

  /** Called by the terminal itself for all but the first piece, so that it goes on without a turn of the page between. */
  #writeNext(): void {
    const write = this.#waiting[0];
    const parseMs = this.#firstParsedAt === undefined ? 0 : this.#pace.now() - this.#firstParsedAt;
    const isLongEnough =
      parseMs >= BURST_MS || (this.#firstParsedAt !== undefined && this.#pace.isInputWaiting());
    if (!write || isLongEnough) return void this.#end(parseMs);
    const [piece = "", ...others] = write.pieces;
    write.pieces = others;
    this.#length += piece.length;
    this.#write(piece, () => {
      this.#firstParsedAt ??= this.#pace.now();
      if (write.pieces.length === 0) {
        this.#waiting.shift();
        write.done();
      }
      this.#writeNext();
    });
  }

  async #end(parseMs: number): Promise<void> {
    if (this.#waiting.length > 0 || this.#length >= SMALL_LENGTH) {
      const drawMs = await this.#pace.drawn();
      const restMs = restAfter(parseMs + drawMs, this.#hasGrown);
      this.#hasGrown = false;
      await this.#pace.rest(restMs);
    }
    if (this.#waiting.length > 0) this.#begin();
    else this.#isBusy = false;
  }
}

const restAfter = (workMs: number, keepsComing: boolean) =>
  Math.min(REST_LIMIT_MS, keepsComing ? workMs ** 2 / EVEN_REST_MS : workMs * LAST_REST_FACTOR);

/** Not in every browser, and not among TypeScript's types. */
const { scheduling } = globalThis.navigator as Navigator & {
  scheduling?: { isInputPending?: () => boolean };
};

const pagePace: Pace = {
  now: () => performance.now(),
  isInputWaiting: () => scheduling?.isInputPending?.() ?? false,
  rest: (ms) => new Promise((resolve) => setTimeout(resolve, document.hidden ? 0 : ms)),
  drawn: () =>
    new Promise((resolve) => {
      if (document.hidden) return resolve(0);
      const timer = setTimeout(() => resolve(0), DRAWN_WITHIN_MS);
      requestAnimationFrame((beganAt) => {
        clearTimeout(timer);
        // Posted while the frame is made, this comes after its paint.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          resolve(performance.now() - beganAt);
        };
        port2.postMessage(undefined);
      });
    }),
};
