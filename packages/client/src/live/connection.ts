import type { ProblemBody } from "@dispatch/protocol/problems";
import type { ClientToServer, ServerToClient } from "@dispatch/protocol/socket";
import type { ManagerOptions, Socket, SocketOptions } from "socket.io-client";
import { backoffMs } from "../backoff.ts";
import { tokenNow, type Credential } from "../credential.ts";
import { problemOf } from "../problem.ts";
import type { Link } from "./link.ts";
import { onWake } from "./wake.ts";

/** How often the round trip is measured while online: cheap enough to leave on, fresh enough to show. */
const LATENCY_EVERY_MS = 10_000;
/** After a wake-up the socket may only look alive; a server that is there answers sooner than this. */
const WAKE_ANSWER_LIMIT_MS = 4_000;
/** Time for one attempt, handshake included. */
const CONNECT_TIMEOUT_MS = 10_000;

export type LiveState = "connecting" | "online" | "offline" | "refused";
export type SocketTuning = Partial<ManagerOptions & SocketOptions>;
type LiveSocket = Socket<ServerToClient, ClientToServer>;

type Needs = {
  readonly baseUrl: string;
  readonly credential: Credential;
  readonly tuning: SocketTuning;
  readonly onState: (state: LiveState) => void;
  readonly onLatency: (latencyMs: number) => void;
  readonly onEvent: { readonly [E in keyof ServerToClient]?: ServerToClient[E] };
};

/**
 * Keeps one socket to the server, making a new one whenever the last was lost. Each attempt is a socket
 * object of its own, so that nothing of an earlier one can ever be heard again.
 */
export class Connection implements Link {
  readonly #needs: Needs;
  readonly #calls = new Set<() => void>();
  readonly #stopWake: () => void;
  #socket: LiveSocket | undefined;
  #state: LiveState = "connecting";
  #problem: ProblemBody | undefined;
  #failures = 0;
  /** A credential is renewed once for each time it was good; otherwise a refusal would go round for ever. */
  #renewed = false;
  #closed = false;
  /** Counts attempts: what an older one still awaits is void. */
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latencyTimer: ReturnType<typeof setInterval> | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#stopWake = onWake(() => this.#wake());
    void this.#connect();
  }

  get state(): LiveState {
    return this.#state;
  }

  get problem(): ProblemBody | undefined {
    return this.#problem;
  }

  get online(): boolean {
    return this.#state === "online";
  }

  call: Link["call"] = (event, payload, done) => {
    const socket = this.#socket;
    if (!socket || !this.online) return done(undefined);
    const cut = () => settle(undefined);
    const settle = (answer: Parameters<typeof done>[0]) => {
      if (this.#calls.delete(cut)) done(answer);
    };
    this.#calls.add(cut);
    (socket.emit as (event: string, ...rest: unknown[]) => void).call(socket, event, payload, settle);
  };

  tell: Link["tell"] = (event, payload) => {
    if (this.online)
      (this.#socket?.emit as (event: string, payload: unknown) => void).call(this.#socket, event, payload);
  };

  drop(): void {
    if (this.online) this.#lost();
  }

  /** Try now: after a refusal that was mended, or instead of waiting. */
  retry(): void {
    if (this.#closed || this.online) return;
    this.#renewed = false;
    this.#become("connecting");
    void this.#connect();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopWake();
    clearTimeout(this.#timer);
    this.#forgetSocket();
    this.#become("offline");
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#timer);
    this.#forgetSocket();
    this.#attempt += 1;
    const attempt = this.#attempt;
    let token: string | undefined;
    try {
      token = await tokenNow(this.#needs.credential.token);
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(problemOf(error));
      return;
    }
    // Loaded on the first use: most programs never open a socket.
    const { io } = await import("socket.io-client");
    if (attempt !== this.#attempt || this.#closed) return;
    const { origin, path } = socketAddress(this.#needs.baseUrl);
    const socket: LiveSocket = io(origin, {
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      withCredentials: true,
      timeout: CONNECT_TIMEOUT_MS,
      ...this.#needs.tuning,
      path,
      auth: token === undefined ? {} : { token },
      forceNew: true,
      reconnection: false,
    });
    this.#socket = socket;
    socket.on("connect", () => this.#connected(socket));
    socket.on("disconnect", () => socket === this.#socket && this.#lost());
    socket.on("connect_error", (error) => {
      if (socket === this.#socket) this.#failed(refusalOf(error));
    });
    for (const [event, listener] of Object.entries(this.#needs.onEvent)) {
      socket.on(
        event as never,
        ((...values: never[]) => {
          if (socket === this.#socket) (listener as (...values: never[]) => void)(...values);
        }) as never,
      );
    }
  }

  #connected(socket: LiveSocket): void {
    if (socket !== this.#socket) return;
    this.#failures = 0;
    this.#renewed = false;
    this.#problem = undefined;
    this.#become("online");
    if (!this.online) return; // a listener may have closed it
    this.#measure();
    this.#latencyTimer = setInterval(() => this.#measure(), LATENCY_EVERY_MS);
  }

  #lost(): void {
    this.#forgetSocket();
    this.#become("offline");
    this.#retryLater();
  }

  #failed(problem: ProblemBody | undefined): void {
    this.#forgetSocket();
    this.#problem = problem;
    if (problem?.status === 401 || problem?.status === 403) void this.#refused();
    else {
      this.#become("offline");
      this.#retryLater();
    }
  }

  async #refused(): Promise<void> {
    const attempt = this.#attempt;
    if (!this.#renewed) {
      this.#renewed = true;
      const renewed = await Promise.resolve(this.#needs.credential.onUnauthorized?.()).catch(() => false);
      if (attempt !== this.#attempt || this.#closed) return;
      // A token function gives the newest token: it may have changed since this attempt began.
      if (renewed === true) return void this.#connect();
    }
    this.#become("refused");
  }

  #retryLater(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), backoffMs(this.#failures));
    this.#failures += 1;
  }

  #wake(): void {
    if (this.#closed || this.#state === "refused") return;
    if (!this.online) {
      this.#failures = 0;
      return void this.#connect();
    }
    const socket = this.#socket;
    const timer = setTimeout(() => socket === this.#socket && this.drop(), WAKE_ANSWER_LIMIT_MS);
    this.#measure(() => clearTimeout(timer));
  }

  /** Any answer to a ping tells the round trip. */
  #measure(answered?: () => void): void {
    const sentAt = performance.now();
    const socket = this.#socket as unknown as
      { emit(event: string, payload: object, ack: () => void): void } | undefined;
    socket?.emit("ping", {}, () => {
      answered?.();
      if (this.#socket === (socket as unknown)) this.#needs.onLatency(performance.now() - sentAt);
    });
  }

  #forgetSocket(): void {
    clearInterval(this.#latencyTimer);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.off();
    socket?.disconnect();
    for (const cut of [...this.#calls]) cut();
  }

  #become(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#needs.onState(state);
  }
}

/** Socket.IO takes a path in the address for a namespace, so origin and mount path are given apart. */
function socketAddress(baseUrl: string): { origin: string; path: string } {
  const page = (globalThis as { location?: { href: string } }).location?.href;
  const address = new URL(baseUrl === "" ? "/" : baseUrl, page);
  return { origin: address.origin, path: `${address.pathname.replace(/\/+$/, "")}/socket.io` };
}

/** The problem a server's refusal carries. A failed transport has none: there waiting helps. */
function refusalOf(error: Error & { data?: unknown; description?: unknown }): ProblemBody | undefined {
  const data = error.data as { problem?: unknown } | undefined;
  return problemOf(data) ?? problemOf(data?.problem);
}
