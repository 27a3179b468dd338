import { once } from "node:events";
import { io } from "socket.io-client";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

const password = "correct horse";
const HOUR_MS = 3600_000;

async function invite(
  it: TestApp,
  token: string,
  body: object = {},
): Promise<{ id: string; token: string; url: string }> {
  const answer = await it.request("POST", "/api/invites", { token, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body as { id: string; token: string; url: string };
}
const join = (it: TestApp, email: string, link: string) =>
  it.request("POST", "/api/auth/register", { body: { email, password, invite: link } });

/** An account of its own, by invitation. */
async function guest(it: TestApp, owner: string, email: string, role = "member") {
  const { token } = await invite(it, owner, { role });
  const { body } = await join(it, email, token);
  return { id: (body["user"] as { id: string }).id, token: body["accessToken"] as string };
}

test("an invitation opens one account with its role, once, until it expires or is taken back", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  const first = await invite(it, ann.token, { role: "admin" });
  expect(first.url).toBe(`${it.url}/join#${first.token}`);
  expect((await join(it, "bob@example.org", first.token)).body).toMatchObject({ user: { role: "admin" } });
  expect(await join(it, "eve@example.org", first.token)).toMatchObject({
    status: 403,
    body: { code: "invite-invalid" },
  });
  const second = await invite(it, ann.token, { expiresInHours: 1 });
  it.clock += 2 * HOUR_MS;
  expect((await join(it, "eve@example.org", second.token)).body["code"]).toBe("invite-invalid");
  const { body } = await it.request("POST", "/api/auth/login", {
    body: { email: "ann@example.org", password },
  });
  const token = body["accessToken"] as string;
  const third = await invite(it, token);
  expect((await it.request("GET", "/api/invites", { token })).body["items"]).toHaveLength(1);
  expect((await it.request("DELETE", `/api/invites/${third.id}`, { token })).status).toBe(204);
  expect((await join(it, "eve@example.org", third.token)).status).toBe(403);
  expect(await join(it, "eve@example.org", "nonsense")).toMatchObject({
    status: 403,
    body: { code: "invite-invalid" },
  });
});

test("of two who use one invitation at once, one comes in", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  const { token } = await invite(it, ann.token);
  const answers = await Promise.all([join(it, "bob@example.org", token), join(it, "eve@example.org", token)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
});

test("with closed registration not even an invitation opens an account", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "closed" } });
  const ann = await it.register("ann@example.org");
  const { token } = await invite(it, ann.token);
  expect((await join(it, "bob@example.org", token)).body["code"]).toBe("registration-closed");
});

test("members see nothing of other people, administrators look after members, the owner after all", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  const admin = await guest(it, ann.token, "admin@example.org", "admin");
  const bob = await guest(it, ann.token, "bob@example.org");
  const patch = (token: string, id: string, body: object) =>
    it.request("PATCH", `/api/users/${id}`, { token, body });
  for (const [method, path] of [
    ["GET", "/api/users"],
    ["GET", "/api/invites"],
    ["POST", "/api/invites"],
    ["POST", `/api/users/${admin.id}/password-reset`],
  ] as const) {
    const body = method === "POST" ? {} : undefined;
    expect(await it.request(method, path, { token: bob.token, body }), path).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
  }
  expect((await patch(bob.token, ann.id, { role: "member" })).status).toBe(403);
  expect((await it.request("GET", "/api/users", { token: admin.token })).body["items"]).toHaveLength(3);
  expect(
    (await it.request("POST", "/api/invites", { token: admin.token, body: { role: "admin" } })).status,
  ).toBe(403);
  for (const id of [ann.id, admin.id])
    expect((await patch(admin.token, id, { disabled: true })).status).toBe(403);
  expect((await patch(admin.token, bob.id, { role: "admin" })).status).toBe(403);
  expect((await patch(ann.token, bob.id, {})).status).toBe(400);
  expect(await patch(ann.token, bob.id, { role: "admin" })).toMatchObject({
    status: 200,
    body: { role: "admin" },
  });
  expect((await patch(ann.token, "usr_doesnotexist0000000", { disabled: true })).body["code"]).toBe(
    "user-not-found",
  );
});

test("an account that is switched off opens nothing any more, and what is open closes at once", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  const bob = await guest(it, ann.token, "bob@example.org");
  const key = (await it.request("POST", "/api/api-keys", { token: bob.token, body: { name: "k" } })).body[
    "secret"
  ] as string;
  const socket = io(it.url, { auth: { token: key }, transports: ["websocket"], reconnection: false });
  await once(socket as unknown as NodeJS.EventEmitter, "connect");
  const dropped = once(socket as unknown as NodeJS.EventEmitter, "disconnect");
  await it.request("PATCH", `/api/users/${bob.id}`, { token: ann.token, body: { disabled: true } });
  await dropped;
  for (const token of [bob.token, key])
    expect((await it.request("GET", "/api/sessions", { token })).status).toBe(401);
  const login = (secret: string) =>
    it.request("POST", "/api/auth/login", { body: { email: "bob@example.org", password: secret } });
  expect((await login(password)).body["code"]).toBe("forbidden");
  expect((await login("wrong password")).body["code"]).toBe("invalid-credentials");
  await it.request("PATCH", `/api/users/${bob.id}`, { token: ann.token, body: { disabled: false } });
  expect((await login(password)).status).toBe(200);
});

