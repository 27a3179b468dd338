import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Server as Engine } from "engine.io";
import { Server, type Socket } from "socket.io";
import { IMAGES_LIMIT_CHARACTERS, capabilitiesOf } from "@dispatch/protocol/session";
import { Problem, type ProblemCode, problemBody } from "@dispatch/protocol/problems";
import {
  type ClientEventName,
  type ClientToServer,
  type ServerToClient,
  clientEvents,
} from "@dispatch/protocol/socket";
import { INPUT_LIMIT_BYTES } from "@dispatch/protocol/terminal";
import type { z } from "zod";
import type { Action } from "../../domain/access/actions.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { asShared } from "../../domain/session/session-view.ts";
import { actorOf } from "../../domain/audit/audit.ts";
import { isRecorded } from "../http/audited.ts";
import type { FrontDoor } from "../edge/front-door.ts";
import { addressOf } from "../edge/sender.ts";
import { asProblem } from "../http/problem.ts";
import type { ShareRow } from "../../domain/store.ts";
import type { ApiServices } from "../services.ts";
import { viewerOf } from "../viewer.ts";
import { Attachments, type ClientSocket } from "./attachments.ts";
import { batchWrites } from "./batched-writes.ts";
import { ClaudeSignIn } from "./claude-sign-in.ts";
import { Inflow } from "./inflow.ts";

/** Sessions one socket may follow at a time: far more than panes on a screen, far less than hurts. */
const ATTACHMENTS_LIMIT = 256;
/** A connection on which nobody says who they are is closed. */
const CONNECT_TIMEOUT_MS = 15_000;

type Context = {
  readonly caller: Caller;
  readonly socket: ClientSocket;
  readonly attachments: Attachments;
  readonly inflow: Inflow;
  readonly signIn: ClaudeSignIn;
};
type SocketData = { caller: Caller; attachments?: Attachments };
type Parsed<E extends ClientEventName> = z.output<(typeof clientEvents)[E]>;
/** What follows the answer, so that the answer is the first thing the client gets. */
type Answer = { readonly ack: object; readonly follow?: () => void };
type Handlers = {
  [E in ClientEventName]: (payload: Parsed<E>, context: Context) => Promise<Answer> | Answer;
};

const done: Answer = { ack: {} };

/** What each event does, as the policy knows it. */
const socketActions: Record<ClientEventName, Action> = {
  "run:attach": "session.read",
  "run:detach": "session.unfollow",
  "run:input": "session.write",
  "run:resize": "session.write",
  "run:message": "message.send",
  "run:answer": "approval.answer",
  "run:interrupt": "session.write",
  "run:close": "session.stop",
  "run:ack": "session.unfollow",
  "claude.auth.start": "agent.sign-in",
  "claude.auth.code": "agent.sign-in",
  ping: "connection.test",
  "page:used": "page.use",
};

function handlers(services: ApiServices): Handlers {
  const { policy, sessions, messages, approvals, log, view, screens, runners } = services;
  return {
    "run:attach": async (
      { runId, afterSeq, screen: wantsScreen = false, window },
      { caller, attachments },
    ) => {
      const session = await sessions.get(caller, runId);
      if (attachments.size >= ATTACHMENTS_LIMIT) {
        throw new Problem(
          "too-many-requests",
          { retryAfterSeconds: 1 },
          `A connection may follow at most ${ATTACHMENTS_LIMIT} sessions.`,
        );
      }
      const head = log.head(session.number).seq;
      if (afterSeq !== undefined && afterSeq > head) {
        throw new Problem(
          "cursor-ahead",
          { afterSeq, lastSeq: head },
          `The session has ${head} events; nothing can follow event ${afterSeq} yet.`,
        );
      }
      const byScreen = wantsScreen && capabilitiesOf[session.kind].screen;
      const screen = byScreen && afterSeq === undefined ? await screens.read(session.number) : undefined;
      const after = screen?.seq ?? afterSeq ?? 0;
      // While the screen was made the session may have been taken back from this caller.
      if (!policy.accessOf(caller, session)) throw new Problem("session-not-found", { sessionId: runId });
      const reader = attachments.open({
        id: runId,
        number: session.number,
        after,
        windowBytes: window,
        byScreen,
      });
      const ack = {
        seq: log.head(session.number).seq,
        session: view.for(caller, session),
        ...(screen ? { screen } : {}),
      };
      return { ack, follow: () => reader.start() };
    },
    "run:detach": ({ runId }, { attachments }) => {
      attachments.close(runId);
      return done;
    },
    "run:input": async ({ runId, data, key = randomUUID() }, { caller }) => {
      const bytes = typeof data === "string" ? Buffer.from(data) : data;
      if (bytes.length > INPUT_LIMIT_BYTES)
        throw new Problem("payload-too-large", { limitBytes: INPUT_LIMIT_BYTES });
      await sessions.input(caller, runId, bytes, key);
      return done;
    },
    "run:resize": async ({ runId, cols, rows }, { caller }) => {
      await sessions.resize(caller, runId, { cols, rows });
      return done;
    },
    "run:message": async ({ runId, key, ...message }, { caller }) => ({
      ack: await messages.send(caller, runId, message, key),
    }),
    "run:answer": async ({ runId, approvalId, ...answer }, { caller }) => ({
      ack: { approval: await approvals.answerIn(caller, runId, approvalId, answer) },
    }),
    "run:interrupt": async ({ runId }, { caller }) => {
      await sessions.interrupt(caller, runId);
      return done;
    },
    "run:close": async ({ runId }, { caller }) => {
      await sessions.stop(caller, runId);
      return done;
    },
    "run:ack": ({ runId, seq }, { attachments }) => {
      attachments.ack(runId, seq);
      return done;
    },
    "claude.auth.start": (_, { signIn }) => {
      signIn.start();
      return done;
    },
    "claude.auth.code": ({ code }, { signIn }) => {
      signIn.code(code);
      return done;
    },
    ping: () => done,
    "page:used": () => {
      runners.pageUsed();
      return done;
    },
  };
}

