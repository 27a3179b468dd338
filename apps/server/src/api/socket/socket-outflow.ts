import type { Socket } from "socket.io";

/** What one connection may hold in this process before its readers wait: enough for a fast link, little for a stopped one. */
const OUTFLOW_LIMIT_BYTES = 512 * 1024;

type Transport = {
  on(event: "drain", listener: () => void): unknown;
  off(event: "drain", listener: () => void): unknown;
};

/**
 * Knows how much a socket still holds. Engine.IO hands its buffer to the transport in batches: `drain` of the engine says that
 * a batch was handed over, `drain` of the transport that it has left the process.
 */
export class SocketOutflow {
  #buffered = 0;
  #inTransport = 0;
  readonly #onOpen: () => void;

  constructor(socket: Socket, onOpen: () => void) {
    this.#onOpen = onOpen;
    const engine = socket.conn;
    const left = () => {
      const wasClosed = !this.open;
      this.#inTransport = 0;
      if (wasClosed && this.open) this.#onOpen();
    };
    let transport = engine.transport as unknown as Transport;
    transport.on("drain", left);
    engine.on("upgrade", (next: Transport) => {
      transport.off("drain", left);
      transport = next;
      transport.on("drain", left);
      left();
    });
    engine.on("drain", () => {
      this.#inTransport += this.#buffered;
      this.#buffered = 0;
    });
  }

  get open(): boolean {
    return this.#buffered + this.#inTransport < OUTFLOW_LIMIT_BYTES;
  }

  add(bytes: number): void {
    this.#buffered += bytes;
  }
}
