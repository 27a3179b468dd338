import { createServer } from "node:http";
import type { AddressInfo, Socket as TcpSocket } from "node:net";
import type { Preferences } from "@dispatch/protocol/preferences";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session } from "@dispatch/protocol/session";
import { Server as SocketServer } from "socket.io";
import { answerRequest } from "./scripted-routes.ts";
import { ScriptedSession } from "./scripted-session.ts";
import { serveSocket } from "./scripted-socket.ts";

export const problem = (status: number, code: string, detail = code): ProblemBody => ({
  type: `urn:dispatch:problem:${code}`,
  title: detail,
  status,
  code,
  detail,
});

/** A server as the contract describes it, in memory, whose connections can be cut and which can go away and return. */
export class ScriptedServer {
  readonly sessions = new Map<string, ScriptedSession>();
  readonly keys = new Map<string, { id: string; name: string }>();
  /** Access tokens that are good. */
  readonly tokens = new Set(["good-token"]);
  /** Refresh tokens that are good; each is used once. */
  readonly refreshTokens = new Set<string>();
  readonly refreshes: string[] = [];
  /** Every request as `METHOD path`, and every client event by name. */
  readonly requests: string[] = [];
  /** Called before each client event; answering with a problem refuses it. */
  refuse: ((event: string, payload: unknown) => ProblemBody | undefined) | undefined;
  /** Called for each socket that came in. */
  onConnection: (() => void) | undefined;
  /** Seconds an access token is good for, as told to the client. */
  expiresIn = 900;
  /** What a device that waits to be paired hears, one answer after the other. */
  pairingAnswers: ("pending" | "allowed" | "denied")[] = [];
  #io: SocketServer | undefined;
  #port = 0;
  readonly #open = new Set<TcpSocket>();

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get connections(): number {
    return this.#io?.sockets.sockets.size ?? 0;
  }

  /** Resolves when the next client is gone. */
  nextDisconnect(): Promise<void> {
    const sockets = [...(this.#io?.sockets.sockets.values() ?? [])];
    return new Promise((resolve) => {
      for (const socket of sockets) socket.once("disconnect", () => setImmediate(resolve));
    });
  }

  /** Listens; a second start takes the same port again. */
  async start(): Promise<this> {
    const http = createServer((request, response) => void answerRequest(this, request, response));
    http.on("connection", (socket) => {
      this.#open.add(socket);
      socket.on("close", () => this.#open.delete(socket));
    });
    const io = new SocketServer(http, { serveClient: false, perMessageDeflate: false });
    io.use((socket, next) => {
      const { token } = socket.handshake.auth as { token?: string };
      if (token !== undefined && this.tokens.has(token)) return next();
      next(
        Object.assign(new Error("unauthenticated"), {
          data: problem(401, "unauthenticated", "Sign in first"),
        }),
      );
    });
    io.on("connection", (socket) => {
      serveSocket(this, socket);
      this.onConnection?.();
    });
    this.#io = io;
    await new Promise<void>((resolve) => http.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (http.address() as AddressInfo).port;
    return this;
  }

  /** Ends every connection as a broken network does. */
  cut(): void {
    for (const socket of [...this.#open]) socket.destroy();
  }

  /** Goes away like a killed process; `start` brings it back with everything it had committed. */
  async stop(): Promise<void> {
    const io = this.#io;
    this.#io = undefined;
    io?.disconnectSockets(true);
    this.cut();
    await new Promise<void>((resolve) => (io ? void io.close(() => resolve()) : resolve()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  session(id: string, change: Partial<Session> = {}): ScriptedSession {
    const now = new Date().toISOString();
    const scripted = new ScriptedSession({
      id: id as Session["id"],
      kind: "terminal",
      status: "running",
      title: id,
      ownerId: "usr_00000000" as Session["ownerId"],
      workspaceId: "wsp_00000000" as Session["workspaceId"],
      createdAt: now,
      updatedAt: now,
      lastSeq: 0,
      launch: 1,
      attached: 0,
      present: [],
      access: "own",
      isShared: false,
      capabilities: {
        input: true,
        resize: true,
        screen: true,
        interrupt: true,
        resume: true,
        messages: false,
        documents: false,
      },
      ...change,
    });
    this.sessions.set(id, scripted);
    return scripted;
  }

  /** Deleted, or not shared any more: whoever follows it is told. */
  remove(id: string): void {
    this.sessions.delete(id);
    this.#io?.emit("session:removed", { id });
  }

  prefers(preferences: Preferences): void {
    this.#io?.emit("preferences:changed", preferences);
  }

  newTokens(): { user: object; accessToken: string; refreshToken: string; expiresIn: number } {
    const number = this.tokens.size + this.refreshes.length;
    const accessToken = `access-${number}-${Math.random().toString(36).slice(2)}`;
    const refreshToken = `refresh-${number}-${Math.random().toString(36).slice(2)}`;
    this.tokens.add(accessToken);
    this.refreshTokens.add(refreshToken);
    return { user: owner, accessToken, refreshToken, expiresIn: this.expiresIn };
  }
}

export const owner = {
  id: "usr_00000000",
  email: "ada@example.com",
  name: "Ada",
  role: "owner",
  createdAt: "2026-01-01T00:00:00.000Z",
};
