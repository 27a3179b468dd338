import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { newId } from "@dispatch/protocol/ids";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session } from "@dispatch/protocol/session";
import { clientEvents } from "@dispatch/protocol/socket";
import { Account } from "@dispatch/testkit/account";
import { connectSocket, type TestSocket } from "@dispatch/testkit/followers";
import { type Answer, type RequestOptions, httpRequest } from "@dispatch/testkit/http-request";
import { TestServer } from "@dispatch/testkit/test-server";
import { until, within } from "@dispatch/testkit/until";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";

const MIB = 1024 * 1024;
const json = { "content-type": "application/json" };

let server: TestServer;
let owner: Account;
let living: Session;
let over: Session;
let pid: number;

beforeAll(async () => {
  server = await TestServer.start();
  owner = await Account.register(server.url);
  pid = server.pid;
  living = await owner.terminal({ shell: "/bin/cat", args: [] });
  over = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo done"] });
  await owner.ended(over.id);
});
afterAll(() => server[Symbol.asyncDispose]());

// Whatever was sent: the same process lives, and its terminals work.
afterEach(async () => {
  expect(server.running && server.pid).toBe(pid);
  expect((await httpRequest("GET", `${server.url}/api/health`)).status).toBe(200);
  const word = randomBytes(8).toString("hex");
  await owner.type(living.id, `${word}\n`);
  await until("an echo", async () =>
    (await owner.request("GET", `/api/sessions/${living.id}/export?format=txt`)).text.includes(word),
  );
});

function expectProblem(answer: Answer, status: number, code: string): ProblemBody {
  const problem = answer.body as ProblemBody;
  expect({ status: answer.status, type: answer.headers["content-type"], code: problem?.code }).toEqual({
    status,
    type: expect.stringContaining("application/problem+json"),
    code,
  });
  expect(problem).toMatchObject({
    status,
    title: expect.stringMatching(/\w/),
    detail: expect.stringMatching(/\w/),
    requestId: expect.stringMatching(/\w/),
  });
  return problem;
}

test("a wrong password and an unknown address are refused alike", async () => {
  const login = (email: string) =>
    httpRequest("POST", `${server.url}/api/auth/login`, { body: { email, password: "not the password" } });
  const wrong = expectProblem(await login("owner@example.com"), 401, "invalid-credentials");
  const unknown = expectProblem(await login("nobody@example.com"), 401, "invalid-credentials");
  expect({ ...unknown, requestId: "" }).toEqual({ ...wrong, requestId: "" });
});

test.for(["", "nonsense", "dsp_aaaaaaaaaaaaaaaaaaaaaaaa", "eyJhbGciOiJub25lIn0.e30."])(
  "a token that is none is refused: %j",
  async (token) => {
    expectProblem(
      await httpRequest("GET", `${server.url}/api/sessions`, {
        headers: { authorization: `Bearer ${token}` },
      }),
      401,
      "unauthenticated",
    );
  },
);

test("a body of 10 MB is refused, with and without a length", async () => {
  const big = JSON.stringify({ kind: "terminal", title: "x".repeat(10 * MIB) });
  // As browsers and most programs do: the connection is for more than one request.
  const headers = { ...json, connection: "keep-alive" };
  for (const path of ["/api/sessions", `/api/sessions/${living.id}/input`, "/api/auth/login"]) {
    expectProblem(await owner.request("POST", path, { body: big, headers }), 413, "payload-too-large");
  }
  expectProblem(
    await owner.request("POST", "/api/sessions", { body: big, headers, chunked: true }),
    413,
    "payload-too-large",
  );
});

