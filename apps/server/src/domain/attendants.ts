import type { ErrandName, ErrandNote, ErrandResult, ErrandWish } from "@dispatch/protocol/errands";
import type { UserId } from "@dispatch/protocol/ids";

/** A folder that is to be seen besides the attendant's own. */
export type ShownFolder = { readonly path: string; readonly isWritable: boolean };

/** Where an attendant works, and as whom: as a session of that person would, in that folder. */
export type AttendedPlace = {
  readonly ownerId: UserId;
  readonly folder: string;
  readonly shown?: readonly ShownFolder[];
  /** It reaches the network also where sessions do not: for errands that nothing of a session has a say in. */
  readonly isOnline?: boolean;
};

export type ErrandOptions<N extends ErrandName> = {
  /** Ends the errand; the attendant takes back what was half done. */
  readonly signal?: AbortSignal;
  readonly onNote?: (note: ErrandNote<N>) => void;
  /** Bytes for the errand. */
  readonly upload?: AsyncIterable<Uint8Array>;
  /** Bytes from the errand; the next ones come when the promise has resolved. */
  readonly onBytes?: (bytes: Buffer) => void | Promise<void>;
  /** Answers what ssh asks its agent: the key itself stays here. */
  readonly onAgentMessage?: (message: Buffer) => Buffer;
  /** Hears of hosts that showed their keys for the first time: lines of a known-hosts file. */
  readonly onHostsLearned?: (lines: readonly string[]) => Promise<void>;
  /** Secrets for git's questions after a name and a password. They are in no file and no command line. */
  readonly password?: { readonly user: string; readonly password: string };
};

/** Sends attendants on errands, starts them where none is, and ends those that have nothing to do. */
export interface Attendants {
  /** Rejects with the `Problem` that the attendant met. */
  ask<N extends ErrandName>(
    place: AttendedPlace,
    errand: N,
    params: ErrandWish<N>,
    options?: ErrandOptions<N>,
  ): Promise<ErrandResult<N>>;

  /** Ends those that work in a folder, which is about to go; what they are at ends with them. */
  leave(folder: string): Promise<void>;
}
