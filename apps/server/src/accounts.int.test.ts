import { once } from "node:events";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";
import { connected } from "./testing/test-socket.ts";

const HOUR_MS = 3600_000;
const password = "correct horse";

test("the first account owns the installation, and then registration is closed", async () => {
  await using it = await TestApp.open();
  expect((await it.request("GET", "/api/setup")).body).toEqual({
    ownerNeeded: true,
    setupKeyNeeded: false,
    registration: "invite",
  });
  const ann = await it.register("Ann@Example.org");
  expect((await it.request("GET", "/api/auth/me", { token: ann.token })).body).toMatchObject({
    email: "ann@example.org",
    role: "owner",
  });
  expect((await it.request("GET", "/api/setup")).body).toMatchObject({ ownerNeeded: false });
  const second = await it.request("POST", "/api/auth/register", {
    body: { email: "bob@example.org", password },
  });
  expect(second).toMatchObject({ status: 403, body: { code: "registration-closed" } });
});

test("of two first visitors at once only one becomes the owner", async () => {
  await using it = await TestApp.open();
  const answers = await Promise.all(
    ["a@x.org", "b@x.org", "c@x.org"].map((email) =>
      it.request("POST", "/api/auth/register", { body: { email, password } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403]);
});

test("with TERMINAL_KEY set, only who knows it can become the owner", async () => {
  await using it = await TestApp.open({ environment: { TERMINAL_KEY: "open sesame" } });
  expect((await it.request("GET", "/api/setup")).body).toMatchObject({ setupKeyNeeded: true });
  for (const setupKey of [undefined, "wrong"]) {
    const answer = await it.request("POST", "/api/auth/register", {
      body: { email: "a@x.org", password, setupKey },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "setup-key-wrong" } });
  }
  const right = await it.request("POST", "/api/auth/register", {
    body: { email: "a@x.org", password, setupKey: "open sesame" },
  });
  expect(right.status).toBe(201);
});

test("with open registration a second account is a member, and an e-mail is taken once", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  await it.register("ann@example.org");
  const bob = await it.register("bob@example.org");
  expect((await it.request("GET", "/api/auth/me", { token: bob.token })).body).toMatchObject({
    role: "member",
  });
  const again = await it.request("POST", "/api/auth/register", {
    body: { email: "BOB@example.org", password },
  });
  expect(again).toMatchObject({ status: 409, body: { code: "email-taken" } });
});

test("a wrong password and an unknown account are refused in the same words", async () => {
  await using it = await TestApp.open();
  await it.register("ann@example.org");
  const login = (email: string, secret: string) =>
    it.request("POST", "/api/auth/login", { body: { email, password: secret } });
  const [wrong, unknown] = [
    await login("ann@example.org", "wrong"),
    await login("nobody@example.org", "wrong"),
  ];
  expect(wrong).toMatchObject({ status: 401, body: { code: "invalid-credentials" } });
  expect({ ...unknown.body, requestId: 0 }).toEqual({ ...wrong.body, requestId: 0 });
  expect((await login("ann@example.org", password)).status).toBe(200);
});

test("bad fields are named one by one", async () => {
  await using it = await TestApp.open();
  const { status, body } = await it.request("POST", "/api/auth/register", {
    body: { email: "nope", password: "short", extra: 1 },
  });
  expect(status).toBe(400);
  const paths = (body["errors"] as { path: string }[]).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["email", "password"]));
});

test("an access token ends after a quarter of an hour and a refresh token brings a new one", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  it.clock += HOUR_MS / 4 + 1000;
  expect((await it.request("GET", "/api/auth/me", { token: ann.token })).status).toBe(401);
  const fresh = await it.request("POST", "/api/auth/refresh", { body: { refreshToken: ann.refreshToken } });
  expect(fresh.status).toBe(200);
  expect(
    (await it.request("GET", "/api/auth/me", { token: fresh.body["accessToken"] as string })).status,
  ).toBe(200);
});

