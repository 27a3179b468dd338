import { once } from "node:events";
import { expect, test } from "vitest";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { AttachAck } from "@dispatch/protocol/socket";
import { TestApp, until } from "./testing/test-app.ts";
import { ask, collect, connected, dial, output } from "./testing/test-socket.ts";

test("R3: a socket attached by cursor gets the answer first, then the backlog, then what is live, as bytes", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  for (let index = 0; index < 500; index++) it.runner.say(id, `${index};`);
  using socket = await connected(it, token);
  const events = collect(socket);
  const ack = (await ask(socket, "run:attach", { runId: id, afterSeq: 4 })) as AttachAck;
  expect(ack).toMatchObject({ ok: true, session: { id, attached: 1 } });
  it.runner.say(id, "live");
  await until(() => output(events).endsWith("live"));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 5));
  expect(output(events)).toBe(
    `launch 1\r\n${Array.from({ length: 500 }, (_, index) => `${index};`).join("")}live`,
  );
  expect(events[0]).toMatchObject({ runId: id, channel: "terminal:output" });
});

test("R7: a socket attached by screen gets a screen, and then only what came after it", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  for (let index = 0; index < 300; index++) it.runner.say(id, `line ${index}\r\n`.repeat(100));
  await until(async () =>
    ((await it.request("GET", `/api/sessions/${id}/screen`, { token })).body["text"] as string).includes(
      "line 299",
    ),
  );
  using socket = await connected(it, token);
  const events = collect(socket);
  const ack = (await ask(socket, "run:attach", { runId: id, screen: true })) as AttachAck;
  if (!ack.ok || !ack.screen) throw new Error("no screen");
  it.runner.say(id, "after the screen");
  await until(() => output(events).endsWith("after the screen"));
  expect(events[0]?.seq).toBe(ack.screen.seq + 1);
  expect(ack.screen.restore).toContain("line 2");
  expect(ack.screen.restore.length).toBeLessThan(64 * 1024);
});

test("R6: with a window nothing more is sent than was acknowledged", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  using socket = await connected(it, token);
  const events = collect(socket);
  const window = 16 * 1024;
  await ask(socket, "run:attach", { runId: id, window });
  for (let index = 0; index < 64; index++) it.runner.say(id, "x".repeat(4096));
  await until(() => output(events).length >= window);
  // Another session's answer on the same socket: everything that was going to be sent before it has been.
  await ask(socket, "run:detach", { runId: "ses_00000000other" });
  expect(output(events).length).toBeLessThanOrEqual(window + 4096);
  while (output(events).length < 64 * 4096) {
    socket.emit("run:ack", { runId: id, seq: events.at(-1)?.seq });
    const before = events.length;
    await until(() => events.length > before);
  }
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
});

test("what is typed on a socket reaches the session once for each key, also after a detach", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  using socket = await connected(it, token);
  const events = collect(socket);
  await ask(socket, "run:attach", { runId: id, afterSeq: 0 });
  expect(await ask(socket, "run:input", { runId: id, data: "a", key: "1" })).toEqual({ ok: true });
  expect(await ask(socket, "run:input", { runId: id, data: "a", key: "1" })).toEqual({ ok: true });
  expect(await ask(socket, "run:input", { runId: id, data: Buffer.from([98]), key: "2" })).toEqual({
    ok: true,
  });
  await until(() => output(events).endsWith("ab"));
  await ask(socket, "run:detach", { runId: id });
  const seen = events.length;
  await ask(socket, "run:input", { runId: id, data: "unseen" });
  await until(
    async () =>
      ((await it.request("GET", `/api/sessions/${id}`, { token })).body["lastSeq"] as number) > seen,
  );
  expect(events).toHaveLength(seen);
  expect(output(events)).toBe("launch 1\r\nab");
});

test("bad packets get a typed answer and the connection lives", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  using socket = await connected(it, token);
  const refusals: [string, unknown, string][] = [
    ["run:nonsense", {}, "unknown-event"],
    ["toString", {}, "unknown-event"],
    ["run:attach", undefined, "invalid-request"],
    ["run:attach", "text", "invalid-request"],
    ["run:attach", { runId: "../../etc" }, "invalid-request"],
    ["run:attach", { runId: id, afterSeq: -1 }, "invalid-request"],
    ["run:attach", { runId: id, window: 1 }, "invalid-request"],
    ["run:attach", { runId: id, afterSeq: 10_000 }, "cursor-ahead"],
    ["run:attach", { runId: "ses_doesnotexist0000000" }, "session-not-found"],
    ["run:input", { runId: id, data: 5 }, "invalid-request"],
    ["run:resize", { runId: id, cols: 0, rows: 0 }, "invalid-request"],
    ["run:resize", { runId: id, cols: 100_000, rows: 24 }, "invalid-request"],
  ];
  for (const [event, payload, code] of refusals) {
    expect(await ask(socket, event, payload), `${event} ${JSON.stringify(payload)}`).toMatchObject({
      ok: false,
      problem: { code },
    });
  }
  socket.emit("run:attach"); // without an answer to give
  expect(await ask(socket, "run:attach", { runId: id })).toMatchObject({ ok: true });
});

test("input to a session that has ended is refused with what to do", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  it.runner.exit(id);
  await until(
    async () => (await it.request("GET", `/api/sessions/${id}`, { token })).body["status"] === "ended",
  );
  using socket = await connected(it, token);
  const answer = await ask(socket, "run:input", { runId: id, data: "x" });
  expect(answer).toMatchObject({
    ok: false,
    problem: { code: "session-refused", sessionStatus: "ended", detail: /Resume it first/ },
  });
});

