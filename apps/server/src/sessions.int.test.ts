import { expect, test } from "vitest";
import { newId } from "@dispatch/protocol/ids";
import { itemKind } from "@dispatch/protocol/link";
import { EchoRunner } from "./testing/echo-runner.ts";
import { BUILD, TestApp, until } from "./testing/test-app.ts";
import { ask, connected } from "./testing/test-socket.ts";

type EventJson = { seq: number; channel: string; payload: unknown; encoding?: string };

async function events(it: TestApp, token: string, id: string): Promise<EventJson[]> {
  const { body } = await it.request("GET", `/api/sessions/${id}/events?limit=1000`, { token });
  return body["items"] as EventJson[];
}
const text = (list: EventJson[]) =>
  list
    .filter((event) => event.encoding)
    .map((event) => Buffer.from(event.payload as string, "base64").toString())
    .join("");
const statuses = (list: EventJson[]) =>
  list
    .filter((event) => event.channel === "session:status")
    .map((event) => (event.payload as { status: string }).status);
const status = async (it: TestApp, token: string, id: string) =>
  (await it.request("GET", `/api/sessions/${id}`, { token })).body;
const says = (it: TestApp, token: string, id: string, wanted: string) =>
  until(async () => text(await events(it, token, id)).includes(wanted));

test("a terminal is made, typed into, resized and ends, and its log tells it in order", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token, { cols: 100, rows: 30 });
  await it.request("POST", `/api/sessions/${id}/input`, { token, body: { data: "hello" } });
  await it.request("POST", `/api/sessions/${id}/resize`, { token, body: { cols: 90, rows: 20 } });
  await until(async () => (await status(it, token, id))["cols"] === 90);
  it.runner.exit(id, { exitCode: 3 });
  const ended = await until(async () => {
    const session = await status(it, token, id);
    return session["status"] === "ended" && session;
  });
  expect(ended).toMatchObject({ outcome: "failed", exitCode: 3, lastSeq: 9, launch: 1 });
  const log = await events(it, token, id);
  expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(log.map(({ channel }) => channel)).toEqual([
    "session:status",
    "session:status",
    "terminal:resize",
    "session:status",
    "terminal:output",
    "terminal:output",
    "terminal:resize",
    "terminal:exit",
    "session:status",
  ]);
  expect(text(log)).toBe("launch 1\r\nhello");
  expect(statuses(log)).toEqual(["pending", "preparing", "running", "ended"]);
});

test("R12: an exit with code 0 is completed, a requested one is stopped", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const [first, second] = [await it.terminal(token), await it.terminal(token)];
  it.runner.exit(first);
  expect((await it.request("POST", `/api/sessions/${second}/stop`, { token })).status).toBe(202);
  await until(async () => (await status(it, token, first))["outcome"] === "completed");
  await until(async () => (await status(it, token, second))["outcome"] === "stopped");
  expect(statuses(await events(it, token, second))).toEqual([
    "pending",
    "preparing",
    "running",
    "stopping",
    "ended",
  ]);
  const again = await it.request("POST", `/api/sessions/${second}/stop`, { token });
  expect(again).toMatchObject({
    status: 409,
    body: { code: "session-refused", sessionStatus: "ended", input: "stop" },
  });
});

test("a start that the runner refuses leaves nothing behind and names the field", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  await it.terminal(token);
  it.runner.refuseStart = { code: "invalid-request", path: "shell", detail: "is not there" };
  const answer = await it.request("POST", "/api/sessions", {
    token,
    body: { kind: "terminal", shell: "/nope" },
  });
  expect(answer).toMatchObject({
    status: 400,
    body: { code: "invalid-request", errors: [{ path: "shell", message: "is not there" }] },
  });
  const { body } = await it.request("GET", "/api/sessions", { token });
  expect(body["items"]).toHaveLength(1);
  expect((await count(it)).n).toBe(1);
});

async function count(it: TestApp): Promise<{ n: number }> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(`${it.home}/dispatch.db`, { readOnly: true });
  try {
    return database.prepare("select count(*) as n from sessions").get() as { n: number };
  } finally {
    database.close();
  }
}