test("a refresh token that is used twice ends the whole login, the newer tokens too", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  const refresh = (refreshToken: string) =>
    it.request("POST", "/api/auth/refresh", { body: { refreshToken } });
  const first = await refresh(ann.refreshToken);
  expect(await refresh(ann.refreshToken)).toMatchObject({ status: 401, body: { code: "login-ended" } });
  expect((await refresh(first.body["refreshToken"] as string)).status).toBe(401);
  expect(
    (await it.request("GET", "/api/auth/me", { token: first.body["accessToken"] as string })).status,
  ).toBe(401);
});

test("logging out ends the access token, the refresh token and the cookie at once", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  expect((await it.request("POST", "/api/auth/logout", { token: ann.token })).status).toBe(204);
  expect((await it.request("GET", "/api/auth/me", { token: ann.token })).status).toBe(401);
  expect((await it.request("GET", "/api/auth/me", { headers: { cookie: ann.cookie } })).status).toBe(401);
  expect(
    (await it.request("POST", "/api/auth/refresh", { body: { refreshToken: ann.refreshToken } })).status,
  ).toBe(401);
});

test("a login that is not used for a month ends; each use extends it", async () => {
  await using it = await TestApp.open();
  const { cookie } = await it.register("ann@example.org");
  const me = () => it.request("GET", "/api/auth/me", { headers: { cookie } });
  it.clock += 29 * 24 * HOUR_MS;
  expect((await me()).status).toBe(200);
  it.clock += 29 * 24 * HOUR_MS;
  expect((await me()).status).toBe(200);
  it.clock += 31 * 24 * HOUR_MS;
  expect((await me()).status).toBe(401);
});

test("a cookie opens what it may, but only pages of this server may change something with it", async () => {
  await using it = await TestApp.open();
  const { cookie, token } = await it.register("ann@example.org");
  const post = (headers: Record<string, string>) =>
    it.request("POST", "/api/api-keys", { body: { name: "k" }, headers: { cookie, ...headers } });
  const host = new URL(it.url).host;
  expect((await it.request("GET", "/api/sessions", { headers: { cookie } })).status).toBe(200);
  expect((await post({ origin: it.url })).status).toBe(201);
  expect((await post({ "sec-fetch-site": "same-origin" })).status).toBe(201);
  const refused = [
    { origin: "https://evil.example" },
    { origin: `http://${host}.evil.example` },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    {},
  ];
  for (const headers of refused)
    expect(await post(headers), JSON.stringify(headers)).toMatchObject({
      status: 403,
      body: { code: "origin-refused" },
    });
  // A program's bearer token is its own proof.
  expect(
    (
      await it.request("POST", "/api/api-keys", {
        token,
        body: { name: "k" },
        headers: { origin: "https://evil.example" },
      })
    ).status,
  ).toBe(201);
  // Signing in from a foreign page would put its cookie into the browser.
  const foreign = await it.request("POST", "/api/auth/login", {
    body: { email: "ann@example.org", password },
    headers: { origin: "https://evil.example" },
  });
  expect(foreign.status).toBe(403);
});