const refused: readonly [string, string, string, RequestOptions, number, string][] = [
  [
    "garbage JSON",
    "POST",
    "/api/sessions",
    { body: '{"kind": "termi', headers: json },
    400,
    "invalid-request",
  ],
  ["an empty JSON body", "POST", "/api/sessions", { body: "", headers: json }, 400, "invalid-request"],
  ["JSON that is no object", "POST", "/api/sessions", { body: [1, 2] }, 400, "invalid-request"],
  [
    "a prototype in JSON",
    "POST",
    "/api/sessions",
    { body: '{"kind":"terminal","__proto__":{"x":1}}', headers: json },
    400,
    "invalid-request",
  ],
  [
    "another content type",
    "POST",
    "/api/sessions",
    { body: "<kind/>", headers: { "content-type": "text/xml" } },
    415,
    "unsupported-media-type",
  ],
  ["an unknown kind", "POST", "/api/sessions", { body: { kind: "spaceship" } }, 400, "invalid-request"],
  [
    "an unknown property",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", color: "red" } },
    400,
    "invalid-request",
  ],
  [
    "a NUL in an argument",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", args: ["a\0b"] } },
    400,
    "invalid-request",
  ],
  [
    "a bad variable name",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", env: { "A=B": "c" } } },
    400,
    "invalid-request",
  ],
  [
    "a size of 0",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", cols: 0, rows: 0 } },
    400,
    "invalid-request",
  ],
  [
    "a workspace that does not exist",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", workspaceId: newId("wsp") } },
    404,
    "workspace-not-found",
  ],
  ["an id that is none", "GET", "/api/sessions/..%2f..%2fetc", {}, 400, "invalid-request"],
  ["an unknown id", "GET", `/api/sessions/${newId("ses")}`, {}, 404, "session-not-found"],
  ["an unknown route", "GET", "/api/nothing/here", {}, 404, "not-found"],
  ["an unknown method", "PUT", "/api/sessions", {}, 404, "not-found"],
  ["a list cursor that is none", "GET", "/api/sessions?cursor=abc", {}, 400, "invalid-request"],
  ["a limit of 0", "GET", "/api/sessions?limit=0", {}, 400, "invalid-request"],
  ["a limit of a million", "GET", "/api/sessions?limit=1000000", {}, 400, "invalid-request"],
  [
    "an idempotency key that is too long",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal" }, headers: { "idempotency-key": "k".repeat(256) } },
    400,
    "invalid-request",
  ],
  [
    "a short password",
    "POST",
    "/api/auth/register",
    { body: { email: "a@example.com", password: "short" } },
    400,
    "invalid-request",
  ],
  [
    "an account nobody may make",
    "POST",
    "/api/auth/register",
    { body: { email: "a@example.com", password: "long enough to pass" } },
    403,
    "registration-closed",
  ],
];
test.for(refused)("%s is refused", async ([, method, path, options, status, code]) => {
  const before = (await owner.request<{ items: Session[] }>("GET", "/api/sessions")).body.items.map(
    ({ id }) => id,
  );
  expectProblem(await owner.request(method, path, options), status, code);
  expect(
    (await owner.request<{ items: Session[] }>("GET", "/api/sessions")).body.items.map(({ id }) => id),
  ).toEqual(before);
});

test.for([
  [{ shell: "/nowhere/shell" }],
  [{ shell: "/etc/passwd" }],
  [{ shell: "/bin" }],
  [{ cwd: "/nowhere/at/all" }],
  [{ cwd: "/etc/passwd" }],
  [{ shell: "-rm" }],
] as const)("a terminal that cannot start leaves nothing behind: %o", async ([options]) => {
  const before = (await owner.request<{ items: Session[] }>("GET", "/api/sessions")).body.items.length;
  const answer = await owner.request("POST", "/api/sessions", { body: { kind: "terminal", ...options } });
  expect([400, 422]).toContain(answer.status);
  expectProblem(answer, answer.status, answer.status === 400 ? "invalid-request" : "start-failed");
  expect((await owner.request<{ items: Session[] }>("GET", "/api/sessions")).body.items.length).toBe(before);
});

test.for(["-1", "abc", "1.5", "1e999", "99999999999999999999"])(
  "a cursor that is none is refused: %s",
  async (after) => {
    expectProblem(
      await owner.request("GET", `/api/sessions/${over.id}/events?after=${after}`),
      400,
      "invalid-request",
    );
    const headers = { accept: "text/event-stream", "last-event-id": after };
    expectProblem(
      await owner.request("GET", `/api/sessions/${over.id}/events`, { headers }),
      400,
      "invalid-request",
    );
  },
);

test("a cursor from the future is refused with the last number there is", async () => {
  const { lastSeq } = await owner.session(over.id);
  const page = expectProblem(
    await owner.request("GET", `/api/sessions/${over.id}/events?after=${lastSeq + 1}`),
    400,
    "cursor-ahead",
  );
  expect(page).toMatchObject({ afterSeq: lastSeq + 1, lastSeq });
  const headers = { accept: "text/event-stream", "last-event-id": String(lastSeq + 7) };
  expectProblem(
    await owner.request("GET", `/api/sessions/${over.id}/events`, { headers }),
    400,
    "cursor-ahead",
  );
});

test.for([
  { cols: 0, rows: 24 },
  { cols: 80, rows: 0 },
  { cols: 100_000, rows: 100_000 },
  { cols: -1, rows: -1 },
  { cols: 80.5, rows: 24 },
  { cols: "80", rows: "24" },
  { cols: 80 },
  {},
])("a resize to %o is refused, and the size stays", async (size) => {
  const problem = expectProblem(
    await owner.request("POST", `/api/sessions/${living.id}/resize`, { body: size }),
    400,
    "invalid-request",
  );
  expect(problem.errors?.length).toBeGreaterThan(0);
  expect(await owner.session(living.id)).toMatchObject({ cols: 80, rows: 24 });
});

