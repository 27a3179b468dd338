import { Problem } from "@dispatch/protocol/problems";
import { TokenBucket } from "../edge/token-buckets.ts";
import type { ClientSocket } from "./attachments.ts";

/** Far above any hand, paste or acknowledging reader; a program that goes on beyond it only wants to hurt. */
const MESSAGES_PER_SECOND = 2_000;
const MESSAGES_BURST = 10_000;
/** A paste may be as large as a client holds, 64 MiB, and goes on as fast as a good network. */
const BYTES_PER_SECOND = 64 * 1024 * 1024;
const BYTES_BURST = 128 * 1024 * 1024;
const RETRY_SECONDS = 1;

/** What one socket may send. Beyond it messages are refused, and whoever goes on regardless is cut off. */
export class Inflow {
  readonly #socket: ClientSocket;
  readonly #messages = new TokenBucket({ rate: MESSAGES_PER_SECOND, burst: MESSAGES_BURST });
  readonly #bytes = new TokenBucket({ rate: BYTES_PER_SECOND, burst: BYTES_BURST });

  constructor(socket: ClientSocket) {
    this.#socket = socket;
  }

  admit(payload: unknown): void {
    const messages = this.#messages.take();
    const bytes = this.#bytes.take(sizeOf(payload));
    if (messages >= 0 && bytes >= 0) return;
    if (messages <= -MESSAGES_BURST || bytes <= -BYTES_BURST) this.#socket.disconnect(true);
    throw new Problem(
      "too-many-requests",
      { retryAfterSeconds: RETRY_SECONDS },
      `A connection may send ${MESSAGES_PER_SECOND} messages in a second. Wait, or it is closed.`,
    );
  }
}

/** Only typed input and images are ever large. */
function sizeOf(payload: unknown): number {
  if (typeof payload !== "object" || payload === null) return 0;
  const { data, attachments } = payload as { data?: unknown; attachments?: unknown };
  const images = Array.isArray(attachments)
    ? attachments.reduce((sum: number, one) => sum + sizeOf(one), 0)
    : 0;
  return images + (typeof data === "string" || data instanceof Uint8Array ? data.length : 0);
}
