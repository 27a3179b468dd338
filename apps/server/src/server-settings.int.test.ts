import { expect, test } from "vitest";
import { AgentSession, testLaunches } from "./testing/agent-session.ts";
import { TestApp } from "./testing/test-app.ts";

const open = (environment: Record<string, string> = {}) =>
  TestApp.open({ environment, overrides: { launches: testLaunches() } });
const get = async (app: TestApp, token: string) =>
  (await app.request("GET", "/api/settings", { token })).body as Record<string, object>;
const put = (app: TestApp, token: string, body: object) =>
  app.request("PUT", "/api/settings", { token, body });

test("a setting is changed at once, is in the audit log, and outlives the server", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  expect((await get(app, token))["registration"]).toEqual({
    value: "invite",
    default: "invite",
    origin: "default",
  });
  const bob = { email: "bob@example.org", password: "correct horse" };
  expect((await app.request("POST", "/api/auth/register", { body: bob })).status).toBe(403);
  const changed = await put(app, token, { registration: "open", retentionDays: 30 });
  expect(changed).toMatchObject({
    status: 200,
    body: {
      registration: { value: "open", default: "invite", origin: "set" },
      retentionDays: { value: 30, default: "none", origin: "set" },
      approvalTimeout: { value: 86_400, origin: "default" },
    },
  });
  expect((await app.request("POST", "/api/auth/register", { body: bob })).status).toBe(201);
  const { body: log } = await app.request("GET", "/api/audit?act=settings.change", { token });
  expect(log["items"]).toMatchObject([
    { outcome: "done", details: { registration: "open", retentionDays: "30" } },
  ]);
  await app.restart();
  expect((await get(app, token))["registration"]).toMatchObject({ value: "open", origin: "set" });
  await put(app, token, { registration: null });
  expect((await get(app, token))["registration"]).toMatchObject({ value: "invite", origin: "default" });
  expect((await get(app, token))["retentionDays"]).toMatchObject({ value: 30, origin: "set" });
});

test("what is fixed where the server is started wins, and is refused with what fixes it", async () => {
  await using app = await open({ DISPATCH_REGISTRATION: "open" });
  const { token } = await app.register("ada@example.org");
  expect((await get(app, token))["registration"]).toEqual({
    value: "open",
    default: "invite",
    origin: "fixed",
    fixedBy: "DISPATCH_REGISTRATION",
  });
  const refused = await put(app, token, { registration: "closed", retentionDays: 3 });
  expect(refused).toMatchObject({ status: 409, body: { code: "setting-fixed" } });
  expect(refused.body["detail"]).toContain("DISPATCH_REGISTRATION");
  expect((await get(app, token))["retentionDays"]).toMatchObject({ origin: "default" });
});

test("values that make no sense are refused, and members see and change nothing", async () => {
  await using app = await open({ DISPATCH_REGISTRATION: "open" });
  const { token } = await app.register("ada@example.org");
  const member = await app.register("bob@example.org");
  for (const body of [
    { agentSleep: 0 },
    { agentSleep: "never" },
    { retentionDays: 0 },
    { retentionDays: 1.5 },
    { agentProvider: "nobody" },
    { quotaLiveSessions: "none" },
    { port: 1 },
  ])
    expect([body, (await put(app, token, body)).status]).toEqual([body, 400]);
  expect((await put(app, member.token, { agentSleep: 1 })).status).toBe(403);
  expect((await app.request("GET", "/api/settings", { token: member.token })).status).toBe(403);
});

test("quotas and the time to answer hold as they are set now", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  await put(app, token, { approvalTimeout: 60, quotaLiveSessions: 1 });
  const session = await AgentSession.working(app, token);
  session.ask("a1");
  const { expiresAt, createdAt } = (await session.asked()) as unknown as Record<string, string>;
  expect(Date.parse(expiresAt ?? "") - Date.parse(createdAt ?? "")).toBe(60_000);
  const second = { kind: "terminal" };
  expect(await app.request("POST", "/api/sessions", { token, body: second })).toMatchObject({
    status: 409,
    body: { code: "quota-exceeded" },
  });
  await put(app, token, { quotaLiveSessions: null });
  expect((await app.request("POST", "/api/sessions", { token, body: second })).status).toBe(201);
});

test("agents that rest already fall asleep after the time that is set now", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ends();
  await session.is(({ status }) => status === "idle");
  await put(app, token, { agentSleep: 0.001 });
  await session.is(({ agent }) => agent?.isAsleep === true);
});
