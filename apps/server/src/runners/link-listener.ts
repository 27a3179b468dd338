import type { Duplex } from "node:stream";

/**
 * Where runners dial in. A connection is an ordered, reliable stream of bytes in both directions; everything else is the
 * business of frames. Every implementation passes `link-listener.contract.ts`.
 */
export interface LinkListener extends AsyncDisposable {
  listen(onConnection: (stream: Duplex) => void): Promise<void>;
}
