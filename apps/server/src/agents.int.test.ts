import { expect, test } from "vitest";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { until } from "@dispatch/testkit/until";
import { AgentSession, READY, testLaunches } from "./testing/agent-session.ts";
import { TestApp } from "./testing/test-app.ts";

const open = (environment = {}) => TestApp.open({ environment, overrides: { launches: testLaunches() } });

test("a task is the transcript's first message, and the session rests when its turn has ended", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const [first] = await session.events("agent:message");
  expect(first?.payload).toMatchObject({ role: "user", text: "mend the engine", by: { name: "ada" } });
  session.say({ channel: "agent:message", payload: { role: "agent", text: "It runs.", messageId: "m" } });
  session.ends();
  await session.is(({ status }) => status === "idle");
  const events = await session.events();
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const statuses = events.filter(({ channel }) => channel === "session:status");
  expect(statuses.map(({ payload }) => (payload as { status: string }).status)).toEqual([
    "pending",
    "preparing",
    "running",
    "idle",
  ]);
  expect(await session.get()).toMatchObject({ title: "mend the engine", agent: { turns: 1, queued: 0 } });
});

test("a question waits for a person, is answered once, and the agent hears it", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ask("a1");
  const approval = await session.asked();
  expect(approval).toMatchObject({ type: "permission", state: "open", prompt: "Run rm x?" });
  expect((await session.get()).status).toBe("waiting_for_input");
  const answers = await Promise.all([
    session.answer(approval.id, { decision: "deny", message: "Keep it." }),
    session.answer(approval.id, { decision: "allow" }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const told = await app.runner.next();
  const won = answers.find(({ status }) => status === 200)?.body["decision"];
  expect(told).toMatchObject({ type: "answer", askId: "a1", decision: won });
  expect((await session.get()).status).toBe("running");
  expect((await session.events("session:answered")).length).toBe(1);
  expect(await session.open()).toEqual([]);
});

test("what was answered while the runner was away is told when it is back, once", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ask("a1");
  const { id } = await session.asked();
  await app.runner.hangUp();
  expect((await session.answer(id, { decision: "allow" })).status).toBe(200);
  expect((await session.send("and be quick")).status).toBe(202);
  expect(app.runner.told).toEqual([]);
  await app.runner.dial(app.linkPath);
  expect(await app.runner.next()).toMatchObject({ type: "answer", askId: "a1", decision: "allow" });
  expect(await app.runner.next()).toMatchObject({ type: "prompt", text: "and be quick", isSteering: true });
  await app.runner.hangUp();
  await app.runner.dial(app.linkPath);
  session.ends();
  await session.is(({ status }) => status === "idle");
  expect(app.runner.told).toEqual([]);
});

test("a server that is started anew still asks, and the answer reaches the agent", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ask("a1");
  const { id } = await session.asked();
  await app.restart();
  await app.runner.dial(app.linkPath);
  expect((await session.asked()).id).toBe(id);
  expect((await session.answer(id, { decision: "allow" })).status).toBe(200);
  expect(await app.runner.next()).toMatchObject({ type: "answer", askId: "a1", decision: "allow" });
});

test("messages wait for the turn to end in their order, and can be taken back", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const queue = { delivery: "queue" };
  const first = await session.send("first", queue);
  const second = await session.send("second", queue);
  await session.send("third", queue);
  expect([first.body["state"], (await session.get()).agent?.queued]).toEqual(["queued", 3]);
  const withdrawn = String(second.body["messageId"]);
  expect((await session.request("DELETE", `/messages/${withdrawn}`)).status).toBe(204);
  expect((await session.request("DELETE", `/messages/${withdrawn}`)).status).toBe(404);
  session.ends();
  const one = await session.prompted();
  expect(one).toMatchObject({ text: "first" });
  session.say({ channel: "driver:turn-began", payload: { messageIds: [one.messageId] } });
  session.ends([one.messageId]);
  const next = await session.prompted();
  expect(next).toMatchObject({ text: "third" });
  session.say({ channel: "driver:turn-began", payload: { messageIds: [next.messageId] } });
  session.ends([next.messageId]);
  await session.is(({ status }) => status === "idle");
  const said = await session.events("agent:message");
  expect(said.map(({ payload }) => (payload as { text: string }).text)).toEqual([
    "mend the engine",
    "first",
    "third",
  ]);
});

test("what nobody answers in time is denied", async () => {
  await using app = await open({ DISPATCH_APPROVAL_TIMEOUT: "0.05" });
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ask("a1");
  await until("it to be asked", async () => (await session.events("session:waiting_for_input")).length > 0);
  app.clock += 1000;
  expect(await app.runner.next()).toMatchObject({ type: "answer", decision: "deny" });
  const [answered] = await session.events("session:answered");
  expect(answered?.payload).toMatchObject({ decision: "deny", by: "expiry" });
});

test("a lost runner ends the turn truthfully: nothing is asked any more, and the conversation goes on when resumed", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ask("a1");
  const { id } = await session.asked();
  app.runnersLive = false;
  await app.runner.hangUp();
  await session.is(({ status, outcome }) => status === "ended" && outcome === "lost");
  expect((await session.answer(id, { decision: "allow" })).body).toMatchObject({
    code: "approval-answered",
    state: "gone",
  });
  expect(await session.open()).toMatchObject([{ type: "failure" }]);
  app.runnersLive = true;
  await until("a new runner", () => app.runners.length > 1);
  expect((await session.request("POST", "/resume")).status).toBe(200);
  const start = app.runner.calls.find(({ method }) => method === "start");
  expect(start?.params).toMatchObject({ launch: 2, options: { conversationId: "con-1" } });
  session.say(READY);
  await session.is(({ status }) => status === "idle");
});

