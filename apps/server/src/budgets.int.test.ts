import { expect, test } from "vitest";
import { until } from "@dispatch/testkit/until";
import { nextDay } from "./domain/usage/calendar.ts";
import { AgentSession, READY, testLaunches } from "./testing/agent-session.ts";
import { TestApp } from "./testing/test-app.ts";

const open = () =>
  TestApp.open({
    environment: { DISPATCH_REGISTRATION: "open" },
    overrides: { launches: testLaunches() },
  });

const tokens = { inputTokens: 100, outputTokens: 20, cacheReadTokens: 1000, cacheWriteTokens: 5 };

/** A turn that has cost so much, told by its agent. */
const used = (session: AgentSession, costUsd?: number, more: object = {}) =>
  session.say({
    channel: "agent:usage",
    payload: { ...tokens, ...(costUsd !== undefined && { costUsd }), ...more },
  });

async function put(app: TestApp, token: string, budgets: object[], level = "user") {
  const { status, body } = await app.request("PUT", "/api/budgets", { token, body: { level, budgets } });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}
const daily = (limit: number, more: object = {}) => ({ window: "day", measure: "cost", limit, ...more });

async function rested(session: AgentSession, costUsd?: number): Promise<void> {
  used(session, costUsd);
  session.ends();
  await session.is(({ status }) => status === "idle");
}

const usage = async (app: TestApp, token: string, query = "") =>
  (await app.request("GET", `/api/usage${query}`, { token })).body as {
    items: Record<string, unknown>[];
    total: Record<string, unknown>;
  };

test("what turns use is counted, and stays when their session is deleted", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const call = { tool: "Bash", input: {} };
  session.say({ channel: "agent:tool_use", payload: { ...call, toolUseId: "1" } });
  session.say({ channel: "agent:tool_use", payload: { ...call, toolUseId: "1", title: "again" } });
  session.say({ channel: "agent:tool_use", payload: { ...call, toolUseId: "2" } });
  await until("the tools", async () => (await session.events("agent:tool_use")).length === 3);
  app.clock += 90_000;
  await rested(session, 0.25);
  const sum = { turns: 1, ...tokens, costUsd: 0.25, turnsWithoutCost: 0, toolCalls: 2, workedMs: 90_000 };
  const byDay = await usage(app, token);
  expect(byDay.total).toEqual(sum);
  expect(byDay.items).toMatchObject([{ key: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), ...sum }]);
  expect((await usage(app, token, "?by=session")).items).toMatchObject([
    { key: session.id, name: "mend the engine", ...sum },
  ]);
  expect((await usage(app, token, "?by=model")).items).toMatchObject([{ key: "big", ...sum }]);
  expect((await usage(app, token, "?by=provider")).items).toMatchObject([{ key: "scripted", ...sum }]);
  expect((await session.request("DELETE", "")).status).toBe(204);
  const after = await usage(app, token, "?by=session");
  expect(after.total).toEqual(sum);
  expect(after.items[0]).not.toHaveProperty("name");
  expect((await usage(app, token, "?to=2020-01-01")).total).toMatchObject({ turns: 0 });
});

test("a cost that the agent does not tell is unknown and not nothing; time that waits for a person is no work", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  await put(app, token, [daily(0.01)]);
  const session = await AgentSession.working(app, token);
  session.ask("a1");
  const { id } = await session.asked();
  app.clock += 300_000;
  await session.answer(id, { decision: "allow" });
  await app.runner.next();
  app.clock += 1000;
  await rested(session);
  const { total } = await usage(app, token);
  expect(total).toMatchObject({ turns: 1, turnsWithoutCost: 1, workedMs: 1000, outputTokens: 20 });
  expect(total).not.toHaveProperty("costUsd");
  const { body } = await app.request("GET", "/api/budgets", { token });
  expect((body["states"] as object[])[0]).not.toHaveProperty("used");
  expect((await session.send("go on")).body["state"]).toBe("given");
});

