import { once } from "node:events";
import { type Socket, io } from "socket.io-client";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { RunEvent } from "@dispatch/protocol/socket";
import type { TestApp } from "./test-app.ts";

export type AnyAck = { ok: boolean; problem?: ProblemBody };

export function dial(it: TestApp, auth: object | undefined, headers: Record<string, string> = {}): Socket {
  return io(it.url, {
    auth: auth ?? {},
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers,
  });
}

export async function connected(it: TestApp, token: string): Promise<Socket & Disposable> {
  const socket = dial(it, { token });
  const refused = new Promise<never>((_, reject) => socket.once("connect_error", reject));
  await Promise.race([once(socket as unknown as NodeJS.EventEmitter, "connect"), refused]);
  return Object.assign(socket, { [Symbol.dispose]: () => void socket.close() });
}

/** Everything the socket was sent of a session, in order. */
export function collect(socket: Socket): RunEvent[] {
  const events: RunEvent[] = [];
  socket.on("run:event", (event: RunEvent) => events.push(event));
  return events;
}

export const output = (events: readonly RunEvent[]) =>
  events
    .flatMap((event) => (event.channel === "terminal:output" ? [Buffer.from(event.payload).toString()] : []))
    .join("");

export const ask = (socket: Socket, event: string, payload?: unknown) =>
  socket.emitWithAck(event, payload) as Promise<AnyAck>;
