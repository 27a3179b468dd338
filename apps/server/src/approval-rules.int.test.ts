import { expect, test } from "vitest";
import { newId } from "@dispatch/protocol/ids";
import { until } from "@dispatch/testkit/until";
import { AgentSession, testLaunches } from "./testing/agent-session.ts";
import { TestApp } from "./testing/test-app.ts";

const open = () =>
  TestApp.open({
    environment: { DISPATCH_REGISTRATION: "open" },
    overrides: { launches: testLaunches() },
  });

const bash = (command: string) => ({ call: { toolUseId: "t", tool: "Bash", input: { command } } });

const make = async (app: TestApp, token: string, body: object) => {
  const made = await app.request("POST", "/api/approval-rules", { token, body });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body as { id: string };
};
const list = async (app: TestApp, token: string) =>
  (await app.request("GET", "/api/approval-rules", { token })).body["items"] as { id: string }[];

test("a call that a rule answers never waits: the agent hears it at once, and the log says which rule", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const allow = await make(app, token, {
    level: "user",
    effect: "allow",
    tool: "Bash",
    pattern: "git status *",
  });
  const deny = await make(app, token, { level: "user", effect: "deny", tool: "Bash", pattern: "rm *" });
  session.ask("a1", bash("git status -s"));
  expect(await app.runner.next()).toMatchObject({ type: "answer", askId: "a1", decision: "allow" });
  session.ask("a2", bash("rm -rf build"));
  const told = await app.runner.next();
  expect(told).toMatchObject({
    askId: "a2",
    decision: "deny",
    message: expect.stringContaining("deny Bash"),
  });
  const answered = await session.events("session:answered");
  expect(answered.map(({ payload }) => payload)).toMatchObject([
    { decision: "allow", by: "rule", rule: allow.id },
    { decision: "deny", by: "rule", rule: deny.id },
  ]);
  expect(await session.events("session:waiting_for_input")).toEqual([]);
  expect(await session.open()).toEqual([]);
  expect((await session.get()).status).toBe("running");
});

test("a deny goes before an allow whatever their levels, and an ask of the server before both answers of mine", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const { workspaceId } = await session.get();
  await make(app, token, { level: "server", effect: "allow", tool: "Bash", pattern: "git *" });
  await make(app, token, {
    level: "workspace",
    workspaceId,
    effect: "deny",
    tool: "Bash",
    pattern: "git push *",
  });
  await make(app, token, {
    level: "session",
    sessionId: session.id,
    effect: "allow",
    tool: "Bash",
    pattern: "git push *",
  });
  session.ask("a1", bash("git push origin"));
  expect(await app.runner.next()).toMatchObject({ askId: "a1", decision: "deny" });
  session.ask("a2", bash("git log"));
  expect(await app.runner.next()).toMatchObject({ askId: "a2", decision: "allow" });
  const ask = await make(app, token, {
    level: "server",
    effect: "ask",
    tool: "Bash",
    pattern: "git log *",
    note: "Look.",
  });
  session.ask("a3", bash("git log"));
  expect(await session.asked()).toMatchObject({ rule: { id: ask.id, note: "Look." } });
});

test("rules of a session and of a workspace hold there alone", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const one = await AgentSession.working(app, token);
  const other = await AgentSession.working(app, token);
  await make(app, token, { level: "session", sessionId: one.id, effect: "deny", tool: "*" });
  other.ask("a1", bash("ls"));
  expect((await other.asked()).sessionId).toBe(other.id);
  one.ask("a1", bash("ls"));
  expect(await app.runner.next()).toMatchObject({ decision: "deny" });
  // With its session a rule is gone.
  expect((await one.request("DELETE", "")).status).toBe(204);
  expect(await list(app, token)).toEqual([]);
});

test("`always` makes the rule that was offered, shows it, and answers what else is open", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const first = await AgentSession.working(app, token);
  const second = await AgentSession.working(app, token);
  second.ask("b1", bash("git status"));
  await second.asked();
  second.ask("b2", bash("git push"));
  first.ask("a1", bash("git status -s"));
  const asked = await first.asked();
  expect(asked.suggestion).toEqual({ tool: "Bash", pattern: "git status *" });
  const answer = await first.answer(asked.id, { decision: "allow", scope: "always" });
  expect(answer.body).toMatchObject({
    state: "answered",
    ruleMade: { level: "user", effect: "allow", tool: "Bash", pattern: "git status *" },
  });
  const told = [await app.runner.next(), await app.runner.next()];
  expect(told.map((command) => "askId" in command && command.askId).sort()).toEqual(["a1", "b1"]);
  expect((await second.open()).map(({ call }) => call?.input)).toEqual([{ command: "git push" }]);
  const [by] = await second.events("session:answered");
  expect(by?.payload).toMatchObject({ by: "rule", decision: "allow" });
  // The same once more is the same rule.
  first.ask("a2", bash("git status -b"));
  expect(await app.runner.next()).toMatchObject({ askId: "a2", decision: "allow" });
  expect((await list(app, token)).length).toBe(1);
});