/** The live side of the API. Authentication and errors are dealt with once, for every event. */
export class SocketServer implements AsyncDisposable {
  readonly #io: Server<ClientToServer, ServerToClient>;
  readonly #services: ApiServices;
  readonly #handlers: Handlers;

  constructor(door: FrontDoor, services: ApiServices) {
    this.#services = services;
    this.#handlers = handlers(services);
    const engine = new Engine({
      // Terminal output on loopback-sized frames: compressing costs more than it saves.
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: IMAGES_LIMIT_CHARACTERS + INPUT_LIMIT_BYTES,
      pingInterval: 10_000,
      pingTimeout: 15_000,
      allowRequest: (request, decide) => {
        const { origin, host } = request.headers;
        decide(null, origin === undefined || services.origins.allows(origin, host) || tokenGiven(request));
      },
    });
    door.live = engine;
    this.#io = new Server({ serveClient: false, connectTimeout: CONNECT_TIMEOUT_MS });
    this.#io.bind(engine);
    this.#io.use((socket, next) => {
      this.#authenticate(socket).then(
        () => next(),
        (error: unknown) => next(connectError(error)),
      );
    });
    this.#io.on("connection", (socket) => this.#connected(socket));
    services.changes.subscribe((change) => {
      const room = this.#io.to(change.ownerId);
      if (change.type === "removed") return void room.emit("session:removed", { id: change.id });
      room.emit("session:changed", change.session);
      for (const share of services.shares.of(change.session.id))
        this.#io.to(share.userId ?? share.id).emit("session:changed", asShared(change.session, share));
    });
    services.workspaceChanges.subscribe((change) => {
      const room = this.#io.to(change.ownerId);
      if (change.type === "removed") room.emit("workspace:removed", { id: change.id });
      else room.emit("workspace:changed", change.workspace);
    });
    services.approvalChanges.subscribe(({ ownerId, approval }) => {
      this.#io.to(ownerId).emit("approval:changed", approval);
      for (const share of services.shares.of(approval.sessionId))
        this.#io.to(share.userId ?? share.id).emit("approval:changed", approval);
    });
    services.preferences.changes.subscribe(({ userId, preferences }) =>
      this.#io.to(userId).emit("preferences:changed", preferences),
    );
    services.shares.onEnded((share) => this.#shareEnded(share));
    services.revocations.subscribe((credential) => void this.#io.in(credential).disconnectSockets(true));
  }

  get count(): number {
    return this.#io.engine.clientsCount;
  }

  async [Symbol.asyncDispose]() {
    await this.#io.close();
  }

  /** What was seen by it is seen no more, at once. */
  #shareEnded({ sessionId, userId, id }: ShareRow) {
    for (const { data } of this.#io.sockets.sockets.values()) {
      const { caller, attachments } = data as SocketData;
      if (caller.kind === "person" && caller.userId === userId) attachments?.close(sessionId);
    }
    this.#io.to(userId ?? id).emit("session:removed", { id: sessionId });
  }

  async #authenticate(socket: Socket): Promise<void> {
    const { authenticator, cookieName, origins } = this.#services;
    const { token: given, ticket } = socket.handshake.auth as { token?: unknown; ticket?: unknown };
    const { cookie, origin, host, authorization } = socket.handshake.headers;
    const bearer =
      authorization !== undefined && /^bearer /i.test(authorization)
        ? authorization.slice(7).trim()
        : undefined;
    const token = typeof given === "string" && given !== "" ? given : bearer;
    const address = addressOf(socket.request);
    const place = { address, device: (socket.handshake.headers["user-agent"] ?? "unknown").slice(0, 300) };
    const caller = await authenticator.caller(
      {
        token,
        ticket: typeof ticket === "string" && ticket !== "" ? ticket : undefined,
        cookie: readCookie(cookie, cookieName),
      },
      place,
    );
    if (!caller) throw new Problem("unauthenticated", {});
    if (caller.byCookie && origin !== undefined && !origins.allows(origin, host))
      throw new Problem("origin-refused", {});
    const leave = this.#services.connections.enter(caller, address);
    // Of the connection, not of the socket: one that goes away while it is let in never becomes a socket.
    socket.conn.once("close", leave);
    if (socket.conn.readyState === "closed") leave();
    (socket.data as SocketData).caller = caller;
  }

  #connected(socket: ClientSocket) {
    const data = socket.data as SocketData;
    const { caller } = data;
    batchWrites(socket);
    const attachments = new Attachments(socket, viewerOf(caller), this.#services);
    data.attachments = attachments;
    const signIn = new ClaudeSignIn({ socket, caller, services: this.#services });
    const context: Context = { caller, socket, attachments, inflow: new Inflow(socket), signIn };
    const userId = caller.kind === "person" ? caller.userId : undefined;
    void socket.join([...(userId ? [userId] : []), caller.credentialId]);
    socket.emit("auth.success", userId === undefined ? {} : { userId });
    socket.onAny((event: string, ...args: unknown[]) => void this.#dispatch(event, args, context));
    socket.on("disconnect", () => {
      attachments.closeAll();
      signIn.cancel();
    });
  }

  async #dispatch(event: string, args: unknown[], context: Context): Promise<void> {
    const last = args.at(-1);
    const answer = typeof last === "function" ? (last as (message: object) => void) : () => undefined;
    const record = (refusal?: ProblemCode) => this.#record(event, args[0], context.caller, refusal);
    try {
      context.inflow.admit(args[0]);
      if (!Object.hasOwn(clientEvents, event))
        throw new Problem(
          "unknown-event",
          { event: event.slice(0, 100) },
          `There is no event "${event.slice(0, 100)}".`,
        );
      const name = event as ClientEventName;
      this.#services.policy.admit(context.caller, socketActions[name]);
      const parsed = clientEvents[name].safeParse(typeof args[0] === "function" ? undefined : args[0]);
      if (!parsed.success) {
        const errors = parsed.error.issues.map((issue) => ({
          path: issue.path.join("."),
          message: issue.message,
        }));
        throw new Problem(
          "invalid-request",
          { errors },
          errors.map(({ path, message }) => `${path}: ${message}`).join("; "),
        );
      }
      const handle = this.#handlers[name] as (payload: unknown, context: Context) => Promise<Answer> | Answer;
      const { ack, follow } = await handle(parsed.data, context);
      await record();
      answer({ ok: true, ...ack });
      follow?.();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === "internal")
        this.#services.logger.error({ err: error, event }, "socket event failed");
      await record(problem.code);
      answer({ ok: false, problem: problemBody(problem) });
    }
  }

  /** As routes do: an audited act is in the log before it is answered. */
  async #record(event: string, payload: unknown, caller: Caller, refusal?: ProblemCode): Promise<void> {
    if (!Object.hasOwn(socketActions, event)) return;
    const act = socketActions[event as ClientEventName];
    if (!isRecorded(act, refusal)) return;
    const { audit, logger } = this.#services;
    const { runId } = (payload ?? {}) as { runId?: unknown };
    const object = typeof runId === "string" ? runId.slice(0, 100) : undefined;
    await audit
      .record({ act, outcome: refusal ?? "done", actor: actorOf(caller), place: caller.place, object })
      .catch((error: unknown) =>
        logger.error({ err: error, act }, "an act could not be written into the audit log"),
      );
  }
}

/** A program that shows a bearer token proves more than an origin does. */
const tokenGiven = (request: IncomingMessage) => request.headers.authorization !== undefined;

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value) return value; // ours are made of characters that need no escape
  }
  return undefined;
}

function connectError(error: unknown): Error {
  const problem = asProblem(error);
  return Object.assign(new Error(problem.message), { data: problemBody(problem) });
}
