import { Problem } from "@dispatch/protocol/problems";
import type { StorageHold } from "../domain/storage-hold.ts";

/** SQLite's primary result codes that a person can mend: the disk, not the program, says no. */
const FULL = 13;
const unwritable = new Map([
  [8, "is read-only"],
  [10, "fails to read or write"],
  [14, "cannot be opened"],
]);

/** Why storage refused, or undefined when the error is a bug and not the disk. */
function storageHold(error: unknown): StorageHold | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as Error & { code?: string; errcode?: number };
  if (code === "ENOSPC" || code === "EDQUOT") return full;
  if (code === "EROFS") return hold("is read-only");
  if (code !== "ERR_SQLITE_ERROR" || errcode === undefined) return undefined;
  const primary = errcode & 0xff;
  if (primary === FULL) return full;
  const what = unwritable.get(primary);
  return what === undefined ? undefined : hold(what);
}

const full: StorageHold = {
  code: "storage-full",
  detail:
    "The disk that holds the Dispatch home folder is full. Free some space; everything then goes on by itself.",
};
const hold = (what: string): StorageHold => ({
  code: "storage-unwritable",
  detail: `The Dispatch home folder ${what}. Make it writable; everything then goes on by itself.`,
});

/** Runs work on the database and turns "the disk says no" into the problem a client can show. */
export function orStorageProblem(error: unknown): unknown {
  const reason = storageHold(error);
  return reason ? new Problem("storage-unavailable", {}, reason.detail, { cause: reason }) : error;
}