test("an answer for the session makes a rule of it, and denies the next call of that sort", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ask("a1", bash("npm publish"));
  const { id } = await session.asked();
  const answer = await session.answer(id, { decision: "deny", scope: "session" });
  expect(answer.body["ruleMade"]).toMatchObject({ level: "session", sessionId: session.id, effect: "deny" });
  expect(await app.runner.next()).toMatchObject({ askId: "a1", decision: "deny" });
  session.ask("a2", bash("npm publish --dry-run"));
  expect(await app.runner.next()).toMatchObject({ askId: "a2", decision: "deny" });
});

test("what no narrow rule would fit is not remembered and stays open, nor what a rule wants asked", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ask("a1", bash(`echo ${"x".repeat(5000)}`));
  const { id, suggestion } = await session.asked();
  expect(suggestion).toBeUndefined();
  const refused = await session.answer(id, { decision: "allow", scope: "always" });
  expect([refused.status, refused.body["code"]]).toEqual([422, "answer-refused"]);
  expect((await session.answer(id, { decision: "allow" })).status).toBe(200);
  await app.runner.next();
  await make(app, token, { level: "user", effect: "ask", tool: "Bash" });
  session.ask("a2", bash("ls"));
  const next = await session.asked();
  expect((await session.answer(next.id, { decision: "allow", scope: "always" })).body["code"]).toBe(
    "answer-refused",
  );
  expect((await session.answer(next.id, { decision: "deny", scope: "always" })).status).toBe(200);
});

test("a key that may run things cannot make what it is allowed permanent", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const key = await app.request("POST", "/api/api-keys", {
    token,
    body: { name: "bot", scopes: ["read", "run"] },
  });
  const bot = key.body["secret"] as string;
  const session = await AgentSession.working(app, token);
  session.ask("a1", bash("ls"));
  const { id } = await session.asked();
  expect((await session.answer(id, { decision: "allow", scope: "always" }, bot)).status).toBe(403);
  expect((await session.answer(id, { decision: "allow" }, bot)).status).toBe(200);
});

test("a deny that is made now answers what is open, and a changed or deleted ask lets it go", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  await make(app, token, { level: "user", effect: "allow", tool: "Bash", pattern: "make *" });
  const ask = await make(app, token, { level: "user", effect: "ask", tool: "Bash", pattern: "make *" });
  session.ask("a1", bash("make all"));
  session.ask("a2", bash("rm x"));
  await until("both", async () => (await session.open()).length === 2);
  await make(app, token, { level: "server", effect: "deny", tool: "Bash", pattern: "rm *" });
  expect(await app.runner.next()).toMatchObject({ askId: "a2", decision: "deny" });
  expect((await session.open()).length).toBe(1);
  expect((await app.request("DELETE", `/api/approval-rules/${ask.id}`, { token })).status).toBe(204);
  expect(await app.runner.next()).toMatchObject({ askId: "a1", decision: "allow" });
  expect((await session.get()).status).toBe("running");
});

test("a routine use is let pass, unless a rule objects", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  await make(app, token, { level: "user", effect: "deny", tool: "Read", pattern: "**/.env" });
  const read = (path: string) => ({
    isRoutine: true,
    call: { toolUseId: path, tool: "Read", kind: "read", input: { file_path: path } },
  });
  session.ask("a1", read("src/a.ts"));
  expect(await app.runner.next()).toMatchObject({ askId: "a1", decision: "pass" });
  session.ask("a2", read("config/.env"));
  expect(await app.runner.next()).toMatchObject({ askId: "a2", decision: "deny" });
});

test("what an edit would change counts, whatever its input says", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  await make(app, token, { level: "user", effect: "deny", tool: "kind:edit", pattern: "**/.env" });
  await make(app, token, { level: "user", effect: "allow", tool: "kind:edit", pattern: "src/**" });
  const call = { toolUseId: "t", tool: "Edit", kind: "edit", input: { file_path: "src/a.ts" } };
  session.ask("a1", { call: { ...call, diff: [{ path: "src/.env", newText: "x" }] } });
  expect(await app.runner.next()).toMatchObject({ askId: "a1", decision: "deny" });
});

