import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { createClient } from "@dispatch/client";
import type { EventJson, SessionEvent } from "@dispatch/protocol/events";
import type { AttachAck, ClientToServer, ServerToClient } from "@dispatch/protocol/socket";
import { io, type Socket } from "socket.io-client";
import { builtApp } from "./built-apps.ts";
import { Receipt } from "./receipt.ts";

/** Someone who follows a session through everything that happens to the connection. */
export interface Follower extends AsyncDisposable {
  readonly kind: FollowerKind;
  readonly receipt: Receipt;
  /** How often it had to connect. */
  readonly connections: number;
}

export const followerKinds = ["socket", "live", "sse", "cli"] as const;
export type FollowerKind = (typeof followerKinds)[number];

export type FollowOptions = {
  readonly url: string;
  readonly token: string;
  readonly sessionId: string;
  readonly after?: number;
  /** Only for `socket`: bytes that may be on the way without an ack. */
  readonly window?: number;
};

export type TestSocket = Socket<ServerToClient, ClientToServer>;

export function follow(kind: FollowerKind, options: FollowOptions): Follower {
  switch (kind) {
    case "socket":
      return followBySocket(options);
    case "live":
      return followByClient(options);
    case "sse":
      return followBySse(options);
    case "cli":
      return followByCli(options);
  }
}

/** A plain Socket.IO client that dials again quickly. */
export const connectSocket = (url: string, token: string): TestSocket =>
  io(url, {
    auth: { token },
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 200,
    timeout: 5_000,
  });

/** Plain Socket.IO, without the client library, so that the library's care cannot hide what a server does wrong. */
export function followBySocket({ url, token, sessionId, after = 0, window }: FollowOptions): Follower {
  const receipt = new Receipt(after);
  const socket = connectSocket(url, token);
  let connections = 0;
  let attached = false;
  const attach = () => {
    const request = {
      runId: sessionId,
      afterSeq: receipt.lastSeq,
      ...(window === undefined ? {} : { window }),
    };
    socket.emit("run:attach", request, (answer: AttachAck) => {
      attached = answer.ok;
      if (!answer.ok && answer.problem.status < 500)
        receipt.fault(`attach was refused: ${answer.problem.detail}`);
      if (!answer.ok && answer.problem.status >= 500) setTimeout(attach, 100);
    });
  };
  socket.on("connect", () => {
    connections += 1;
    attached = false;
    attach();
  });
  socket.on("connect_error", (error) => {
    if (!socket.active) receipt.fault(`the connection was refused: ${error.message}`);
  });
  socket.on("run:event", (event) => {
    if (!attached) receipt.fault(`event ${event.seq} came before the attach was answered`);
    receipt.take(event);
    if (window !== undefined) socket.emit("run:ack", { runId: sessionId, seq: event.seq });
  });
  socket.on("run:behind", () => receipt.fault("told to be behind although no screen was asked for"));
  return {
    kind: "socket",
    receipt,
    get connections() {
      return connections;
    },
    [Symbol.asyncDispose]: async () => void socket.disconnect(),
  };
}

/** The client library's live attachment, as the web app uses it. */
export function followByClient({ url, token, sessionId, after = 0 }: FollowOptions): Follower {
  const receipt = new Receipt(after);
  let connections = 0;
  const live = createClient({ baseUrl: url, token }).live();
  live.attach(sessionId, {
    afterSeq: after,
    onEvent: (event) => receipt.take(event),
    onAttached: () => (connections += 1),
    onProblem: (problem) => receipt.fault(`attach was refused: ${problem.detail}`),
  });
  return {
    kind: "live",
    receipt,
    get connections() {
      return connections;
    },
    [Symbol.asyncDispose]: async () => live.close(),
  };
}

/** Server-sent events read by hand: one stream after the other, each resumed with `Last-Event-ID`. */
export function followBySse({ url, token, sessionId, after = 0 }: FollowOptions): Follower {
  const receipt = new Receipt(after);
  const end = new AbortController();
  let connections = 0;
  const once_ = () =>
    new Promise<void>((resolve) => {
      const headers = {
        authorization: `Bearer ${token}`,
        accept: "text/event-stream",
        "last-event-id": String(receipt.lastSeq),
      };
      const outgoing = request(
        `${url}/api/sessions/${sessionId}/events`,
        { headers, agent: false, signal: end.signal },
        (answer) => {
          if (answer.statusCode !== 200) {
            if ((answer.statusCode ?? 0) < 500)
              receipt.fault(`the stream was refused with ${answer.statusCode}`);
            answer.resume();
          } else {
            connections += 1;
            readSse(answer.setEncoding("utf8"), receipt);
          }
          answer.on("error", () => undefined);
          answer.on("close", resolve);
        },
      );
      outgoing.on("error", () => resolve());
      outgoing.end();
    });
  const done = (async () => {
    while (!end.signal.aborted) {
      await once_();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    kind: "sse",
    receipt,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      end.abort();
      await done;
    },
  };
}

function readSse(stream: NodeJS.ReadableStream, receipt: Receipt) {
  let rest = "";
  stream.on("data", (text: string) => {
    const messages = (rest + text).split("\n\n");
    rest = messages.pop() ?? "";
    for (const message of messages) {
      const fields = new Map(
        message
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
      );
      const data = fields.get("data");
      if (data === undefined) continue; // a comment
      const event = JSON.parse(data) as EventJson;
      if (fields.get("id") !== String(event.seq) || fields.get("event") !== event.channel)
        receipt.fault(`id and event of message ${event.seq} are not those of its data`);
      receipt.take(decoded(event));
    }
  });
}

export const decoded = (event: EventJson): SessionEvent =>
  event.channel === "terminal:output" ? { ...event, payload: Buffer.from(event.payload, "base64") } : event;

/** `dispatch logs -f`: bytes on standard output, until the session ends. */
export function followByCli({ url, token, sessionId, after = 0 }: FollowOptions): Follower {
  const receipt = new Receipt(after);
  const child = spawn(
    process.execPath,
    [builtApp("cli"), "logs", "-f", "--after", String(after), sessionId],
    {
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: "/nonexistent",
        DISPATCH_SERVER: url,
        DISPATCH_API_KEY: token,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stdout.on("data", (bytes: Buffer) => receipt.takeBytes(bytes));
  const closed = once(child, "close").then(([code, signal]) => {
    if (code === 0) receipt.finish();
    else if (signal === null) receipt.fault(`dispatch logs ended with ${code}: ${said}`);
  });
  return {
    kind: "cli",
    receipt,
    connections: 1,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}
