import { chmodSync, rmSync } from "node:fs";
import { type Server, type Socket, createServer } from "node:net";
import type { Logger } from "../domain/logger.ts";
import { type ConnectionEvents, RunnerConnection } from "./runner-connection.ts";

/** Where runners on this machine dial in. */
export class LinkServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #connections = new Set<RunnerConnection>();
  readonly #path: string;

  constructor(needs: { path: string; events: ConnectionEvents; logger: Logger }) {
    this.#path = needs.path;
    const events: ConnectionEvents = {
      ...needs.events,
      closed: (connection) => {
        this.#connections.delete(connection);
        needs.events.closed(connection);
      },
    };
    this.#server = createServer((socket: Socket) => {
      this.#connections.add(new RunnerConnection(socket, events, needs.logger));
    });
  }

  async listen(): Promise<void> {
    rmSync(this.#path, { force: true }); // left behind by a server that was killed
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#path, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    chmodSync(this.#path, 0o600);
  }

  async [Symbol.asyncDispose]() {
    for (const connection of this.#connections) connection.close();
    if (!this.#server.listening) return;
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