test("the cookie is out of reach of scripts and of foreign sites", async () => {
  await using it = await TestApp.open();
  const { headers } = await it.request("POST", "/api/auth/register", {
    body: { email: "ann@example.org", password },
  });
  expect(headers.get("set-cookie")).toMatch(
    /^dispatch_\d+=dsc_[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test("an API key is shown once, does what its scopes say, and ends when it is deleted or expires", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const make = (body: object) => it.request("POST", "/api/api-keys", { token, body });
  const reader = await make({ name: "reader", scopes: ["read"] });
  const soon = await make({ name: "soon", expiresAt: new Date(it.clock + HOUR_MS).toISOString() });
  expect(reader.body["secret"]).toMatch(/^dsp_/);
  const listed = (await it.request("GET", "/api/api-keys", { token })).body["items"] as object[];
  expect(listed).toHaveLength(2);
  expect(JSON.stringify(listed)).not.toContain("dsp_");
  const secret = reader.body["secret"] as string;
  expect((await it.request("GET", "/api/sessions", { token: secret })).status).toBe(200);
  expect(
    await it.request("POST", "/api/sessions", { token: secret, body: { kind: "terminal" } }),
  ).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect((await it.request("GET", "/api/api-keys", { token: secret })).status).toBe(403);
  const change = (body: object) =>
    it.request("PATCH", `/api/api-keys/${reader.body["id"] as string}`, { token, body });
  using socket = await connected(it, secret);
  const closed = once(socket as unknown as NodeJS.EventEmitter, "disconnect");
  expect((await change({ isDisabled: true, name: "away" })).body).toMatchObject({
    name: "away",
    disabledAt: expect.any(String),
  });
  await closed;
  expect((await it.request("GET", "/api/sessions", { token: secret })).status).toBe(401);
  expect((await change({ isDisabled: false })).body).not.toHaveProperty("disabledAt");
  expect((await it.request("GET", "/api/sessions", { token: secret })).status).toBe(200);
  expect((await change({})).status).toBe(400);
  it.clock += 2 * HOUR_MS;
  expect((await it.request("GET", "/api/sessions", { token: soon.body["secret"] as string })).status).toBe(
    401,
  );
  const fresh = (
    await it.request("POST", "/api/auth/login", { body: { email: "ann@example.org", password } })
  ).body["accessToken"] as string;
  const gone = await it.request("DELETE", `/api/api-keys/${reader.body["id"] as string}`, { token: fresh });
  expect(gone.status).toBe(204);
  expect((await it.request("GET", "/api/sessions", { token: secret })).status).toBe(401);
  expect(
    (await it.request("DELETE", `/api/api-keys/${reader.body["id"] as string}`, { token: fresh })).body[
      "code"
    ],
  ).toBe("key-not-found");
  expect((await make({ name: "late", expiresAt: new Date(0).toISOString() })).status).toBe(401);
});

test("no credential, a forged one and a good cookie beside a wrong token all get nothing", async () => {
  await using it = await TestApp.open();
  const { token, cookie } = await it.register("ann@example.org");
  const [header, claims] = token.split(".") as [string, string];
  const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`;
  for (const forged of [undefined, "", "dsp_nothing", `${header}.${claims}.AAAA`, unsigned, `${token}x`]) {
    const answer = await it.request("GET", "/api/sessions", { token: forged });
    expect(answer, String(forged)).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  }
  expect((await it.request("GET", "/api/sessions", { token: "dsp_wrong", headers: { cookie } })).status).toBe(
    401,
  );
});

test("R9: another person's session answers exactly as one that does not exist", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ann = await it.register("ann@example.org");
  const bob = await it.register("bob@example.org");
  const id = await it.terminal(ann.token);
  const routes: [string, string, object?][] = [
    ["GET", ""],
    ["PATCH", "", { title: "mine" }],
    ["DELETE", ""],
    ["POST", "/input", { data: "x" }],
    ["POST", "/resize", { cols: 80, rows: 24 }],
    ["POST", "/interrupt"],
    ["POST", "/stop"],
    ["POST", "/resume"],
    ["GET", "/events"],
    ["GET", "/screen"],
    ["GET", "/screen?at=1"],
    ["GET", "/timeline"],
    ["GET", "/export"],
  ];
  for (const [method, path, body] of routes) {
    const [theirs, none] = await Promise.all(
      [id, "ses_doesnotexist0000000"].map(async (target) => {
        const { status, body: answer } = await it.request(method, `/api/sessions/${target}${path}`, {
          token: bob.token,
          body,
        });
        return { status, answer: JSON.stringify({ ...answer, requestId: 0 }).replaceAll(target, "ID") };
      }),
    );
    expect(theirs, `${method} ${path}`).toEqual(none);
    expect(theirs?.status).toBe(404);
  }
  expect((await it.request("GET", "/api/sessions", { token: bob.token })).body["items"]).toEqual([]);
  expect((await it.request("GET", `/api/sessions/${id}`, { token: ann.token })).body["status"]).toBe(
    "running",
  );
});