test.for([
  ["input", { data: "x" }],
  ["resize", { cols: 100, rows: 30 }],
  ["interrupt", undefined],
  ["stop", undefined],
] as const)("%s is refused by a session that has ended", async ([action, body]) => {
  expectProblem(
    await owner.request("POST", `/api/sessions/${over.id}/${action}`, { body }),
    409,
    "session-refused",
  );
});

test("a resume of a session that lives is refused", async () => {
  expectProblem(await owner.request("POST", `/api/sessions/${living.id}/resume`), 409, "session-refused");
});

async function withSocket<T>(work: (socket: TestSocket) => Promise<T>): Promise<T> {
  const socket = connectSocket(server.url, owner.token);
  try {
    await until("a connection", () => socket.connected);
    return await work(socket);
  } finally {
    socket.disconnect();
  }
}
const send = (socket: TestSocket, event: string, ...args: unknown[]): Promise<unknown> =>
  within(
    `an answer to ${event}`,
    (socket as unknown as { emitWithAck(event: string, ...args: unknown[]): Promise<unknown> }).emitWithAck(
      event,
      ...args,
    ),
  );
const refusal = (code: unknown) => ({
  ok: false,
  problem: expect.objectContaining({
    code,
    title: expect.any(String),
    detail: expect.any(String),
    status: expect.any(Number),
  }),
});

test("a socket without a valid credential does not connect, and is told why", async () => {
  for (const token of ["", "nonsense", 5, { a: 1 }]) {
    const socket = connectSocket(server.url, token as string);
    try {
      const [error] = (await within("a refusal", once(socket as never, "connect_error"))) as [
        Error & { data?: ProblemBody },
      ];
      expect(error.data).toMatchObject({ code: "unauthenticated", status: 401 });
    } finally {
      socket.disconnect();
    }
  }
});

test("every socket event refuses payloads of a wrong type with a problem", async () => {
  await withSocket(async (socket) => {
    const wrong: unknown[] = [
      undefined,
      null,
      5,
      "text",
      true,
      [],
      {},
      { runId: 5 },
      { runId: null },
      { runId: "ses_" },
      { runId: { $ne: 1 } },
      Buffer.from("bytes"),
    ];
    for (const event of Object.keys(clientEvents).filter((name) => name.startsWith("run:"))) {
      for (const payload of wrong)
        expect([event, payload, await send(socket, event, payload)]).toEqual([
          event,
          payload,
          refusal("invalid-request"),
        ]);
      expect([event, await send(socket, event)]).toEqual([event, refusal("invalid-request")]);
    }
    const runId = living.id;
    const half: readonly [string, object][] = [
      ["run:attach", { runId, afterSeq: -1 }],
      ["run:attach", { runId, afterSeq: "0" }],
      ["run:attach", { runId, window: 1 }],
      ["run:attach", { runId, window: 1e9 }],
      ["run:attach", { runId, screen: "yes" }],
      ["run:input", { runId, data: 5 }],
      ["run:input", { runId }],
      ["run:input", { runId, data: "x", key: "" }],
      ["run:input", { runId, data: "x", key: "k".repeat(200) }],
      ["run:resize", { runId, cols: 0, rows: 24 }],
      ["run:resize", { runId, cols: 100_000, rows: 24 }],
      ["run:ack", { runId, seq: -1 }],
    ];
    for (const [event, payload] of half)
      expect([event, payload, await send(socket, event, payload)]).toEqual([
        event,
        payload,
        refusal("invalid-request"),
      ]);
  });
});

test("an unknown socket event, a cursor from the future and what has ended are refused by their own codes", async () => {
  await withSocket(async (socket) => {
    for (const event of ["run:nonsense", "toString", "__proto__", "constructor", ""]) {
      expect([event, await send(socket, event, { runId: living.id })]).toEqual([
        event,
        refusal("unknown-event"),
      ]);
    }
    const { lastSeq } = await owner.session(over.id);
    expect(await send(socket, "run:attach", { runId: over.id, afterSeq: lastSeq + 1 })).toEqual(
      refusal("cursor-ahead"),
    );
    expect(await send(socket, "run:attach", { runId: newId("ses") })).toEqual(refusal("session-not-found"));
    expect(await send(socket, "run:input", { runId: over.id, data: "x" })).toEqual(
      refusal("session-refused"),
    );
    expect(await send(socket, "run:resize", { runId: over.id, cols: 90, rows: 30 })).toEqual(
      refusal("session-refused"),
    );
    expect(await send(socket, "run:close", { runId: over.id })).toEqual(refusal("session-refused"));
    // An ack from the future, and one for a session it does not follow, change nothing.
    expect(await send(socket, "run:ack", { runId: living.id, seq: 1e9 })).toEqual({ ok: true });
  });
});

