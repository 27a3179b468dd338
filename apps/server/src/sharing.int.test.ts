import { expect, test } from "vitest";
import type { SessionId } from "@dispatch/protocol/ids";
import type { Session } from "@dispatch/protocol/session";
import type { NewShare } from "@dispatch/protocol/sharing";
import { TestApp, until } from "./testing/test-app.ts";
import { ask, collect, connected, output } from "./testing/test-socket.ts";

async function twoPeople() {
  const it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ada = await it.register("ada@example.org");
  const bea = await it.register("bea@example.org");
  return { it, ada, bea, id: await it.terminal(ada.token) };
}
const share = async (it: TestApp, token: string, id: SessionId, body: object) => {
  const answer = await it.request("POST", `/api/sessions/${id}/shares`, { token, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body as unknown as NewShare;
};
const withBea = (access: string) => ({ with: "person", email: "bea@example.org", access });
const aLink = (access: string) => ({ with: "link", label: "visitor", access });
const status = async (it: TestApp, token: string | undefined, method: string, path: string, body?: object) =>
  (await it.request(method, path, { token, body })).status;

test("a session that is shared for looking on can be seen, and not typed into", async () => {
  const { it, ada, bea, id } = await twoPeople();
  await using _ = it;
  expect(await status(it, bea.token, "GET", `/api/sessions/${id}`)).toBe(404);
  await share(it, ada.token, id, withBea("view"));
  const { body } = await it.request("GET", `/api/sessions/${id}`, { token: bea.token });
  expect(body).toMatchObject({ id, access: "view", sharedBy: "ada" });
  // Where it runs is nobody's business but its owner's.
  const own = await it.request("GET", `/api/sessions/${id}`, { token: ada.token });
  expect(own.body["runner"]).toEqual({ id: expect.stringMatching(/^run_/) as string, name: "test" });
  expect(body["runner"]).toBeUndefined();
  expect(await status(it, bea.token, "GET", `/api/sessions/${id}/screen`)).toBe(200);
  expect(await status(it, bea.token, "GET", `/api/sessions/${id}/export?format=txt`)).toBe(200);
  for (const [method, path, sent] of [
    ["POST", "/input", { data: "x" }],
    ["POST", "/resize", { cols: 90, rows: 30 }],
    ["POST", "/interrupt", undefined],
    ["POST", "/stop", undefined],
    ["POST", "/resume", undefined],
    ["PATCH", "", { title: "hers" }],
    ["DELETE", "", undefined],
    ["GET", "/shares", undefined],
    ["POST", "/shares", aLink("write")],
  ] as const) {
    const answer = await it.request(method, `/api/sessions/${id}${path}`, { token: bea.token, body: sent });
    expect([path, answer.status, answer.body["code"]]).toEqual([path, 403, "forbidden"]);
  }
  expect(it.runner.sessions.get(id)?.keys.size).toBe(0);
  const list = await it.request("GET", "/api/sessions", { token: bea.token });
  expect(list.body["items"]).toMatchObject([{ id, access: "view" }]);
});

test("whoever may write types, and the log says from where on who does, and never what", async () => {
  const { it, ada, bea, id } = await twoPeople();
  await using _ = it;
  await share(it, ada.token, id, withBea("write"));
  const type = (token: string, data: string) =>
    status(it, token, "POST", `/api/sessions/${id}/input`, { data });
  for (const [token, data] of [
    [ada.token, "secret-1"],
    [bea.token, "secret-2"],
    [bea.token, "secret-3"],
    [ada.token, "secret-4"],
  ] as const)
    expect(await type(token, data)).toBe(202);
  await it.restart();
  await it.runner.dial(it.linkPath).catch(() => undefined);
  const { body } = await it.request("GET", `/api/sessions/${id}/events`, { token: ada.token });
  const items = body["items"] as { channel: string; payload: unknown }[];
  expect(items.filter(({ channel }) => channel === "session:typist").map(({ payload }) => payload)).toEqual([
    { userId: bea.id, name: "bea" },
    { userId: ada.id, name: "ada" },
  ]);
  expect(JSON.stringify(items.filter(({ channel }) => channel !== "terminal:output"))).not.toContain(
    "secret",
  );
});

test("what two people type in a hurry arrives in the order in which each of them typed it", async () => {
  const { it, ada, bea, id } = await twoPeople();
  await using _ = it;
  await share(it, ada.token, id, withBea("write"));
  using adas = await connected(it, ada.token);
  using beas = await connected(it, bea.token);
  const seen = collect(adas);
  await ask(adas, "run:attach", { runId: id, afterSeq: 0 });
  const hers = "abcdefghijklmnopqrstuvwxyz";
  const his = hers.toUpperCase();
  const sent = [...hers].flatMap((key, index) => [
    ask(beas, "run:input", { runId: id, data: key }),
    ask(adas, "run:input", { runId: id, data: his.charAt(index) }),
  ]);
  for (const ack of await Promise.all(sent)) expect(ack).toMatchObject({ ok: true });
  const typed = await until(() => {
    const letters = output(seen).replaceAll(/[^a-zA-Z]/g, "");
    return letters.length >= 52 ? letters : undefined;
  });
  expect([typed.replaceAll(/[A-Z]/g, "").slice(-26), typed.replaceAll(/[a-z]/g, "").slice(-26)]).toEqual([
    hers,
    his,
  ]);
});

test("both see who is there; taking it back ends the other's view at once", async () => {
  const { it, ada, bea, id } = await twoPeople();
  await using _ = it;
  const made = await share(it, ada.token, id, withBea("view"));
  using adas = await connected(it, ada.token);
  using beas = await connected(it, bea.token);
  const news: Session[] = [];
  adas.on("session:changed", (session: Session) => news.push(session));
  const removed: { id: string }[] = [];
  beas.on("session:removed", (gone: { id: string }) => removed.push(gone));
  const seen = collect(beas);
  expect(await ask(adas, "run:attach", { runId: id, afterSeq: 0 })).toMatchObject({ ok: true });
  expect(await ask(beas, "run:attach", { runId: id, afterSeq: 0 })).toMatchObject({
    ok: true,
    session: { access: "view", attached: 2 },
  });
  const both = await until(() => news.find(({ present }) => present.length === 2));
  expect(both.present).toEqual([
    { userId: ada.id, name: "ada", access: "own", clients: 1, isYou: true },
    { userId: bea.id, name: "bea", access: "view", clients: 1, isYou: false },
  ]);
  const hers = await it.request("GET", `/api/sessions/${id}`, { token: bea.token });
  expect((hers.body["present"] as { isYou: boolean }[]).map(({ isYou }) => isYou)).toEqual([false, true]);
  expect(await ask(beas, "run:input", { runId: id, data: "x" })).toMatchObject({
    ok: false,
    problem: { code: "forbidden" },
  });
  it.runner.say(id, "before");
  await until(() => output(seen).endsWith("before"));
  expect(await status(it, ada.token, "DELETE", `/api/sessions/${id}/shares/${made.id}`)).toBe(204);
  await until(() => removed.length === 1);
  expect(removed).toEqual([{ id }]);
  it.runner.say(id, "after");
  await until(async () => {
    const { body } = await it.request("GET", `/api/sessions/${id}/events`, { token: ada.token });
    const items = body["items"] as { payload: string }[];
    return items.some(({ payload }) => payload === Buffer.from("after").toString("base64"));
  });
  // An answer on the same socket comes behind everything that was sent on it before.
  expect(await ask(beas, "run:attach", { runId: id })).toMatchObject({
    ok: false,
    problem: { code: "session-not-found" },
  });
  expect(output(seen)).not.toContain("after");
});

test("a link opens one session for whoever holds it, and nothing else", async () => {
  const { it, ada, id } = await twoPeople();
  await using _ = it;
  const other = await it.terminal(ada.token);
  const { token, url } = await share(it, ada.token, id, aLink("write"));
  expect(url).toMatch(new RegExp(`/shared#${token}$`));
  expect(await it.request("GET", "/api/shared", { token })).toMatchObject({
    status: 200,
    body: { id, access: "write", sharedBy: "ada" },
  });
  expect(await status(it, token, "POST", `/api/sessions/${id}/input`, { data: "hello" })).toBe(202);
  for (const [method, path, code] of [
    ["GET", `/api/sessions/${other}`, 404],
    ["GET", "/api/sessions", 403],
    ["POST", "/api/sessions", 403],
    ["GET", "/api/auth/me", 403],
    ["GET", "/api/api-keys", 403],
    ["GET", "/api/workspaces", 403],
    ["GET", "/api/events", 403],
    ["GET", `/api/sessions/${id}/shares`, 403],
    ["POST", `/api/sessions/${id}/stop`, 403],
    ["DELETE", `/api/sessions/${id}`, 403],
    ["POST", "/api/auth/logout", 403],
  ] as const)
    expect([path, await status(it, token, method, path, method === "POST" ? {} : undefined)]).toEqual([
      path,
      code,
    ]);
  const events = await it.request("GET", `/api/sessions/${id}/events`, { token: ada.token });
  expect(events.body["items"]).toContainEqual(
    expect.objectContaining({ channel: "session:typist", payload: { name: "visitor" } }),
  );
});

test("a link that is taken back ends its sockets and streams, and opens nothing any more", async () => {
  const { it, ada, id } = await twoPeople();
  await using _ = it;
  const { token = "", id: shareId } = await share(it, ada.token, id, aLink("view"));
  using guest = await connected(it, token);
  expect(await ask(guest, "run:attach", { runId: id, afterSeq: 0 })).toMatchObject({ ok: true });
  const stream = await fetch(`${it.url}/api/sessions/${id}/events`, {
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
  });
  const ended = stream.text();
  const dropped = new Promise((resolve) => guest.once("disconnect", resolve));
  await it.request("DELETE", `/api/sessions/${id}/shares/${shareId}`, { token: ada.token });
  await Promise.all([ended, dropped]);
  expect(await status(it, token, "GET", `/api/sessions/${id}`)).toBe(401);
});

test("a share ends when its time is over, what is open under it too, and stays over after a restart", async () => {
  const { it, ada, bea, id } = await twoPeople();
  await using _ = it;
  const expiresAt = new Date(it.clock + 400).toISOString();
  await share(it, ada.token, id, { ...withBea("view"), expiresAt });
  using beas = await connected(it, bea.token);
  const removed = new Promise((resolve) => beas.once("session:removed", resolve));
  expect(await ask(beas, "run:attach", { runId: id, afterSeq: 0 })).toMatchObject({ ok: true });
  it.clock += 500;
  expect(await removed).toEqual({ id });
  expect(await status(it, bea.token, "GET", `/api/sessions/${id}`)).toBe(404);
  await it.restart();
  expect(await status(it, bea.token, "GET", `/api/sessions/${id}`)).toBe(404);
});

test("shares live through a restart, change by sharing again, and go with the session", async () => {
  const { it, ada, bea, id } = await twoPeople();
  await using _ = it;
  const first = await share(it, ada.token, id, withBea("view"));
  const again = await share(it, ada.token, id, withBea("write"));
  expect(again.id).toBe(first.id);
  await it.restart();
  expect((await it.request("GET", `/api/sessions/${id}`, { token: bea.token })).body).toMatchObject({
    access: "write",
  });
  await it.request("DELETE", `/api/sessions/${id}`, { token: ada.token });
  expect(await status(it, bea.token, "GET", `/api/sessions/${id}`)).toBe(404);
  expect((await it.request("GET", "/api/sessions", { token: bea.token })).body["items"]).toEqual([]);
});

test("nobody finds out by sharing who has an account here", async () => {
  const { it, ada, id } = await twoPeople();
  await using _ = it;
  const guess = (name: string) =>
    it.request("POST", `/api/sessions/${id}/shares`, {
      token: ada.token,
      body: { with: "person", email: `${name}@example.org`, access: "view" },
    });
  for (let index = 0; index < 10; index++)
    expect((await guess(`nobody${index}`)).body["code"]).toBe("person-not-found");
  expect((await guess("bea")).status).toBe(429);
  it.clock += 11 * 60_000;
  expect((await guess("bea")).status).toBe(201);
});

test("a share of another session, or one that never was, is not found", async () => {
  const { it, ada, bea, id } = await twoPeople();
  await using _ = it;
  const other = await it.terminal(ada.token);
  const made = await share(it, ada.token, id, withBea("view"));
  for (const path of [`${other}/shares/${made.id}`, `${id}/shares/shr_00000000000000000000`])
    expect((await it.request("DELETE", `/api/sessions/${path}`, { token: ada.token })).body["code"]).toBe(
      "share-not-found",
    );
  expect(await status(it, bea.token, "DELETE", `/api/sessions/${id}/shares/${made.id}`)).toBe(403);
});
