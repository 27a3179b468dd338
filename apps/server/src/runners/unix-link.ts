import { chmodSync, rmSync } from "node:fs";
import { type Server, type Socket, createServer } from "node:net";
import type { Duplex } from "node:stream";
import type { LinkListener } from "./link-listener.ts";

/** Runners on this machine dial a Unix socket that only its owner can open. */
export class UnixLink implements LinkListener {
  readonly #path: string;
  readonly #streams = new Set<Socket>();
  #server: Server | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async listen(onConnection: (stream: Duplex) => void): Promise<void> {
    rmSync(this.#path, { force: true }); // left behind by a server that was killed
    const server = createServer((stream) => {
      this.#streams.add(stream);
      stream.on("close", () => this.#streams.delete(stream));
      onConnection(stream);
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#path, resolve);
    });
    chmodSync(this.#path, 0o600);
  }

  async [Symbol.asyncDispose]() {
    for (const stream of this.#streams) stream.destroy();
    if (!this.#server?.listening) return;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#server.close(resolve);
    await promise;
  }
}
