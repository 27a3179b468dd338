import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, onTestFinished, test } from "vitest";
import { AgentLine } from "../testing/agent-line.ts";
import { signedInServer } from "../testing/real-server.ts";
import { program } from "../testing/terminal.ts";

type Wish = {
  readonly url: string;
  readonly token: string;
  readonly words?: string[];
  readonly env?: Record<string, string>;
};

/** A program that speaks to `dispatch mcp` as agents do. */
async function connected({ url, token, words = [], env = {} }: Wish) {
  const client = new Client({ name: "test", version: "1" });
  onTestFinished(() => client.close());
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, "mcp", "--server", url, ...words],
      env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", DISPATCH_API_KEY: token, ...env },
    }),
  );
  const call = async (name: string, given: object = {}) => {
    const result = await client.callTool({ name, arguments: { ...given } });
    const [first] = result.content as { text: string }[];
    const text = first?.text ?? "";
    return { isError: result.isError === true, text, value: parsed(text) };
  };
  return { client, call };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function open() {
  const line = await AgentLine.open();
  onTestFinished(() => line[Symbol.asyncDispose]());
  return line;
}

test("a program starts an agent, talks to it, reads what is new, and waits for it", async () => {
  const line = await open();
  const { client, call } = await connected({ url: line.app.url, token: line.token });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(
    "create_session,interrupt,list_approvals,list_sessions,read_screen,read_transcript,send_message,stop_session,wait_for".split(
      ",",
    ),
  );
  const made = await call("create_session", { kind: "agent", prompt: "mend it" });
  const id = String(made.value["id"]);
  const session = await line.begun();
  const waiting = call("wait_for", { id, what: "idle", seconds: 50 });
  session.say({ channel: "agent:message", payload: { role: "agent", text: "Done.", messageId: "m" } });
  session.ends();
  expect((await waiting).value).toMatchObject({ isSo: true, session: { id, status: "idle" } });
  const first = await call("read_transcript", { id });
  const types = (value: Record<string, unknown>) =>
    (value["items"] as { type: string }[]).map(({ type }) => type);
  expect(types(first.value)).toEqual(["message", "mode", "turn", "message", "turn-end"]);
  expect((await call("send_message", { id, text: "again" })).value).toMatchObject({ state: "given" });
  await line.turn(session);
  const news = await call("read_transcript", { id, cursor: first.value["cursor"] });
  expect(types(news.value)).toEqual(["message", "turn"]);
  expect((await call("list_sessions")).text).toContain(id);
  expect((await call("wait_for", { id, what: "ended", seconds: 0 })).value).toMatchObject({ isSo: false });
  const { resources } = await client.listResources();
  expect(resources).toMatchObject([{ uri: `dispatch://sessions/${id}/transcript`, name: "mend it" }]);
  const { contents } = await client.readResource({ uri: `dispatch://sessions/${id}/transcript` });
  expect(contents[0]).toMatchObject({
    mimeType: "text/markdown",
    text: expect.stringContaining("# mend it") as string,
  });
  expect((await call("stop_session", { id })).value).toEqual({ id, done: true });
});

test("approvals are listed to all, answered only where that is allowed, and never from inside the session", async () => {
  const line = await open();
  const session = await line.working();
  session.ask("a1");
  const { id } = await session.asked();
  const server = { url: line.app.url, token: line.token };
  const plain = await connected(server);
  expect((await plain.call("list_approvals", { sessionId: session.id })).text).toContain(id);
  const refused = await plain
    .call("answer_approval", { id, decision: "allow" })
    .catch((error: unknown) => String(error));
  expect(JSON.stringify(refused)).toMatch(/answer_approval/);
  const words = ["--allow-approvals"];
  const inside = await connected({ ...server, words, env: { TERM_SESSION_ID: session.id } });
  expect(await inside.call("answer_approval", { id, decision: "allow" })).toMatchObject({
    isError: true,
    value: { code: "own-approval" },
  });
  const outside = await connected({
    ...server,
    words,
    env: { TERM_SESSION_ID: "ses_of0another0one0000000" },
  });
  expect(await outside.call("answer_approval", { id, decision: "deny", message: "No." })).toMatchObject({
    isError: false,
    value: { id, state: "answered", decision: "deny" },
  });
  expect(await line.app.runner.next()).toMatchObject({ type: "answer", decision: "deny", message: "No." });
});

test("a key that may only read reads, and is refused with its problem what it may not", async () => {
  const line = await open();
  const session = await line.working();
  const made = await line.app.request("POST", "/api/api-keys", {
    token: line.token,
    body: { name: "reader", scopes: ["read"] },
  });
  const { call } = await connected({ url: line.app.url, token: String(made.body["secret"]) });
  expect((await call("read_transcript", { id: session.id })).isError).toBe(false);
  for (const [tool, given] of [
    ["create_session", { kind: "terminal" }],
    ["send_message", { id: session.id, text: "x" }],
    ["stop_session", { id: session.id }],
    ["interrupt", { id: session.id }],
  ] as const)
    expect([tool, await call(tool, given)]).toMatchObject([
      tool,
      { isError: true, value: { code: "forbidden", status: 403 } },
    ]);
});

test("a real server's terminal is started, typed into, read and stopped", async () => {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const token = (await server.run(["key", "create", "mcp"])).out.trim();
  const { call } = await connected({ url: server.url, token });
  const { value } = await call("create_session", {
    kind: "terminal",
    shell: "/bin/sh",
    args: ["-c", "read x; echo got $x; read y"],
  });
  const id = String(value["id"]);
  expect((await call("send_message", { id, text: "a line" })).value).toMatchObject({ bytes: 7 });
  await expect
    .poll(async () => (await call("read_screen", { id })).text, { timeout: 30_000 })
    .toContain("got a line");
  expect((await call("read_transcript", { id })).value).toMatchObject({ code: "session-kind-refused" });
  await call("stop_session", { id });
  expect((await call("wait_for", { id, what: "ended", seconds: 60 })).value).toMatchObject({ isSo: true });
});
