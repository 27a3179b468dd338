import { Buffer } from "node:buffer";
import { ITEM_LIMIT_BYTES } from "@dispatch/protocol/link";

/** Kept for use again, of all sessions together: 2 MiB. */
const KEPT_LIMIT = 32;

/**
 * Buffers in which output is gathered, used again when what was in them is committed. New ones lie outside V8's heap, which a flood
 * would have collected as a whole a dozen times for every 100 MB.
 */
class GatherBuffers {
  readonly #free: Buffer[] = [];

  /** One of the size of the largest item, with anything in it. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(ITEM_LIMIT_BYTES);
  }

  /** To be called once, when nobody needs what is in it any more. */
  giveBack(buffer: Buffer) {
    if (this.#free.length < KEPT_LIMIT) this.#free.push(buffer);
  }
}

/** Shared by all sessions. */
export const gatherBuffers = new GatherBuffers();
