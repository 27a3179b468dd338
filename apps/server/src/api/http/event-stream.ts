import type { FastifyReply, FastifyRequest } from "fastify";

const HEARTBEAT_MS = 15_000;
/** What may wait in this process for a slow client; beyond it the reader waits. */
const BUFFER_LIMIT_BYTES = 512 * 1024;

/** One server-sent event stream: a plain response that stays open, with its own backpressure and heartbeat. */
export class EventStream {
  readonly #response: FastifyReply["raw"];
  readonly #onClose = new Set<() => void>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(request: FastifyRequest, reply: FastifyReply) {
    reply.hijack();
    this.#response = reply.raw;
    this.#response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no", // proxies must not collect events
    });
    // HEAD asks what the answer would be; a stream that says nothing would never end.
    if (request.method === "HEAD") this.#response.end();
    else this.#response.write(": connected\n\n");
    this.#heartbeat = setInterval(() => this.#response.write(": alive\n\n"), HEARTBEAT_MS);
    request.raw.socket.setNoDelay(true);
    this.#response.on("error", () => undefined); // "close" follows
    this.#response.on("close", () => {
      clearInterval(this.#heartbeat);
      for (const listener of this.#onClose) listener();
    });
  }

  get open(): boolean {
    return this.#response.writableLength < BUFFER_LIMIT_BYTES;
  }

  send({ id, event, data }: { id?: number; event: string; data: string }): void {
    this.#response.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`);
  }

  onDrain(listener: () => void): void {
    this.#response.on("drain", listener);
  }

  onClose(listener: () => void): void {
    this.#onClose.add(listener);
  }

  close(): void {
    this.#response.end();
  }
}