test("a message that would begin a turn over the budget waits and asks; allowed, the budget is raised and it is given", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  await put(app, token, [daily(5)]);
  const session = await AgentSession.working(app, token);
  await rested(session, 5.12);
  expect((await session.send("and the brakes")).body["state"]).toBe("queued");
  const asked = await session.asked();
  expect(asked).toMatchObject({
    type: "budget",
    prompt:
      "Your budget for today of 5.00 USD is spent: 5.12 USD. Allow to raise it to 10.00 USD for today; deny to withdraw what waits.",
    budget: { level: "user", limit: 5, used: 5.12, raiseTo: 10 },
  });
  // A second one waits behind it, and asks nothing more.
  expect((await session.send("and the lamp", { delivery: "steer" })).body["state"]).toBe("queued");
  expect(await session.get()).toMatchObject({ status: "idle", agent: { queued: 2, isHeld: true } });
  expect((await session.open()).length).toBe(1);
  expect(app.runner.told).toEqual([]);
  expect((await session.answer(asked.id, { decision: "allow" })).status).toBe(200);
  const { messageId, text } = await session.prompted();
  expect(text).toBe("and the brakes");
  session.say({ channel: "driver:turn-began", payload: { messageIds: [messageId] } });
  const state = (await app.request("GET", "/api/budgets", { token })).body["states"] as object[];
  expect(state).toMatchObject([{ limit: 5, raisedTo: 10, used: 5.12, level: "user" }]);
  // Spent once more, what comes next waits once more.
  used(session, 5);
  session.ends([messageId]);
  expect((await session.asked()).budget).toMatchObject({ limit: 10, raiseTo: 15 });
  expect((await session.get()).agent).toMatchObject({ queued: 1 });
  expect(app.runner.told).toEqual([]);
});

test("denied, what waits is withdrawn; an amount of one's own must be above what is used", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  await put(app, token, [daily(1)]);
  const session = await AgentSession.working(app, token);
  await rested(session, 4);
  await session.send("more");
  const first = await session.asked();
  expect(first.budget?.raiseTo).toBe(5);
  const refused = await session.answer(first.id, { decision: "allow", input: { limitUsd: 3 } });
  expect(refused.body).toMatchObject({ code: "answer-refused", detail: expect.stringContaining("4.00 USD") });
  expect((await session.answer(first.id, { decision: "allow", input: { limitUsd: "9" } })).status).toBe(422);
  expect((await session.answer(first.id, { decision: "deny" })).status).toBe(200);
  expect((await session.get()).agent).toMatchObject({ queued: 0 });
  expect(await session.events("agent:unqueued")).toHaveLength(1);
  await session.send("still more");
  const { id } = await session.asked();
  expect((await session.answer(id, { decision: "allow", input: { limitUsd: 20 } })).status).toBe(200);
  expect(await session.prompted()).toMatchObject({ text: "still more" });
});

test("the first task of a new session waits too, across a restart, and is given when a new day begins", async () => {
  await using app = await open();
  app.clock = nextDay(app.clock) - 60_000;
  const { token } = await app.register("ada@example.org");
  await put(app, token, [daily(1)]);
  const session = await AgentSession.working(app, token);
  await rested(session, 2);
  const next = await AgentSession.begin(app, token, { prompt: "another thing" });
  expect(await next.asked()).toMatchObject({ type: "budget" });
  next.say(READY);
  await next.is(({ status, agent }) => status === "idle" && agent?.queued === 1);
  expect((await next.events("agent:message", "agent:queued")).map(({ channel }) => channel)).toEqual([
    "agent:queued",
  ]);
  await app.restart();
  await app.runner.dial(app.linkPath);
  expect((await next.open()).length).toBe(1);
  expect(app.runner.told).toEqual([]);
  app.clock += 60_000;
  await app.restart();
  await app.runner.dial(app.linkPath);
  expect(await next.prompted()).toMatchObject({ text: "another thing" });
  expect(await next.open()).toEqual([]);
});

test("what is held goes on by itself when the day is over", async () => {
  await using app = await open();
  app.clock = nextDay(app.clock) - 60_000;
  const { token } = await app.register("ada@example.org");
  await put(app, token, [daily(1)]);
  const session = await AgentSession.working(app, token);
  app.clock += 59_980;
  await rested(session, 2);
  await session.send("tomorrow");
  await session.asked();
  app.clock += 1000;
  expect(await session.prompted()).toMatchObject({ text: "tomorrow" });
});

test("a turn under way is not cut, unless the budget says so", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const interrupts = () => app.runner.calls.filter(({ method }) => method === "interrupt").length;
  await session.request("PUT", "/budget", { budgets: [{ measure: "cost", limit: 1 }] });
  used(session, 2);
  await until("the usage", async () => (await session.events("agent:usage")).length === 1);
  session.ask("a1");
  await session.asked();
  expect(interrupts()).toBe(0);
  await session.request("PUT", "/budget", {
    budgets: [{ measure: "cost", limit: 1, stopsWithinTurn: true }],
  });
  used(session, 1);
  await until("an interrupt", () => interrupts() === 1);
  const [notice] = await session.events("agent:notice");
  expect(notice?.payload).toEqual({
    code: "budget-spent",
    text: "The budget for this session of 1.00 USD is spent: 3.00 USD. The turn is interrupted.",
  });
  expect((await session.get()).agent?.budgets).toEqual([
    { window: "session", measure: "cost", limit: 1, stopsWithinTurn: true },
  ]);
});