test("R13: a create that is sent again with its key makes one session", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const make = () =>
    it.request("POST", "/api/sessions", {
      token,
      body: { kind: "terminal" },
      headers: { "idempotency-key": "k1" },
    });
  const answers = await Promise.all([make(), make(), make()]);
  expect(new Set(answers.map(({ body }) => body["id"])).size).toBe(1);
  expect(answers.map(({ status: code }) => code)).toEqual([201, 201, 201]);
  const other = await it.request("POST", "/api/sessions", {
    token,
    body: { kind: "terminal", cols: 99 },
    headers: { "idempotency-key": "k1" },
  });
  expect(other).toMatchObject({ status: 409, body: { code: "idempotency-conflict" } });
  expect(it.runner.calls.filter(({ method }) => method === "start")).toHaveLength(1);
});

test("R13: input that is sent again with its key is applied once", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const type = (data: string, key: string) =>
    it.request("POST", `/api/sessions/${id}/input`, {
      token,
      body: { data },
      headers: { "idempotency-key": key },
    });
  for (const key of ["a", "a", "b"]) expect((await type("x", key)).status).toBe(202);
  it.runner.say(id, "end");
  await says(it, token, id, "end");
  expect(text(await events(it, token, id))).toBe("launch 1\r\nxxend");
});

test("R4: a server that restarts goes on where it was, with what was said meanwhile", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const runner = it.runner;
  await says(it, token, id, "launch 1");
  await it.app[Symbol.asyncDispose]();
  runner.say(id, "while you were away ");
  await it.restart();
  await runner.dial(it.linkPath);
  runner.say(id, "and now");
  await says(it, token, id, "and now");
  const log = await events(it, token, id);
  expect(text(log)).toBe("launch 1\r\nwhile you were away and now");
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect((await status(it, token, id))["status"]).toBe("running");
});

test("R4: items that are sent again are cut where they were committed", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  await says(it, token, id, "launch 1");
  const end = "launch 1\r\n".length;
  it.runner.sendItem(id, {
    launch: 1,
    offset: 0,
    kind: itemKind.output,
    body: Buffer.from("launch 1\r\nmore"),
  });
  await says(it, token, id, "more");
  it.runner.sendItem(id, { launch: 1, offset: end, kind: itemKind.output, body: Buffer.from("more") });
  it.runner.sendItem(id, { launch: 1, offset: end + 4, kind: itemKind.output, body: Buffer.from("!") });
  await says(it, token, id, "!");
  expect(text(await events(it, token, id))).toBe("launch 1\r\nmore!");
});

test("a hole in an outbox is never papered over: the link ends and the runner sends again", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  await says(it, token, id, "launch 1");
  const runner = it.runner;
  runner.sendItem(id, { launch: 1, offset: 5000, kind: itemKind.output, body: Buffer.from("from nowhere") });
  await until(() => !it.app.services.runners.ready);
  await runner.dial(it.linkPath);
  runner.say(id, "honest");
  await says(it, token, id, "honest");
  expect(text(await events(it, token, id))).toBe("launch 1\r\nhonest");
});

test("garbage on the link ends that connection only", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const runner = it.runner;
  runner.sendRaw(Buffer.from([255, 255, 255, 255, 1, 2, 3]));
  await until(() => !it.app.services.runners.ready);
  await runner.dial(it.linkPath);
  runner.say(id, "back");
  await says(it, token, id, "back");
});

test("a runner of an unknown link version is refused with the reason", async () => {
  await using it = await TestApp.open({ automatic: false });
  using old = new EchoRunner(newId("run"), BUILD);
  old.versions = [99];
  expect(await old.dial(it.linkPath)).toBeUndefined();
  expect(old.refused?.reason).toMatch(/version 99.*1/);
});

test("a runner of another build keeps what it has, takes nothing new and is told to retire", async () => {
  await using it = await TestApp.open({ automatic: false });
  using other = new EchoRunner(newId("run"), "0.9.0+old");
  await other.dial(it.linkPath);
  await until(() => other.calls.some(({ method }) => method === "retire"));
  expect(it.app.services.runners.ready).toBe(false);
  expect(it.app.services.runners.list()).toMatchObject([{ id: other.id, draining: true }]);
});

test("a runner of the server's build hears that a page is used, at most twice a second however many pages there are", async () => {
  await using it = await TestApp.open();
  using old = new EchoRunner(newId("run"), "0.9.0+old");
  await old.dial(it.linkPath);
  const { token } = await it.register("ada@example.com");
  using desk = await connected(it, token);
  using phone = await connected(it, token);
  for (let time = 0; time < 5; time++) {
    expect(await ask(desk, "page:used", {})).toEqual({ ok: true });
    expect(await ask(phone, "page:used")).toEqual({ ok: true });
  }
  it.clock += 500;
  await ask(desk, "page:used", {});
  await until(() => it.runner.pagesUsed === 2);
  expect(old.pagesUsed).toBe(0);
});