test("what is too large to read is allowed by no pattern, and asked where a rule might forbid it", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  await make(app, token, { level: "user", effect: "allow", tool: "Bash", pattern: "echo *" });
  const large = (tool: string) => ({
    isRoutine: true,
    call: { toolUseId: tool, tool, input: { command: `echo ${"x".repeat(70_000)}; rm -rf /` } },
  });
  session.ask("a1", large("Bash"));
  expect(await app.runner.next()).toMatchObject({ askId: "a1", decision: "pass" });
  await make(app, token, { level: "user", effect: "deny", tool: "Bash", pattern: "curl *" });
  session.ask("a2", large("Bash"));
  expect((await session.asked()).prompt).toBe("Run rm x?");
});

test("a dry run explains itself: each part, each rule, and the sentence", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const mine = await make(app, token, { level: "user", effect: "allow", tool: "Bash", pattern: "git *" });
  const body = { tool: "Bash", input: { command: "git log && rm x" }, sessionId: session.id };
  const first = await app.request("POST", "/api/approval-rules/test", { token, body });
  expect(first.body).toMatchObject({
    effect: "none",
    parts: [
      { text: "git log", effect: "allow", ruleId: mine.id },
      { text: "rm x", effect: "none" },
    ],
    sentence: "No rule decides this: nothing speaks of `rm x`.",
  });
  await make(app, token, {
    level: "session",
    sessionId: session.id,
    effect: "deny",
    tool: "Bash",
    pattern: "rm *",
  });
  const there = await app.request("POST", "/api/approval-rules/test", { token, body });
  expect(there.body).toMatchObject({ effect: "deny", rule: { level: "session" } });
  const { sessionId: _, ...elsewhere } = body;
  const anywhere = await app.request("POST", "/api/approval-rules/test", { token, body: elsewhere });
  expect(anywhere.body["effect"]).toBe("none");
  expect(app.runner.told).toEqual([]);
});

test("another person's rules, sessions and workspaces do not exist; the server's are seen by all and changed by administrators", async () => {
  await using app = await open();
  const ada = await app.register("ada@example.org");
  const bob = await app.register("bob@example.org");
  const session = await AgentSession.working(app, ada.token);
  const { workspaceId } = await session.get();
  const mine = await make(app, ada.token, { level: "user", effect: "deny", tool: "*" });
  const servers = await make(app, ada.token, { level: "server", effect: "ask", tool: "WebFetch" });
  expect((await list(app, bob.token)).map(({ id }) => id)).toEqual([servers.id]);
  const asBob = async (method: string, path: string, body?: object) =>
    (await app.request(method, `/api/approval-rules${path}`, { token: bob.token, body })).body["code"];
  const rule = { effect: "allow", tool: "*" };
  expect(await asBob("DELETE", `/${mine.id}`)).toBe("rule-not-found");
  expect(await asBob("PATCH", `/${mine.id}`, { note: "x" })).toBe("rule-not-found");
  expect(await asBob("DELETE", `/${newId("rul")}`)).toBe("rule-not-found");
  expect(await asBob("DELETE", `/${servers.id}`)).toBe("forbidden");
  expect(await asBob("POST", "", { ...rule, level: "server" })).toBe("forbidden");
  expect(await asBob("POST", "", { ...rule, level: "session", sessionId: session.id })).toBe(
    "session-not-found",
  );
  expect(await asBob("POST", "", { ...rule, level: "workspace", workspaceId })).toBe("workspace-not-found");
  expect(await asBob("POST", "/test", { tool: "a", input: {}, sessionId: session.id })).toBe(
    "session-not-found",
  );
  // Ada's word is not about Bob's agents.
  const his = await AgentSession.working(app, bob.token);
  his.ask("a1", bash("ls"));
  expect((await his.asked()).sessionId).toBe(his.id);
});

test("a rule changes as a whole: what would not do what it says is refused, and the audit log tells of each", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const rule = await make(app, token, { level: "user", effect: "deny", tool: "Bash", pattern: "a | *" });
  const path = `/api/approval-rules/${rule.id}`;
  const refused = await app.request("PATCH", path, { token, body: { effect: "allow" } });
  expect([refused.status, refused.body["errors"]]).toMatchObject([400, [{ path: "pattern" }]]);
  const body = { effect: "allow", pattern: null, note: "Any." };
  const changed = await app.request("PATCH", path, { token, body });
  expect(changed.body).toMatchObject({ id: rule.id, effect: "allow", note: "Any." });
  expect(changed.body).not.toHaveProperty("pattern");
  await app.request("DELETE", path, { token });
  const audit = await app.request("GET", "/api/audit?limit=3", { token });
  const acts = (audit.body["items"] as { act: string; object: string; details?: object }[]).reverse();
  expect(acts.map(({ act, object }) => [act, object])).toEqual([
    ["rule.create", rule.id],
    ["rule.change", rule.id],
    ["rule.delete", rule.id],
  ]);
  expect(acts[1]?.details).toEqual({ level: "user", effect: "allow", tool: "Bash" });
});