test("without a valid credential there is no connection, and the reason has a code", async () => {
  await using it = await TestApp.open();
  const { cookie } = await it.register("ann@example.org");
  const refused = async (auth: object | undefined, headers: Record<string, string> = {}) => {
    const socket = dial(it, auth, headers);
    const [error] = (await once(socket as unknown as NodeJS.EventEmitter, "connect_error")) as [
      Error & { data?: ProblemBody },
    ];
    socket.close();
    return error.data?.code;
  };
  expect(await refused(undefined)).toBe("unauthenticated");
  expect(await refused({ token: "dsp_wrong" })).toBe("unauthenticated");
  expect(await refused({ token: { $ne: 1 } })).toBe("unauthenticated");
  // A page of another site brings the cookie along, and its own origin.
  expect(await refused(undefined, { cookie, origin: "https://evil.example" })).toBeUndefined();
  const own = dial(it, undefined, { cookie, origin: it.url });
  await once(own as unknown as NodeJS.EventEmitter, "connect");
  own.close();
});

test("R9: another person can neither attach to nor type into a session, and hears no news of it", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ann = await it.register("ann@example.org");
  const bob = await it.register("bob@example.org");
  using socket = await connected(it, bob.token);
  const heard: unknown[] = [];
  socket.onAny((...message) => heard.push(message));
  const id = await it.terminal(ann.token);
  for (const [event, payload] of [
    ["run:attach", {}],
    ["run:input", { data: "x" }],
    ["run:resize", { cols: 80, rows: 24 }],
    ["run:interrupt", {}],
    ["run:close", {}],
  ] as const) {
    const [theirs, none] = await Promise.all(
      [id, "ses_doesnotexist0000000"].map((runId) => ask(socket, event, { runId, ...payload })),
    );
    expect(JSON.stringify(theirs).replaceAll(id, "ID"), event).toBe(
      JSON.stringify(none).replaceAll("ses_doesnotexist0000000", "ID"),
    );
    expect(theirs).toMatchObject({ ok: false, problem: { code: "session-not-found" } });
  }
  expect(heard).toEqual([]);
});

test("when a login or key ends, its sockets and streams are dropped at once", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const key = await it.request("POST", "/api/api-keys", { token, body: { name: "k" } });
  using byLogin = await connected(it, token);
  using byKey = await connected(it, key.body["secret"] as string);
  const stream = await fetch(`${it.url}/api/sessions/${id}/events`, {
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
  });
  const keyGone = once(byKey as unknown as NodeJS.EventEmitter, "disconnect");
  await it.request("DELETE", `/api/api-keys/${key.body["id"] as string}`, { token });
  await keyGone;
  expect(byLogin.connected).toBe(true);
  const loginGone = once(byLogin as unknown as NodeJS.EventEmitter, "disconnect");
  await it.request("POST", "/api/auth/logout", { token });
  await loginGone;
  await stream.text(); // ends
});

test("server-sent events resume after Last-Event-ID and carry bytes as base64", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  for (const word of ["one ", "two ", "three "]) it.runner.say(id, word);
  await until(
    async () => ((await it.request("GET", `/api/sessions/${id}`, { token })).body["lastSeq"] as number) >= 8,
  );
  const headers = { authorization: `Bearer ${token}`, accept: "text/event-stream", "last-event-id": "6" };
  const leave = new AbortController();
  const response = await fetch(`${it.url}/api/sessions/${id}/events?after=1`, {
    headers,
    signal: leave.signal,
  });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  let text = "";
  it.runner.say(id, "live");
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(part).toString();
    if (text.includes(Buffer.from("live").toString("base64"))) break;
  }
  leave.abort();
  const blocks = text.split("\n\n").filter((block) => block.startsWith("id: "));
  expect(blocks.map((block) => block.split("\n")[0])).toEqual(["id: 7", "id: 8", "id: 9"]);
  expect(blocks[0]).toMatch(/^id: 7\nevent: terminal:output\ndata: \{.*"encoding":"base64".*\}$/);
  const ahead = await it.request("GET", `/api/sessions/${id}/events`, {
    token,
    headers: { accept: "text/event-stream", "last-event-id": "999" },
  });
  expect(ahead).toMatchObject({ status: 400, body: { code: "cursor-ahead", lastSeq: 9 } });
});

test("pages of events follow each other by cursor, and exports hold everything", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  for (let index = 0; index < 20; index++) it.runner.say(id, `\u001b[31m${index}\u001b[0m\r\n`);
  await until(
    async () =>
      ((await it.request("GET", `/api/sessions/${id}`, { token })).body["lastSeq"] as number) === 25,
  );
  const seqs: number[] = [];
  for (let cursor: string | null = "0"; cursor !== null;) {
    const { body } = await it.request("GET", `/api/sessions/${id}/events?after=${cursor}&limit=7`, { token });
    seqs.push(...(body["items"] as { seq: number }[]).map(({ seq }) => seq));
    cursor = body["nextCursor"] as string | null;
  }
  expect(seqs).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  const get = async (format: string) =>
    (
      await fetch(`${it.url}/api/sessions/${id}/export?format=${format}`, {
        headers: { authorization: `Bearer ${token}` },
      })
    ).text();
  expect(
    (await get("jsonl"))
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { seq: number }).seq),
  ).toEqual(seqs);
  expect((await get("txt")).trim()).toBe(
    ["launch 1", ...Array.from({ length: 20 }, (_, index) => String(index))].join("\n"),
  );
  const [header, ...rest] = (await get("cast"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(header).toMatchObject({ version: 2, width: 80, height: 24 });
  expect(rest.length).toBeGreaterThan(20);
});