test("sessions the server does not know are ended by the runner", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const runner = it.runner;
  await it.request("DELETE", `/api/sessions/${id}`, { token });
  await runner.hangUp();
  runner.sessions.set(id, { launch: 1, isAgent: false, items: [], end: 0, keys: new Set() });
  await runner.dial(it.linkPath);
  expect(runner.dropped).toEqual([id]);
  expect((await it.request("GET", `/api/sessions/${id}`, { token })).status).toBe(404);
});

test("R5: when a runner's process is gone its sessions are lost, and the next runner is told to clear up after it", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const dead = it.runner;
  it.runnersLive = false;
  await dead.hangUp();
  const lost = await until(async () => {
    const session = await status(it, token, id);
    return session["status"] === "ended" && session;
  });
  expect(lost).toMatchObject({ outcome: "lost", reason: "The runner that hosted this session died." });
  await until(
    () =>
      it.runner !== dead &&
      it.runner.calls.some(({ method, params }) => method === "sweep" && JSON.stringify(params).includes(id)),
  );
});

test("R12: a runner that is away but alive makes its sessions held, not lost", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const runner = it.runner;
  await runner.hangUp();
  await until(async () => (await status(it, token, id))["held"]);
  expect(await status(it, token, id)).toMatchObject({
    status: "running",
    held: { code: "runner-reconnecting" },
    runner: { name: "test" },
  });
  await runner.dial(it.linkPath);
  await until(async () => !(await status(it, token, id))["held"]);
  expect((await status(it, token, id))["status"]).toBe("running");
});

test("R5: a session its runner no longer has is lost, resumes under the same id, and its old output stays above", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  await says(it, token, id, "launch 1");
  const runner = it.runner;
  await runner.hangUp();
  runner.sessions.clear();
  await runner.dial(it.linkPath);
  await until(async () => (await status(it, token, id))["outcome"] === "lost");
  const resumed = await it.request("POST", `/api/sessions/${id}/resume`, { token });
  expect(resumed).toMatchObject({ status: 200, body: { id, status: "running", launch: 2 } });
  expect(resumed.body["outcome"]).toBeUndefined();
  await says(it, token, id, "launch 2");
  const log = await events(it, token, id);
  expect(text(log)).toMatch(/^launch 1\r\n\x1b7(\x1b\[[?!]?\d*[hlpm])+\r\nlaunch 2\r\n$/);
  expect(statuses(log)).toEqual([
    "pending",
    "preparing",
    "running",
    "ended",
    "pending",
    "preparing",
    "running",
  ]);
});

test("a crash while a session was being made leaves either the session or nothing", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const [adopted, absent] = [await it.terminal(token), await it.terminal(token)];
  const runner = it.runner;
  await it.app.services.store.write(async ({ sessions }) => {
    for (const id of [adopted, absent]) await sessions.update(id, { status: "preparing" });
  });
  runner.sessions.delete(absent);
  await it.restart();
  await runner.dial(it.linkPath);
  await until(async () => (await status(it, token, adopted))["status"] === "running");
  await until(async () => (await it.request("GET", `/api/sessions/${absent}`, { token })).status === 404);
});

test("a stop that the runner could not hear is carried out when it is back", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const runner = it.runner;
  await runner.hangUp();
  await until(() => !it.app.services.runners.ready);
  const { body } = await it.request("POST", `/api/sessions/${id}/stop`, { token });
  expect(body["status"]).toBe("stopping");
  await runner.dial(it.linkPath);
  await until(async () => (await status(it, token, id))["outcome"] === "stopped");
});

test("a session that is deleted while its runner is away is ended when it is back", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const runner = it.runner;
  await runner.hangUp();
  await until(() => !it.app.services.runners.ready);
  expect((await it.request("DELETE", `/api/sessions/${id}`, { token })).status).toBe(204);
  await runner.dial(it.linkPath);
  expect(runner.dropped).toEqual([id]);
  expect(it.app.services.runners.liveCount).toBe(0);
});

test("a removed session's events are cleared away", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  for (let index = 0; index < 600; index++) it.runner.say(id, `${index}\n`);
  await says(it, token, id, "599");
  expect((await it.request("DELETE", `/api/sessions/${id}`, { token })).status).toBe(204);
  await until(async () => (await count(it)).n === 0);
});
