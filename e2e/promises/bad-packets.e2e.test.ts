import { once } from "node:events";
import { connect } from "node:net";
import { newId } from "@dispatch/protocol/ids";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session } from "@dispatch/protocol/session";
import { clientEvents } from "@dispatch/protocol/socket";
import type { Account } from "@dispatch/testkit/account";
import { connectSocket, type TestSocket } from "@dispatch/testkit/followers";
import { httpRequest } from "@dispatch/testkit/http-request";
import type { TestServer } from "@dispatch/testkit/test-server";
import { until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { unharmedServer } from "./unharmed-server.ts";

const MIB = 1024 * 1024;

let server: TestServer;
let owner: Account;
let living: Session;
let over: Session;
unharmedServer((made) => ({ server, owner, living, over } = made));

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