test("an agent at rest falls asleep, keeps its session, and comes back with the next message", async () => {
  await using app = await open({ DISPATCH_AGENT_SLEEP: "0.01" });
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ends();
  await session.is(({ status, agent }) => status === "idle" && agent?.isAsleep === true);
  expect(app.runner.sessions.size).toBe(0);
  expect((await session.send("go on")).body).toMatchObject({ state: "given" });
  expect(await session.prompted()).toMatchObject({ text: "go on" });
  const starts = app.runner.calls.filter(({ method }) => method === "start");
  expect(starts[1]?.params).toMatchObject({ launch: 2, options: { conversationId: "con-1" } });
  expect((await session.get()).status).toBe("running");
});

test("a sleeping agent survives a new server, and can be stopped", async () => {
  await using app = await open({ DISPATCH_AGENT_SLEEP: "0.01" });
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ends();
  await session.is(({ agent }) => agent?.isAsleep === true);
  await app.restart();
  expect(await session.get()).toMatchObject({ status: "idle", agent: { isAsleep: true } });
  expect((await session.request("POST", "/stop")).status).toBe(202);
  await session.is(({ status, outcome }) => status === "ended" && outcome === "stopped");
});

test("a failed turn says what a person can do, and is among what waits until the agent works again", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ends([], { outcome: "failed", fault: { code: "signed-out", detail: "Invalid API key" } });
  const waiting = await session.asked();
  expect(waiting).toMatchObject({ type: "sign-in", rank: 2 });
  expect(waiting.prompt).toBe(
    "Invalid API key. Its provider does not accept the key or login. Sign in again, then send the message again.",
  );
  expect((await session.get()).status).toBe("idle");
  await session.send("again");
  const { messageId } = await session.prompted();
  session.say({ channel: "driver:turn-began", payload: { messageIds: [messageId] } });
  await until("nothing to wait", async () => (await session.open()).length === 0);
});

test("answers that do not fit are refused and leave it open; another person's approval does not exist", async () => {
  await using app = await open({ DISPATCH_REGISTRATION: "open" });
  const { token } = await app.register("ada@example.org");
  const other = await app.register("bob@example.org");
  const session = await AgentSession.working(app, token);
  const questions = [{ question: "Which?", options: [{ label: "A" }, { label: "B" }], multiSelect: false }];
  session.ask("q1", { ask: "question", call: undefined, questions });
  const { id } = await session.asked();
  expect((await session.answer(id, { decision: "allow" })).body["code"]).toBe("answer-refused");
  expect((await session.answer(id, { decision: "allow", answers: { Why: "A" } })).status).toBe(422);
  expect((await session.answer(id, { decision: "allow", input: { a: 1 } })).status).toBe(422);
  expect((await session.answer(id, { decision: "allow" }, other.token)).body["code"]).toBe(
    "approval-not-found",
  );
  expect((await session.answer(id, { decision: "allow", answers: { "Which?": "B" } })).status).toBe(200);
  expect(await app.runner.next()).toMatchObject({ decision: "allow", answers: { "Which?": "B" } });
});

test("a routine use of a tool of which no rule speaks goes on without a word in the log", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const before = (await session.events()).length;
  session.ask("r1", { isRoutine: true });
  expect(await app.runner.next()).toMatchObject({ type: "answer", askId: "r1", decision: "pass" });
  session.ends();
  await session.is(({ status }) => status === "idle");
  expect((await session.events("session:waiting_for_input", "session:answered")).length).toBe(0);
  expect((await session.events()).length).toBe(before + 2);
});

test("keystrokes are not for agents, nor messages for terminals", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  expect((await session.request("POST", "/input", { data: "x" })).body["code"]).toBe("session-kind-refused");
  const id = await app.terminal(token);
  const said = await app.request("POST", `/api/sessions/${id}/messages`, { token, body: { text: "x" } });
  expect(said.body["code"]).toBe("session-kind-refused");
});

test("a task that names a repository begins in a worktree of its own, and one that cannot be made says why", async () => {
  using origin = new GitOrigin();
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.begin(app, token, { prompt: "look", repo: { url: origin.url } });
  const { workspaceId } = await session.get();
  const workspace = await app.request("GET", `/api/workspaces/${workspaceId}`, { token });
  expect(workspace.body).toMatchObject({ kind: "worktree", status: "ready" });
  const start = app.runner.calls.find(({ method }) => method === "start");
  expect(start?.params).toMatchObject({ workspacePath: workspace.body["path"] });
  const body = { kind: "agent", repo: { url: origin.url, ref: "nowhere" } };
  const failed = await app.request("POST", "/api/sessions", { token, body });
  expect(failed.body).toMatchObject({
    code: "workspace-refused",
    detail: expect.stringContaining("nowhere") as string,
  });
  const both = { kind: "agent", repo: { url: origin.url }, workspaceId };
  expect((await app.request("POST", "/api/sessions", { token, body: both })).body["code"]).toBe(
    "invalid-request",
  );
});

test("a conversation is copied into a session of its own, up to a message", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ends();
  await session.is(({ status }) => status === "idle");
  const forked = await session.request("POST", "/fork", { beforeMessageId: "m-2" });
  expect(forked.status).toBe(201);
  expect(forked.body).toMatchObject({ title: "mend the engine (copy)" });
  const starts = app.runner.calls.filter(({ method }) => method === "start");
  expect(starts.at(-1)?.params).toMatchObject({
    sessionId: forked.body["id"],
    options: { conversationId: "con-1", fork: { beforeMessageId: "m-2" } },
  });
  const id = await app.terminal(token);
  const terminal = await app.request("POST", `/api/sessions/${id}/fork`, { token, body: {} });
  expect(terminal.body["code"]).toBe("session-kind-refused");
});
