import type { WebSocket } from "ws";
import { io, type Socket } from "socket.io-client";
import type {
  AttachAck,
  ClientEventPayload,
  ClientToServer,
  ServerToClient,
} from "@dispatch/protocol/socket";
import type { Reader, Take } from "./side.ts";

type Attached = Extract<AttachAck, { ok: true }>;
export type Follower = { readonly onOutput: Take; readonly onEvent?: (seq: number, bytes: number) => void };

/** One Socket.IO connection over WebSocket, as any plain client of that library has it. */
export class LiveConnection implements Reader {
  readonly #socket: Socket<ServerToClient, ClientToServer>;
  readonly #followers = new Map<string, Follower>();

  private constructor(socket: Socket<ServerToClient, ClientToServer>) {
    this.#socket = socket;
    socket.on("run:event", ({ runId, seq, channel, payload }) => {
      if (channel !== "terminal:output") return;
      const follower = this.#followers.get(runId);
      follower?.onOutput(payload);
      follower?.onEvent?.(seq, payload.length);
    });
    socket.on("run:behind", () => {
      throw new Error("the server gave this reader a screen in place of what it missed");
    });
  }

  static async open(url: string, token: string): Promise<LiveConnection> {
    const socket = io(url, {
      transports: ["websocket"],
      auth: { token },
      multiplex: false,
      reconnection: false,
    });
    const connection = new LiveConnection(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return connection;
  }

  async attach(payload: ClientEventPayload<"run:attach">, follower: Follower): Promise<Attached> {
    this.#followers.set(payload.runId, follower);
    const answer = await new Promise<AttachAck>((resolve) =>
      this.#socket.emit("run:attach", payload, resolve),
    );
    if (!answer.ok) throw new Error(`run:attach was refused: ${answer.problem.detail}`);
    return answer;
  }

  async detach(runId: string): Promise<void> {
    this.#followers.delete(runId);
    await new Promise((resolve) => this.#socket.emit("run:detach", { runId }, resolve));
  }

  /** Asks for the ack as every careful client does: it is part of what a keystroke costs. */
  input(runId: string, data: string): void {
    this.#socket.emit("run:input", { runId, data }, (answer) => {
      if (!answer.ok) throw new Error(`run:input was refused: ${answer.problem.detail}`);
    });
  }

  stopReading(): void {
    // Socket.IO has no way to stop reading; what it reads from has.
    (this.#socket.io.engine.transport as unknown as { ws: WebSocket }).ws.pause();
  }

  async [Symbol.asyncDispose]() {
    const closed = new Promise((resolve) => this.#socket.once("disconnect", resolve));
    this.#socket.disconnect();
    await closed;
  }
}
