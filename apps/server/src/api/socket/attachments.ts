import type { Socket } from "socket.io";
import type { SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ClientToServer, ServerToClient } from "@dispatch/protocol/socket";
import type { SessionNumber } from "../../domain/log/event-log.ts";
import type { Viewer } from "../../domain/session/session-view.ts";
import type { Reader } from "../../feed/reader.ts";
import type { ApiServices } from "../services.ts";
import { SocketOutflow } from "./socket-outflow.ts";

export type ClientSocket = Socket<ClientToServer, ServerToClient>;

/** A reader with a screen that is further behind than this gets a fresh screen instead of what it missed. */
const BEHIND_BYTES = 1024 * 1024;

type Needs = Pick<ApiServices, "readers" | "screens" | "logger">;
export type AttachOptions = {
  id: SessionId;
  number: SessionNumber;
  after: number;
  windowBytes: number | undefined;
  byScreen: boolean;
};

/** What one socket follows: at most one reader for each session. */
export class Attachments {
  readonly #socket: ClientSocket;
  readonly #viewer: Viewer;
  readonly #needs: Needs;
  readonly #outflow: SocketOutflow;
  readonly #readers = new Map<SessionId, Reader>();
  #closed = false;

  constructor(socket: ClientSocket, viewer: Viewer, needs: Needs) {
    this.#socket = socket;
    this.#viewer = viewer;
    this.#needs = needs;
    this.#outflow = new SocketOutflow(socket, () => {
      for (const reader of this.#readers.values()) reader.wake();
    });
  }

  get size(): number {
    return this.#readers.size;
  }

  /** Makes the reader; nothing is sent before its `start`, so that the answer goes first. */
  open({ id, number, after, windowBytes, byScreen }: AttachOptions): Reader {
    // The client went away while its screen was being made.
    if (this.#closed) throw new Problem("shutting-down", {}, "The connection has ended.");
    this.close(id);
    const socket = this.#socket;
    const outflow = this.#outflow;
    const reader = this.#needs.readers.open({
      session: number,
      viewer: this.#viewer,
      after,
      windowBytes,
      sink: {
        send(event, bytes) {
          outflow.add(bytes);
          socket.emit("run:event", { runId: id, ...event });
        },
        get open() {
          return outflow.open;
        },
      },
      ...(byScreen
        ? { behindBytes: BEHIND_BYTES, onBehind: () => void this.#catchUp(id, number, reader) }
        : {}),
      onError: (error) => {
        this.#needs.logger.error({ err: error, sessionId: id }, "reader failed");
        this.close(id);
        socket.emit("run:behind", { runId: id, seq: after });
      },
    });
    this.#readers.set(id, reader);
    return reader;
  }

  ack(id: SessionId, seq: number): void {
    this.#readers.get(id)?.ack(seq);
  }

  close(id: SessionId): boolean {
    this.#readers.get(id)?.close();
    return this.#readers.delete(id);
  }

  closeAll(): void {
    this.#closed = true;
    for (const reader of this.#readers.values()) reader.close();
    this.#readers.clear();
  }

  /** Replaces what a screen's reader missed by the screen it missed it for. */
  async #catchUp(id: SessionId, number: SessionNumber, reader: Reader): Promise<void> {
    try {
      const screen = await this.#needs.screens.read(number);
      if (this.#readers.get(id) !== reader) return;
      this.#socket.emit("run:behind", { runId: id, seq: screen.seq, screen });
      reader.jump(screen.seq);
    } catch (error) {
      this.#needs.logger.warn(
        { err: error, sessionId: id },
        "no screen for a reader that is behind; it reads the log",
      );
      reader.jump(0);
    }
  }
}
