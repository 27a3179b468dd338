import type { IncomingMessage, ServerResponse } from "node:http";
import { owner, problem, type ScriptedServer } from "./scripted-server.ts";
import type { ScriptedSession } from "./scripted-session.ts";

type Call = {
  server: ScriptedServer;
  response: ServerResponse;
  url: URL;
  body: Record<string, unknown>;
  session: ScriptedSession;
};
type Route = (call: Call) => unknown;

const open: Record<string, Route> = {
  "GET /api/setup": () => ({ ownerNeeded: false, setupKeyNeeded: false, registration: "invite" }),
  "GET /api/health": () => ({ status: "ok" }),
  "POST /api/auth/login": ({ server, body }) =>
    body["password"] === "correct horse"
      ? server.newTokens()
      : problem(401, "invalid-credentials", "E-mail or password is wrong"),
  "POST /api/auth/device": ({ server }) => ({
    deviceCode: "dsd_device",
    userCode: "BCDF-GHJK",
    verificationUrl: `${server.url}/pair`,
    verificationUrlComplete: `${server.url}/pair#BCDF-GHJK`,
    expiresIn: 600,
    interval: 0,
  }),
  "POST /api/auth/device/token": ({ server, body }) => {
    const answer = body["deviceCode"] === "dsd_device" ? server.pairingAnswers.shift() : undefined;
    if (answer === "allowed") return server.newTokens();
    if (answer === "denied") return problem(403, "pairing-denied", "The pairing was denied");
    return answer ? { status: answer } : problem(404, "pairing-not-found", "This code does not work");
  },
  "POST /api/auth/refresh": ({ server, body }) => {
    const token = String(body["refreshToken"]);
    server.refreshes.push(token);
    return server.refreshTokens.delete(token)
      ? server.newTokens()
      : problem(401, "login-ended", "This login has ended; sign in again");
  },
};

const closed: Record<string, Route> = {
  "POST /api/auth/logout": ({ server }) => server.tokens.clear(),
  "GET /api/auth/me": () => ({ user: owner }),
  "GET /api/sessions": ({ server }) => ({
    items: [...server.sessions.values()].map(({ session }) => session),
    nextCursor: null,
  }),
  "POST /api/sessions": ({ server, body }) => {
    const created = server.session(`ses_created${server.sessions.size}`, {
      title: (body["title"] as string | undefined) ?? "shell",
    });
    created.inputs.push(JSON.stringify(body));
    return created.session;
  },
  "GET /api/api-keys": ({ server }) => ({ items: [...server.keys.values()], nextCursor: null }),
  "POST /api/api-keys": ({ server, body }) => {
    const key = {
      id: `key_0000000${server.keys.size}`,
      name: String(body["name"]),
      scopes: ["run"],
      createdAt: owner.createdAt,
    };
    server.keys.set(key.id, key);
    return { ...key, secret: "dsp_secret" };
  },
};

const ofSession: Record<string, Route> = {
  "GET ": ({ session }) => session.session,
  "DELETE ": ({ server, session }) => void server.sessions.delete(session.session.id),
  "GET /screen": ({ session }) => session.screen(),
  "GET /events": ({ session, url }) => {
    const after = Number(url.searchParams.get("after") ?? 0);
    const items = session.json(after, Number(url.searchParams.get("limit") ?? 100));
    return {
      items,
      nextCursor: after + items.length < session.events.length ? String(after + items.length) : null,
    };
  },
  "POST /stop": ({ session }) => {
    if (session.session.status !== "ended") session.update({ status: "ended", outcome: "stopped" });
    return session.session;
  },
  "POST /resize": ({ session, body }) => session.resize(body as { cols: number; rows: number }),
  "POST /interrupt": ({ session }) => void session.interrupts.push(0),
  "POST /input": ({ session, body }) => {
    if (session.session.status === "ended")
      return problem(409, "session-refused", "The session cannot do this now");
    return session.input(new TextEncoder().encode(String(body["data"])), undefined);
  },
  "POST /resume": ({ session }) => {
    session.update({ status: "running", launch: session.session.launch + 1 });
    return session.session;
  },
};

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  if (text === "") return {};
  if (request.headers["content-type"]?.startsWith("application/json"))
    return JSON.parse(text) as Record<string, unknown>;
  return { data: text };
}

/** The REST and SSE side of the scripted server. */
export async function answerRequest(
  server: ScriptedServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", server.url);
  if (url.pathname.startsWith("/socket.io")) return;
  server.requests.push(`${request.method} ${url.pathname}`);
  const body = await readBody(request);
  const send = (answer: unknown) => {
    const status =
      typeof answer === "object" && answer !== null && "code" in answer && "type" in answer
        ? (answer as unknown as { status: number }).status
        : 200;
    response.statusCode = answer === undefined ? 204 : status;
    response.setHeader("content-type", status === 200 ? "application/json" : "application/problem+json");
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  };
  const call = { server, response, url, body };
  const name = `${request.method} ${url.pathname}`;
  if (open[name]) return send(open[name](call as Call));
  if (!server.tokens.has(request.headers.authorization?.replace("Bearer ", "") ?? ""))
    return send(problem(401, "unauthenticated", "Sign in first"));
  const refusal = server.refuse?.(name, body);
  if (refusal) return send(refusal);
  if (closed[name]) return send(closed[name](call as Call));
  const [, id = "", rest = ""] = /^\/api\/sessions\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
  const session = server.sessions.get(id);
  if (!session)
    return send(
      problem(404, id ? "session-not-found" : "not-found", id ? "No such session" : "There is nothing here"),
    );
  if (rest === "/events" && request.headers.accept === "text/event-stream")
    return stream({ ...call, session }, Number(url.searchParams.get("after")));
  if (rest === "/export") return void response.end(session.screen().text);
  const route = ofSession[`${request.method} ${rest}`];
  send(route ? route({ ...call, session }) : problem(404, "not-found"));
}

function stream({ response, session }: Call, after: number): void {
  response.setHeader("content-type", "text/event-stream");
  response.flushHeaders();
  let cursor = after;
  const pump = () => {
    for (const event of session.json(cursor)) {
      cursor = event.seq;
      response.write(`id: ${event.seq}\nevent: ${event.channel}\ndata: ${JSON.stringify(event)}\n\n`);
    }
  };
  session.changed.add(pump);
  response.on("close", () => session.changed.delete(pump));
  pump();
}
