import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: { type: "minor" | "major"; execution: "sync"; flavor?: "last-resort" }) => void;

/** Buffers of a flood that may be dead before they are collected. */
const SHORT_LIVED_LIMIT_BYTES = 2 * 1024 * 1024;

let collect: Collect | undefined;

function collector(): Collect {
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as Collect;
  }
  return collect;
}

/**
 * Leaves the space of young objects as small as it begins, in all threads; to be called first of all. A flood would have it grow to
 * sixteen times that, which costs tens of megabytes for good and more time than it saves: what is young here soon dies.
 */
export function keepNurserySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Gives a thread's unused heap back to the system: V8 keeps what was once needed. Takes 30 to 50 ms. */
export function returnMemory(): void {
  collector()({ type: "major", execution: "sync", flavor: "last-resort" });
}

/**
 * Counts the bytes of buffers that live for a moment. They lie outside V8's heap, which sees little reason to collect them and
 * would let tens of megabytes of a flood pile up; collecting the young ones every two megabytes takes some 0.3 ms.
 */
export class ShortLivedBytes {
  #bytes = 0;

  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < SHORT_LIVED_LIMIT_BYTES) return;
    this.#bytes = 0;
    collector()({ type: "minor", execution: "sync" });
  }
}
