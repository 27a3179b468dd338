import { expect, test } from "vitest";
import { TranscriptPage } from "@dispatch/protocol/agent/transcript-item";
import { AgentSession, testLaunches } from "./testing/agent-session.ts";
import { TestApp } from "./testing/test-app.ts";

const open = () => TestApp.open({ overrides: { launches: testLaunches() } });
const pageOf = async (session: AgentSession, query = "") =>
  TranscriptPage.parse((await session.request("GET", `/transcript${query}`)).body);

async function turns(session: AgentSession, count: number) {
  for (let turn = 1; turn <= count; turn += 1) {
    session.say({
      channel: "agent:message",
      payload: { role: "agent", text: `${turn}`, messageId: `m${turn}` },
    });
    session.ends();
    await session.is(({ status }) => status === "idle");
    if (turn === count) break;
    await session.send(`again ${turn}`);
    const { messageId } = await session.prompted();
    session.say({ channel: "driver:turn-began", payload: { messageIds: [messageId] } });
    await session.is(({ agent }) => agent?.turns === turn + 1);
  }
}

test("the newest part of a transcript comes first, with where to follow on; the rest by pages", async () => {
  await using app = await open();
  const session = await AgentSession.working(app, (await app.register("ada@example.org")).token);
  await turns(session, 3);
  const last = await pageOf(session, "?limit=1");
  expect(last.items.map(({ type }) => type)).toEqual(["message", "turn", "message", "turn-end"]);
  expect(last.items[0]).toMatchObject({ text: "again 2", by: { name: "ada" } });
  expect(last.lastSeq).toBe((await session.get()).lastSeq);
  expect(last.offers.models).toEqual([{ id: "big", name: "Big" }]);
  const before = await pageOf(session, `?limit=1&before=${last.nextCursor}`);
  const first = await pageOf(session, `?limit=1&before=${before.nextCursor}`);
  expect(before.items[0]).toMatchObject({ text: "again 1" });
  expect([first.items[0], first.nextCursor === null]).toMatchObject([{ text: "mend the engine" }, false]);
  const whole = await pageOf(session, "?limit=500");
  expect(whole.items).toEqual([...first.items, ...before.items, ...last.items]);
});

test("what waits to be given is beside the transcript, and what waits for an answer in it", async () => {
  await using app = await open();
  const session = await AgentSession.working(app, (await app.register("ada@example.org")).token);
  await session.send("later", { delivery: "queue" });
  session.say({
    channel: "agent:tool_use",
    payload: { toolUseId: "tool a", tool: "Bash", input: { command: "rm x" } },
  });
  session.ask("a");
  const { id } = await session.asked();
  const { items, queued } = await pageOf(session);
  expect(queued).toMatchObject([{ text: "later", by: { name: "ada" } }]);
  expect(items.at(-1)).toMatchObject({ type: "tool", state: "waiting", approval: { approvalId: id } });
});

test("another person's transcript does not exist, and a terminal has none", async () => {
  await using app = await TestApp.open({
    environment: { DISPATCH_REGISTRATION: "open" },
    overrides: { launches: testLaunches() },
  });
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  const other = await app.register("bob@example.org");
  const theirs = await session.request("GET", "/transcript", undefined, other.token);
  expect([theirs.status, theirs.body["code"]]).toEqual([404, "session-not-found"]);
  const terminal = await app.terminal(token);
  const none = await app.request("GET", `/api/sessions/${terminal}/transcript`, { token });
  expect(none.body["code"]).toBe("session-kind-refused");
});

test("an agent is exported as Markdown, text and events, and a terminal not as Markdown", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  await turns(session, 1);
  const exported = async (id: string, format: string) => {
    const { status, headers, body } = await app.request(
      "GET",
      `/api/sessions/${id}/export?format=${format}`,
      { token },
    );
    return [status, headers.get("content-type"), String(body["text"] ?? body["detail"])] as const;
  };
  const md = await exported(session.id, "md");
  expect(md).toEqual([
    200,
    "text/markdown; charset=utf-8",
    expect.stringMatching(/^# mend the engine\n[^]*## ada\n\n> mend the engine\n\n[^]*\n1\n/),
  ]);
  expect((await exported(session.id, "txt"))[2]).toContain("ada:\n    mend the engine\n");
  const lines = (await exported(session.id, "jsonl"))[2].trim().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(await session.events());
  expect(await exported(session.id, "cast")).toEqual([
    409,
    "application/problem+json",
    "There is no cast of this session. Take one of these: jsonl, md, txt. In jsonl is every event.",
  ]);
  expect(await exported(await app.terminal(token), "md")).toMatchObject([
    409,
    "application/problem+json",
    /jsonl, cast, txt/,
  ]);
});