test("logins are listed with device and address, and each can be ended", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ann = await it.register("ann@example.org");
  const eve = await it.register("eve@example.org");
  const headers = { "user-agent": "phone" };
  const phone = await it.request("POST", "/api/auth/login", {
    body: { email: "ann@example.org", password },
    headers,
  });
  const { body } = await it.request("GET", "/api/auth/logins", { token: ann.token });
  const items = body["items"] as { id: string; device: string; address: string; current: boolean }[];
  expect(items.map(({ device, current }) => ({ device, current }))).toEqual(
    expect.arrayContaining([
      { device: "phone", current: false },
      { device: "node", current: true },
    ]),
  );
  expect(items.every(({ address }) => address === "127.0.0.1")).toBe(true);
  const id = items.find(({ device }) => device === "phone")?.id;
  expect((await it.request("DELETE", `/api/auth/logins/${id}`, { token: eve.token })).body["code"]).toBe(
    "login-not-found",
  );
  expect((await it.request("DELETE", `/api/auth/logins/${id}`, { token: ann.token })).status).toBe(204);
  expect(
    (await it.request("GET", "/api/auth/me", { token: phone.body["accessToken"] as string })).status,
  ).toBe(401);
  expect((await it.request("GET", "/api/auth/me", { token: ann.token })).status).toBe(200);
});

test("a name is its person's to change, and everybody sees the new one", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  const rename = (name: string) => it.request("PATCH", "/api/auth/me", { token: ann.token, body: { name } });
  expect(await rename("  Ann of the Hill ")).toMatchObject({
    status: 200,
    body: { name: "Ann of the Hill" },
  });
  expect((await rename(" ")).body["code"]).toBe("invalid-request");
  const { body } = await it.request("GET", "/api/users", { token: ann.token });
  expect(body["items"]).toMatchObject([{ email: "ann@example.org", name: "Ann of the Hill" }]);
});

test("a changed password ends the other logins and not the one that changed it", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  const other = await it.request("POST", "/api/auth/login", { body: { email: "ann@example.org", password } });
  const change = (currentPassword: string) =>
    it.request("POST", "/api/auth/password", {
      token: ann.token,
      body: { currentPassword, newPassword: "battery staple" },
    });
  expect((await change("wrong")).body["code"]).toBe("invalid-credentials");
  expect((await change(password)).status).toBe(204);
  expect((await it.request("GET", "/api/auth/me", { token: ann.token })).status).toBe(200);
  expect(
    (await it.request("GET", "/api/auth/me", { token: other.body["accessToken"] as string })).status,
  ).toBe(401);
  const login = (secret: string) =>
    it.request("POST", "/api/auth/login", { body: { email: "ann@example.org", password: secret } });
  expect((await login(password)).status).toBe(401);
  expect((await login("battery staple")).status).toBe(200);
});

test("an administrator's link sets a new password once, and ends every login", async () => {
  await using it = await TestApp.open();
  const ann = await it.register("ann@example.org");
  const bob = await guest(it, ann.token, "bob@example.org");
  const link = await it.request("POST", `/api/users/${bob.id}/password-reset`, {
    token: ann.token,
    body: {},
  });
  const reset = () =>
    it.request("POST", "/api/auth/reset", {
      body: { token: link.body["token"], password: "battery staple" },
    });
  expect((await reset()).status).toBe(204);
  expect((await reset()).body["code"]).toBe("link-invalid");
  expect((await it.request("GET", "/api/auth/me", { token: bob.token })).status).toBe(401);
  const login = await it.request("POST", "/api/auth/login", {
    body: { email: "bob@example.org", password: "battery staple" },
  });
  expect(login.status).toBe(200);
  // An invitation is no reset link, nor the other way round.
  const { token } = await invite(it, ann.token);
  expect(
    (await it.request("POST", "/api/auth/reset", { body: { token, password: "battery staple" } })).status,
  ).toBe(403);
});

test("who guesses passwords has to wait, and is told how long", async () => {
  await using it = await TestApp.open();
  await it.register("ann@example.org");
  const login = (secret: string) =>
    it.request("POST", "/api/auth/login", { body: { email: "ann@example.org", password: secret } });
  for (let index = 0; index < 10; index++) expect((await login("wrong")).status).toBe(401);
  const late = await login(password);
  expect(late).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
  it.clock += HOUR_MS;
  expect((await login(password)).status).toBe(200);
});
