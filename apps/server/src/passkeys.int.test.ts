import { httpRequest } from "@dispatch/testkit/http-request";
import { SoftPasskey } from "@dispatch/testkit/soft-passkey";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

const MINUTE_MS = 60_000;
type Body = Record<string, unknown> & { challenge: string };

/** A server that is called localhost, as passkeys want it. */
async function withOwner() {
  const app = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const host = `localhost:${new URL(app.url).port}`;
  const owner = await app.register("ann@example.org");
  const ask = async (
    method: string,
    path: string,
    { token, body }: { token?: string; body?: unknown } = {},
  ) => httpRequest<Body>(method, app.url + path, { token, body, headers: { host } });
  const options = (token: string, body: object = {}) =>
    ask("POST", "/api/auth/passkeys/options", { token, body });
  const add = async (token: string, passkey: SoftPasskey, name = "Phone") => {
    const { challenge } = (await options(token)).body;
    const body = { name, credential: passkey.create(challenge) };
    return ask("POST", "/api/auth/passkeys", { token, body });
  };
  const challenge = async () => (await ask("POST", "/api/auth/passkey/options")).body.challenge;
  const signIn = (credential: object) => ask("POST", "/api/auth/passkey", { body: { credential } });
  const site = { rpId: "localhost", origin: `http://${host}` };
  return {
    app,
    owner,
    ask,
    options,
    add,
    challenge,
    signIn,
    site,
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}
const refused = { status: 401, body: { code: "passkey-refused" } };

test("a passkey is added, signs its person in, is renamed and deleted", async () => {
  await using it = await withOwner();
  const { app, owner, ask, add, challenge, signIn } = it;
  const passkey = new SoftPasskey(it.site);
  const added = await add(owner.token, passkey);
  expect(added).toMatchObject({ status: 201, body: { name: "Phone" } });
  const answer = await signIn(passkey.get(await challenge(), { userHandle: owner.id }));
  expect(answer).toMatchObject({ status: 200, body: { user: { id: owner.id } } });
  expect(answer.headers["set-cookie"]?.[0]).toContain("HttpOnly");
  const path = `/api/auth/passkeys/${String(added.body["id"])}`;
  await ask("PATCH", path, { token: owner.token, body: { name: "Key" } });
  const { body } = await ask("GET", "/api/auth/passkeys", { token: owner.token });
  expect(body).toMatchObject({ items: [{ name: "Key", lastUsedAt: new Date(app.clock).toISOString() }] });
  expect(body).not.toHaveProperty("unavailable");
  expect((await ask("DELETE", path, { token: owner.token })).status).toBe(204);
  expect((await ask("DELETE", path, { token: owner.token })).body["code"]).toBe("passkey-not-found");
  expect(await signIn(passkey.get(await challenge()))).toMatchObject(refused);
  const audit = await ask("GET", "/api/audit?limit=5", { token: owner.token });
  expect(audit.body["items"]).toMatchObject([
    { act: "login.start", outcome: "passkey-refused" },
    { act: "passkey.delete", outcome: "done", object: added.body["id"] },
    { act: "login.start", outcome: "done", object: owner.id, details: { way: "passkey" } },
    { act: "passkey.add", outcome: "done", object: added.body["id"] },
    { act: "account.register" },
  ]);
});

test("a challenge counts once, for what it was made for, and not for long", async () => {
  await using it = await withOwner();
  const { app, owner, ask, options, add, challenge, signIn } = it;
  const passkey = new SoftPasskey(it.site);
  await add(owner.token, passkey);
  const first = await challenge();
  expect((await signIn(passkey.get(first))).status).toBe(200);
  expect(await signIn(passkey.get(first))).toMatchObject(refused);
  const late = await challenge();
  app.clock += 6 * MINUTE_MS;
  expect(await signIn(passkey.get(late))).toMatchObject(refused);
  expect(await signIn(passkey.get("made-up"))).toMatchObject(refused);
  const forAdding = (await options(owner.token)).body.challenge;
  expect(await signIn(passkey.get(forAdding))).toMatchObject(refused);
  // Another person's challenge adds nothing.
  const bob = await app.register("bob@example.org");
  const own = (await options(owner.token)).body.challenge;
  const stolen = { name: "Mine", credential: new SoftPasskey(it.site).create(own) };
  expect(await ask("POST", "/api/auth/passkeys", { token: bob.token, body: stolen })).toMatchObject(refused);
});

test("a copy, another site, a device that asked nobody and a wrong person are refused", async () => {
  await using it = await withOwner();
  const { app, owner, ask, options, add, challenge, signIn, site } = it;
  const passkey = new SoftPasskey(site);
  await add(owner.token, passkey);
  expect((await signIn(passkey.get(await challenge(), { counter: 9 }))).status).toBe(200);
  for (const counter of [9, 3, 0])
    expect(await signIn(passkey.get(await challenge(), { counter }))).toMatchObject(refused);
  passkey.counter = 20;
  expect(await signIn(passkey.get(await challenge(), { verified: false }))).toMatchObject(refused);
  expect(await signIn(passkey.get(await challenge(), { userHandle: "usr_somebodyelse" }))).toMatchObject(
    refused,
  );
  for (const other of [
    { ...site, origin: "http://localhost:1" },
    { ...site, rpId: "evil.example" },
  ]) {
    const elsewhere = new SoftPasskey(other);
    const { challenge: made } = (await options(owner.token)).body;
    const body = { name: "Elsewhere", credential: elsewhere.create(made) };
    expect(await ask("POST", "/api/auth/passkeys", { token: owner.token, body })).toMatchObject(refused);
  }
  const { challenge: made } = (await options(owner.token)).body;
  const unverified = { name: "Lazy", credential: new SoftPasskey(site).create(made, { verified: false }) };
  expect(await ask("POST", "/api/auth/passkeys", { token: owner.token, body: unverified })).toMatchObject(
    refused,
  );
  // Somebody else cannot register a key that is known.
  const bob = await app.register("bob@example.org");
  expect(await add(bob.token, passkey)).toMatchObject(refused);
  // And what is right is still right.
  expect((await signIn(passkey.get(await challenge()))).status).toBe(200);
});

test("a passkey is added only by who signed in a moment ago or knows the password, and never by a key", async () => {
  await using it = await withOwner();
  const { app, owner, ask, options } = it;
  const key = await ask("POST", "/api/api-keys", {
    token: owner.token,
    body: { name: "all", scopes: ["read", "run", "admin"] },
  });
  expect(await options(String(key.body["secret"]))).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
  app.clock += 11 * MINUTE_MS;
  expect(await options(owner.token)).toMatchObject({ status: 403, body: { code: "recent-login-needed" } });
  expect((await options(owner.token, { password: "wrong" })).body["code"]).toBe("invalid-credentials");
  expect((await options(owner.token, { password: "correct horse" })).status).toBe(200);
  for (let guesses = 0; guesses < 10; guesses++) await options(owner.token, { password: "wrong" });
  expect((await options(owner.token, { password: "correct horse" })).status).toBe(429);
});

test("where browsers accept no passkey none is offered, and the reason is said", async () => {
  await using it = await withOwner();
  const { app, owner } = it;
  expect(
    (await app.request("GET", "/api/auth/passkeys", { token: owner.token })).body["unavailable"],
  ).toContain("http://localhost:");
  const kinds = async (ask: () => Promise<{ body: Record<string, unknown> }>) =>
    ((await ask()).body["items"] as { kind: string }[]).map(({ kind }) => kind);
  expect(await kinds(() => app.request("GET", "/api/auth/providers"))).toEqual(["password"]);
  expect(await kinds(() => it.ask("GET", "/api/auth/providers"))).toEqual(["password", "passkey"]);
  expect((await app.request("POST", "/api/auth/passkey/options")).body["code"]).toBe("passkeys-unavailable");
});