test("minutes of work and uses of tools end a turn within it as well", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const hard = { window: "day", stopsWithinTurn: true };
  await put(app, token, [{ ...hard, measure: "toolCalls", limit: 2 }]);
  const session = await AgentSession.working(app, token);
  const interrupts = () => app.runner.calls.filter(({ method }) => method === "interrupt").length;
  for (const toolUseId of ["1", "2"])
    session.say({ channel: "agent:tool_use", payload: { tool: "Read", input: {}, toolUseId } });
  session.ask("a1", { isRoutine: true });
  await until("an interrupt", () => interrupts() === 1);
  session.ends();
  await session.is(({ status }) => status === "idle");
  await put(app, token, [{ ...hard, measure: "minutes", limit: 0.001 }]);
  const timed = await AgentSession.begin(app, token, { prompt: "count" });
  timed.say(READY);
  // It has worked for 0 s so far: what was prompted goes, and a timer looks at it when the time is over.
  let prompt = await app.runner.next();
  while (prompt.type !== "prompt") prompt = await app.runner.next();
  timed.say({ channel: "driver:turn-began", payload: { messageIds: [prompt.messageId] } });
  await timed.is(({ agent }) => agent?.turns === 1);
  app.clock += 1000;
  await until("another interrupt", () => interrupts() === 2);
});

test("a turn that begins by itself over the budget is interrupted", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  await put(app, token, [daily(1)]);
  const session = await AgentSession.working(app, token);
  await rested(session, 2);
  await session.send("held");
  await session.asked();
  session.say({ channel: "driver:turn-began", payload: { messageIds: [] } });
  await until("an interrupt", () => app.runner.calls.some(({ method }) => method === "interrupt"));
  session.ends([], { outcome: "interrupted" });
  await session.is(({ status, agent }) => status === "idle" && agent?.turns === 2);
  // What was held waits on, for the same answer.
  expect((await session.open()).length).toBe(1);
  expect((await session.get()).agent?.queued).toBe(1);
});

test("an agent that sleeps with a held message sleeps on, and wakes when the budget is raised", async () => {
  await using app = await TestApp.open({
    environment: { DISPATCH_AGENT_SLEEP: "0.01" },
    overrides: { launches: testLaunches() },
  });
  const { token } = await app.register("ada@example.org");
  await put(app, token, [daily(1)]);
  const session = await AgentSession.working(app, token);
  used(session, 2);
  session.ends();
  await session.is(({ agent }) => agent?.isAsleep === true);
  expect((await session.send("wake up")).body["state"]).toBe("queued");
  const { id } = await session.asked();
  expect(app.runner.sessions.size).toBe(0);
  // A looser budget lets go as well as a raise does.
  await put(app, token, [daily(9)]);
  expect(await session.prompted()).toMatchObject({ text: "wake up" });
  expect((await session.answer(id, { decision: "allow" })).body["code"]).toBe("approval-answered");
});

test("the server's budgets hold for everybody, members cannot raise them or set looser ones, and see only what is theirs", async () => {
  await using app = await open();
  const ada = await app.register("ada@example.org");
  const bob = await app.register("bob@example.org");
  await put(app, ada.token, [daily(2)], "server");
  const looser = await app.request("PUT", "/api/budgets", {
    token: bob.token,
    body: { budgets: [daily(3)] },
  });
  expect([looser.status, looser.body["errors"]]).toMatchObject([400, [{ path: "budgets.0.limit" }]]);
  const asServer = { level: "server", budgets: [] };
  expect((await app.request("PUT", "/api/budgets", { token: bob.token, body: asServer })).status).toBe(403);
  const his = await AgentSession.working(app, bob.token);
  await rested(his, 2.5);
  await his.send("more");
  const { id, prompt } = await his.asked();
  expect(prompt).toContain("The server's budget for today of 2.00 USD is spent: 2.50 USD.");
  expect((await his.answer(id, { decision: "allow" })).status).toBe(403);
  expect((await app.request("GET", `/api/usage?user=${ada.id}`, { token: bob.token })).status).toBe(403);
  expect((await usage(app, ada.token)).total).toMatchObject({ turns: 0 });
  expect((await usage(app, ada.token, "?by=user&user=all")).items).toMatchObject([
    { key: bob.id, name: "bob", turns: 1 },
  ]);
  await put(app, ada.token, [daily(4)], "server");
  expect(await his.prompted()).toMatchObject({ text: "more" });
});
