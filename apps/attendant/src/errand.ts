import type { Buffer } from "node:buffer";
import type { ErrandName, ErrandNote, ErrandParams, ErrandResult } from "@dispatch/protocol/errands";
import type { Remote } from "@dispatch/protocol/errands/remote";

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
  /**
   * Variables with which git and ssh-keygen find the person's key, or token, and the hosts that are known. They hold
   * for as long as the errand lasts. The key itself stays on the server.
   */
  credentials(remote?: Remote): Promise<Readonly<Record<string, string>>>;
  /** A file with this public key, for as long as the errand lasts. */
  publicKeyFile(publicKey: string): Promise<string>;
};

/** Does it, or throws a `Problem`. */
export type ErrandHandler<N extends ErrandName> = (
  params: ErrandParams<N>,
  errand: Errand<N>,
) => Promise<ErrandResult<N>>;

export type ErrandHandlers = { readonly [N in ErrandName]: ErrandHandler<N> };
