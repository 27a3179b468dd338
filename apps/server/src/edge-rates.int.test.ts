import { once } from "node:events";
import { connect } from "node:net";
import { type Socket, io } from "socket.io-client";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

const live = (app: TestApp, token: string) =>
  io(app.url, { auth: { token }, transports: ["websocket"], reconnection: false, forceNew: true });

test("a credential that asks too often is told when to go on, and others are not held back", async () => {
  await using app = await TestApp.open({ environment: { DISPATCH_REQUEST_RATE: "1" } });
  const { token } = await app.register("owner@example.com");
  const key = (await app.request("POST", "/api/api-keys", { token, body: { name: "mine" } })).body[
    "secret"
  ] as string;
  const ask = (with_: string) => app.request("GET", "/api/auth/me", { token: with_ });
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(key)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get("retry-after")).toBe(String(refused[0]?.body["retryAfterSeconds"]));
  expect(refused[0]?.body).toMatchObject({ code: "too-many-requests" });
  expect((await ask(token)).status).toBe(200);
});

test("an address that asks too often is refused before anything is looked up, whatever it shows", async () => {
  await using app = await TestApp.open({ environment: { DISPATCH_REQUEST_RATE: "1" } });
  const statuses = await Promise.all(
    Array.from(
      { length: 70 },
      async (_, count) => (await app.request("GET", "/api/auth/me", { token: `dsp_guess${count}` })).status,
    ),
  );
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
});

test("a socket that floods is refused, then cut off; the flood reaches nobody else", async () => {
  await using app = await TestApp.open();
  const { token } = await app.register("owner@example.com");
  const [flooder, other] = [live(app, token), live(app, token)];
  await Promise.all([once(flooder as never, "connect"), once(other as never, "connect")]);
  const closed = new Promise<string>((resolve) => flooder.on("disconnect", resolve));
  const codes = new Set<string>();
  for (let count = 0; count < 60_000; count += 1) {
    flooder.emit("ping", {}, (answer: { ok: boolean; problem?: { code: string } }) => {
      if (!answer.ok) codes.add(answer.problem?.code ?? "");
    });
  }
  expect(await closed).toMatch(/^(io server disconnect|transport close)$/);
  expect([...codes]).toEqual(["too-many-requests"]);
  expect(await other.emitWithAck("ping", {})).toEqual({ ok: true });
  other.close();
});

test("a hurried hand and a pasted book are far below what a socket may send", async () => {
  await using app = await TestApp.open();
  const { token } = await app.register("owner@example.com");
  const runId = await app.terminal(token);
  const socket = live(app, token);
  await once(socket as never, "connect");
  const typed = Array.from({ length: 2_000 }, () =>
    socket.emitWithAck("run:resize", { runId, cols: 80, rows: 24 }),
  );
  const piece = "x".repeat(256 * 1024);
  const pasted = Array.from({ length: 32 }, () => socket.emitWithAck("run:detach", { runId, data: piece }));
  for (const answer of (await Promise.all([...typed, ...pasted])) as { ok: boolean }[])
    expect.assert(answer.ok);
  socket.close();
});

test("one person's windows are many, but not without end; a closed one makes room", async () => {
  await using app = await TestApp.open();
  const { token } = await app.register("owner@example.com");
  const sockets: Socket[] = [];
  const connected = (socket: Socket) =>
    new Promise<string>((resolve) => {
      socket.on("connect", () => resolve("connected"));
      socket.on("connect_error", (error) => resolve((error as { data?: { code: string } }).data?.code ?? ""));
    });
  for (let count = 0; count < 500; count += 1) sockets.push(live(app, token));
  expect(new Set(await Promise.all(sockets.map(connected)))).toEqual(new Set(["connected"]));
  expect(await connected(live(app, token))).toBe("too-many-requests");
  expect((await app.request("GET", "/api/events", { token })).status).toBe(429);
  sockets.pop()?.disconnect();
  await expect
    .poll(async () => {
      const again = live(app, token);
      sockets.push(again);
      return connected(again);
    })
    .toBe("connected");
  for (const socket of sockets) socket.close();
});

test("a client that dawdles over its headers is closed, and the others are served meanwhile", async () => {
  await using app = await TestApp.open();
  const slow = connect(Number(new URL(app.url).port), "127.0.0.1");
  slow.write("GET /api/setup HTTP/1.1\r\nhost: localhost\r\nx-slow: ");
  const drip = setInterval(() => slow.write("x"), 500);
  const parts: Buffer[] = [];
  slow.on("data", (part: Buffer) => parts.push(part)).on("error", () => undefined);
  expect((await app.request("GET", "/api/setup")).status).toBe(200);
  await once(slow, "close");
  clearInterval(drip);
  expect(Buffer.concat(parts).toString()).toMatch(/^HTTP\/1.1 408 .*request-timeout/s);
});
