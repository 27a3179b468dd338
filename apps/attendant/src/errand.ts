import type { Buffer } from "node:buffer";
import type { ErrandName, ErrandNote, ErrandParams, ErrandResult } from "@dispatch/protocol/errands";

/** One thing the attendant was sent to do. */
export type Errand<N extends ErrandName> = {
  /** The folder the attendant works in: a real path, without links. */
  readonly folder: string;
  /** Aborted when nobody waits for it any more: take back what is half done, and end what was started. */
  readonly signal: AbortSignal;
  note(note: ErrandNote<N>): void;
  /** Gives bytes to who asked; resolves when there is room for more. */
  send(bytes: Buffer): Promise<void>;
  /** The bytes that came with the errand, to their end. */
  readonly received: AsyncIterable<Buffer>;
  /** Variables for a git command that needs the person's key or token. They hold for as long as the errand lasts. */
  credentials(): Promise<Readonly<Record<string, string>>>;
};

/** Does it, or throws a `Problem`. */
export type ErrandHandler<N extends ErrandName> = (
  params: ErrandParams<N>,
  errand: Errand<N>,
) => Promise<ErrandResult<N>>;

export type ErrandHandlers = { readonly [N in ErrandName]: ErrandHandler<N> };
