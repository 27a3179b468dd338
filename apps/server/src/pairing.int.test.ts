import { expect, test } from "vitest";
import { TestApp, until } from "./testing/test-app.ts";

const MINUTE_MS = 60_000;

async function withOwner() {
  const app = await TestApp.open();
  const owner = await app.register("ann@example.org");
  const post = (path: string, body: object, token?: string) =>
    app.request("POST", `/api/auth/device${path}`, { body, token });
  const ask = async (device = "laptop") => {
    const { status, body } = await post("", { device });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body as { deviceCode: string; userCode: string; verificationUrlComplete: string };
  };
  const fetchTokens = (deviceCode: string, waitSeconds = 0) => post("/token", { deviceCode, waitSeconds });
  const answer = (userCode: string, decision: string, token = owner.token) =>
    post("/approve", { userCode, decision }, token);
  const me = async (token: unknown) =>
    (await app.request("GET", "/api/auth/me", { token: String(token) })).status;
  return {
    app,
    owner,
    post,
    ask,
    fetchTokens,
    answer,
    me,
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}
const gone = { status: 404, body: { code: "pairing-not-found" } };

test("a device gets a code, a person allows it, and the device is signed in once and can be signed out", async () => {
  await using it = await withOwner();
  const { app, owner, post, ask, fetchTokens, answer, me } = it;
  const asked = await ask("Ann's laptop");
  expect(asked.userCode).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
  expect(asked.verificationUrlComplete).toBe(`${app.url}/pair#${asked.userCode}`);
  expect(await fetchTokens(asked.deviceCode)).toMatchObject({ status: 202, body: { status: "pending" } });
  // As people type it.
  const typed = asked.userCode.toLowerCase().replace("-", " ");
  expect((await post("/find", { userCode: typed }, owner.token)).body).toMatchObject({
    device: "Ann's laptop",
    address: "127.0.0.1",
  });
  const waiting = fetchTokens(asked.deviceCode, 25);
  expect((await answer(typed, "allow")).status).toBe(204);
  const { status, body } = await waiting;
  expect([status, (body["user"] as { id: string }).id]).toEqual([200, owner.id]);
  expect(await fetchTokens(asked.deviceCode)).toMatchObject(gone);
  expect(await answer(asked.userCode, "allow")).toMatchObject(gone);

  const logins = (await app.request("GET", "/api/auth/logins", { token: owner.token })).body["items"] as {
    id: string;
    device: string;
  }[];
  const paired = logins.find(({ device }) => device === "Ann's laptop");
  expect(await me(body["accessToken"])).toBe(200);
  await app.request("DELETE", `/api/auth/logins/${paired?.id}`, { token: owner.token });
  expect(await me(body["accessToken"])).toBe(401);
});

// The limit lies below the wait: a device that is not woken fails the test.
test(
  "a waiting device hears of the answer at once, and of no answer after its wait",
  { timeout: 15_000 },
  async () => {
    await using it = await withOwner();
    const { deviceCode, userCode } = await it.ask();
    const waiting = Promise.all([it.fetchTokens(deviceCode, 25), it.fetchTokens(deviceCode, 25)]);
    await it.answer(userCode, "allow");
    // Of two that wait, one is signed in.
    expect((await waiting).map(({ status }) => status).sort()).toEqual([200, 404]);
    const other = await it.ask();
    expect((await it.fetchTokens(other.deviceCode, 1)).status).toBe(202);
  },
);

test("a denied device hears so, once", async () => {
  await using it = await withOwner();
  const { deviceCode, userCode } = await it.ask();
  await it.answer(userCode, "deny");
  expect(await it.fetchTokens(deviceCode)).toMatchObject({ status: 403, body: { code: "pairing-denied" } });
  expect(await it.fetchTokens(deviceCode)).toMatchObject(gone);
  expect(await it.answer(userCode, "allow")).toMatchObject(gone);
  const { body } = await it.app.request("GET", "/api/audit?act=pairing.answer", { token: it.owner.token });
  expect(body["items"]).toMatchObject([{ outcome: "done", details: { decision: "deny", device: "laptop" } }]);
});

test("codes end after ten minutes, answered or not", async () => {
  await using it = await withOwner();
  const [open, allowed] = [await it.ask(), await it.ask()];
  await it.answer(allowed.userCode, "allow");
  it.app.clock += 10 * MINUTE_MS;
  expect(await it.answer(open.userCode, "allow")).toMatchObject(gone);
  for (const { deviceCode } of [open, allowed]) expect(await it.fetchTokens(deviceCode)).toMatchObject(gone);
});

test("who guesses codes has to wait", async () => {
  await using it = await withOwner();
  const { userCode } = await it.ask();
  const find = (code: string) => it.post("/find", { userCode: code }, it.owner.token);
  expect((await find("short")).status).toBe(400);
  for (let index = 0; index < 10; index++) expect(await find("BBBB-BBBB")).toMatchObject(gone);
  expect((await find(userCode)).status).toBe(429);
  expect((await it.answer(userCode, "allow")).status).toBe(429);
});

test("only a signed-in person allows; a key, a device that is signed out and a new password do not", async () => {
  await using it = await withOwner();
  const { app, owner, post, ask, answer, fetchTokens } = it;
  const { userCode, deviceCode } = await ask();
  const scopes = ["read", "run", "admin"];
  const key = await app.request("POST", "/api/api-keys", {
    token: owner.token,
    body: { name: "all", scopes },
  });
  const secret = String(key.body["secret"]);
  expect((await answer(userCode, "allow", secret)).body["code"]).toBe("forbidden");
  expect((await post("/offer", {}, secret)).body["code"]).toBe("forbidden");
  expect((await post("/approve", { userCode, decision: "allow" })).status).toBe(401);
  await answer(userCode, "allow");
  const body = { currentPassword: "correct horse", newPassword: "battery staple" };
  await app.request("POST", "/api/auth/password", { token: owner.token, body });
  expect(await fetchTokens(deviceCode)).toMatchObject(gone);
});

test("somebody signed in offers a code that signs one more device in, once and soon", async () => {
  await using it = await withOwner();
  const { app, owner, post } = it;
  const offer = async () => (await post("/offer", {}, owner.token)).body as { code: string; url: string };
  const { code, url } = await offer();
  expect(url).toBe(`${app.url}/pair#${code}`);
  expect((await post("/offer/find", { code })).body).toMatchObject({ email: "ann@example.org" });
  const accepted = await post("/offer/accept", { code, device: "phone" });
  expect(accepted.body).toMatchObject({ user: { id: owner.id } });
  expect(accepted.headers.get("set-cookie")).toContain("HttpOnly");
  for (const path of ["/offer/find", "/offer/accept"]) expect(await post(path, { code })).toMatchObject(gone);
  const late = await offer();
  app.clock += 5 * MINUTE_MS;
  expect(await post("/offer/accept", { code: late.code })).toMatchObject(gone);
  // An offer is no request, nor the other way round.
  const asked = await it.ask();
  expect(await post("/offer/accept", { code: asked.deviceCode })).toMatchObject(gone);
  expect(await it.fetchTokens((await offer()).code)).toMatchObject(gone);
  for (let index = 0; index < 10; index++) await post("/offer/accept", { code: "guess" });
  expect((await post("/offer/accept", { code: "guess" })).status).toBe(429);
});

test("a code outlives the server that gave it", async () => {
  await using it = await withOwner();
  const { deviceCode, userCode } = await it.ask();
  await it.app.restart();
  await it.answer(userCode, "allow");
  expect((await until(() => it.fetchTokens(deviceCode))).status).toBe(200);
});