test("events without an ack, and with arguments behind it, harm nobody", async () => {
  await withSocket(async (socket) => {
    const raw = socket as unknown as { emit(event: string, ...args: unknown[]): void };
    raw.emit("run:attach");
    raw.emit("run:attach", { runId: over.id });
    raw.emit("run:input", { runId: over.id, data: "x" }, "extra", 5, null);
    raw.emit(
      "nonsense",
      () => undefined,
      () => undefined,
    );
    expect(await send(socket, "run:detach", { runId: over.id })).toEqual({ ok: true });
  });
});

/** Sends packets over a bare WebSocket after the connect, and waits until the server hangs up or answers a ping of its own. */
async function rawPackets(...packets: (string | Buffer)[]): Promise<void> {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  socket.on("error", () => undefined);
  await within("a WebSocket", once(socket, "open"));
  const connected = new Promise<void>((resolve) =>
    socket.on("message", (data: Buffer) => data.toString().startsWith("40") && resolve()),
  );
  socket.send(`40${JSON.stringify({ token: owner.token })}`);
  await within("a connect", connected);
  const answered = new Promise<void>((resolve) => {
    socket.on("close", () => resolve());
    socket.on("message", (data: Buffer) => data.toString().startsWith("4399") && resolve());
  });
  for (const packet of packets) socket.send(packet);
  socket.send(`4299${JSON.stringify(["run:detach", { runId: over.id }])}`);
  await within("an answer or the end", answered);
  socket.terminate();
}

test.for([
  ["garbage text", "complete nonsense"],
  ["an empty packet", ""],
  ["an unknown packet type", "9"],
  ["an event that is no JSON", "42[nonsense"],
  ["an event that is no array", '42{"a":1}'],
  ["an event without a name", "42[]"],
  ["an event with a number for a name", "42[5]"],
  ["a reserved event", '42["connect",{}]'],
  ["another namespace", '40/admin,{"token":"x"}'],
  ["a second connect", '40{"token":"x"}'],
  ["an ack nobody asked for", "4312345[1]"],
  ["binary that was never announced", Buffer.from([1, 2, 3, 4])],
  ["a binary event whose parts never come", '451-["run:input",{"_placeholder":true,"num":0}]'],
  ["a placeholder beyond the parts", '451-["run:input",{"_placeholder":true,"num":7}]'],
  ["a million announced parts", '451000000-["run:input",{}]'],
  ["a deep nest", `42["run:input",${"[".repeat(20_000)}${"]".repeat(20_000)}]`],
  ["a packet beyond the limit", `42["run:input",{"data":"${"x".repeat(3 * MIB)}"}]`],
] as const)("over a bare WebSocket, %s harms nobody", async ([, packet]) => {
  await rawPackets(packet);
});

/** Raw bytes at the port, until the server hangs up. */
async function rawBytes(...parts: (string | Buffer)[]): Promise<string> {
  const socket = connect({ port: server.port, host: "127.0.0.1" });
  let answer = "";
  socket.on("error", () => undefined);
  socket.setEncoding("latin1").on("data", (text: string) => (answer += text));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (const part of parts) socket.write(part);
  await within("a hang-up", closed);
  return answer;
}

const upgrade =
  "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

test("bytes that are no HTTP and frames that are no WebSocket are hung up on", async () => {
  expect(await rawBytes(Buffer.alloc(2_000, 0xff))).toContain("400 Bad Request");
  expect(await rawBytes(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(100_000)}\r\n\r\n`)).toContain(
    "431",
  );
  expect(await rawBytes(upgrade, Buffer.from([0x81, 0x05, 0x68, 0x65, 0x6c, 0x6c, 0x6f]))).toContain(
    "101 Switching Protocols",
  ); // not masked
  expect(await rawBytes(upgrade, Buffer.alloc(64, 0xff))).toContain("101 Switching Protocols"); // reserved bits and opcode
});

test("long-polling with garbage is answered", async () => {
  const opened = await httpRequest("GET", `${server.url}/socket.io/?EIO=4&transport=polling`);
  const { sid } = JSON.parse(opened.text.slice(1)) as { sid: string };
  const posted = await httpRequest("POST", `${server.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
    body: "\x1e\x1e nonsense",
    headers: { "content-type": "text/plain" },
  });
  expect(posted.status).toBeLessThan(500);
  expect(
    (await httpRequest("GET", `${server.url}/socket.io/?EIO=4&transport=polling&sid=nonsense`)).status,
  ).toBe(400);
});
