import { once } from "node:events";
import { type AddressInfo, type Server, type Socket, createServer } from "node:net";

/** A host on loopback that takes connections and never says a word: whoever waits for it, waits. */
export class SilentHost implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Resolves with the first connection. */
  readonly asked: Promise<unknown>;

  private constructor(server: Server) {
    this.#server = server;
    this.asked = once(server, "connection");
    server.on("connection", (socket) => this.#sockets.add(socket));
  }

  static async open(): Promise<SilentHost> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new SilentHost(server);
  }

  /** A repository there, as far as anybody can tell. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/engine.git`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
