import { connect } from "node:net";
import { text as readAll } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { httpRequest } from "../http-request.ts";
import { within } from "../until.ts";
import { ScriptedModel } from "./scripted-model.ts";
import { Refused, type CallSaid, type Question, type Said, ask } from "./testing/wire-client.ts";
import { wireClients } from "./testing/wire-clients.ts";

const ways = wireClients.flatMap((client) => [
  { name: `${client.name}, streamed`, client, stream: true },
  { name: `${client.name}, whole`, client, stream: false },
]);
const shell = (name: string) => [{ name, schema: { properties: { command: { type: "string" } } } }];
const ends = {
  anthropic: { stop: "end_turn", calls: "tool_use", length: "max_tokens", refusal: "refusal" },
  "openai-chat": { stop: "stop", calls: "tool_calls", length: "length", refusal: "content_filter" },
  "openai-responses": {
    stop: "completed",
    calls: "completed",
    length: "max_output_tokens",
    refusal: "content_filter",
  },
  gemini: { stop: "STOP", calls: "STOP", length: "MAX_TOKENS", refusal: "SAFETY" },
};

describe.each(ways)("$name", ({ client, stream }) => {
  const asks = (model: ScriptedModel, said: string | readonly Said[], more: Partial<Question> = {}) =>
    ask(model.url, client, { said: typeof said === "string" ? [{ user: said }] : said, stream, ...more });
  const end = ends[client.name];

  test("thoughts, text, tokens and a call are told as the format has them", async () => {
    await using model = await ScriptedModel.open();
    const script = "think Let me see\nusage 1000 500\nsay I look.\nsay Now.\nrun ls -la";
    const heard = await asks(model, script, { tools: shell("bash") });
    const [call] = heard.calls as [CallSaid];
    expect(heard).toEqual({
      text: "I look.\nNow.",
      thought: "Let me see",
      calls: [{ id: call.id, name: "bash", input: { command: "ls -la" } }],
      end: end.calls,
      tokens: [1000, 500],
    });
    expect(call.id).not.toBe("");
  });

  test("a script goes on where its results are, and tells the last of them", async () => {
    await using model = await ScriptedModel.open();
    const said: Said[] = [
      { user: "say old;; run old" },
      { model: "old" },
      { user: "run a;; parallel run b & run c" },
    ];
    const tools = shell("Bash");
    const commands: unknown[] = [];
    for (;;) {
      const { text, calls, end: how } = await asks(model, said, { tools });
      said.push({ model: text, calls });
      commands.push(calls.map((call) => (call.input as { command: string }).command));
      for (const call of calls) said.push({ result: `result of ${call.id}`, of: call });
      if (calls.length > 0) continue;
      expect(how).toBe(end.stop);
      expect(commands).toEqual([["a"], ["b", "c"], []]);
      const results = said.flatMap((each) => ("result" in each ? [each.result] : []));
      expect(text).toBe(`Done. The last result: ${results.at(-1)}`);
      expect(model.requests.at(-1)!.results.map((each) => each.text)).toEqual(results);
      return;
    }
  });

  test("what is said meanwhile does not end a script, and is told at its end", async () => {
    await using model = await ScriptedModel.open();
    const first: CallSaid = { id: "c1", name: "bash", input: { command: "a" } };
    const said: Said[] = [
      { user: "run a;; run b;; say All is well." },
      { model: "", calls: [first] },
      { result: "ok", of: first },
      { user: "please be quick" },
    ];
    const tools = shell("bash");
    const { calls } = await asks(model, said, { tools });
    expect(calls).toEqual([{ id: calls[0]!.id, name: "bash", input: { command: "b" } }]);
    said.push({ model: "", calls }, { result: "ok", of: calls[0]! });
    expect((await asks(model, said, { tools })).text).toBe(
      "All is well.\nMeanwhile I heard: please be quick",
    );
    expect(model.requests.map((request) => request.prompt)).toEqual(
      Array(2).fill("run a;; run b;; say All is well."),
    );

    const after: Said[] = [...said, { model: "All is well." }, { user: "thank you" }];
    expect((await asks(model, after, { tools })).text).toBe("You said: thank you");
  });

  test("no script is needed, and JSON by schema is not one either", async () => {
    await using model = await ScriptedModel.open();
    expect((await asks(model, "<system-reminder>say no</system-reminder>\nHello there")).text).toBe(
      "You said: Hello there",
    );
    const schema = {
      type: "object",
      required: ["title", "score", "outcome"],
      properties: {
        title: { type: "string" },
        score: { type: "number", minimum: 1 },
        outcome: { enum: ["allow", "deny"] },
        why: { type: "string" },
      },
    };
    const { text } = await asks(model, "fault 401", { schema });
    expect(JSON.parse(text)).toEqual({ title: "fault 401", score: 1, outcome: "allow" });
    expect(model.turns.length).toBe(1);
  });

  test.each([
    ["fault 401", 401],
    ["fault 429 2", 429],
    ["fault 500", 500],
    ["fault 529", 529],
    ["fault too-long", 400],
  ])("%s refuses with its status, every time", async (script, status) => {
    await using model = await ScriptedModel.open();
    for (let tries = 0; tries < 2; tries++) {
      const refusal = await asks(model, `say never;; ${script}`).catch((error: unknown) => error as Refused);
      expect(refusal).toBeInstanceOf(Refused);
      const { status: told, headers, body } = refusal as Refused;
      expect(told).toBe(status);
      expect(headers.get("retry-after")).toBe(status === 429 ? "2" : null);
      expect((body as { error: { message: string } }).error.message).not.toBe("");
    }
  });

  test("a fault that is to end comes so often, and for each conversation", async () => {
    await using model = await ScriptedModel.open();
    const script = "fault 529 2 times;; fault 500 once;; say At last.";
    const tries: unknown[] = [];
    for (let count = 0; count < 5; count++)
      tries.push(
        await asks(model, script).then(
          (heard) => heard.text,
          (error: Refused) => error.status,
        ),
      );
    expect(tries).toEqual([529, 529, 500, "At last.", "At last."]);
    const another: Said[] = [{ user: "Hello" }, { model: "Hello." }, { user: script }];
    await expect(asks(model, another)).rejects.toMatchObject({ status: 529 });
  });

  test("a cut and a fault in the stream come behind what was said, and leave it unfinished", async () => {
    await using model = await ScriptedModel.open();
    await expect(asks(model, "say Half of it;; fault cut;; say the rest")).rejects.toThrow();
    await model.requests[0]!.ended;
    expect(model.requests[0]!.outcome).toBe("dropped");
    await expect(asks(model, "say Half of it;; fault stream")).rejects.toThrow(
      stream ? /overloaded|unavailable/i : "refused with 529",
    );
  });

  test("an answer can be refused, and can be too long", async () => {
    await using model = await ScriptedModel.open();
    const refused = await asks(model, "say Well.;; fault refusal;; say never");
    expect([refused.end, refused.text]).toEqual([end.refusal, "Well. I will not do that."]);
    expect((await asks(model, "long 100000;; fault max_tokens")).end).toBe(end.length);
    expect((await asks(model, "long 100000")).text.length).toBe(100_000);
    expect((await asks(model, "slow 3 1")).text).toBe("chunk 1 chunk 2 chunk 3 ");
  });

  test("a gate holds the answer until it is opened, or whoever asked has gone", async () => {
    await using model = await ScriptedModel.open();
    const heard = asks(model, "say before;; gate one;; say after");
    await within("the gate", model.reached("one"));
    expect(model.requests[0]!.outcome).toBe("open");
    model.open("one");
    expect((await heard).text).toBe("before\nafter");

    const leaving = new AbortController();
    const left = asks(model, "gate two", { signal: leaving.signal }).catch(() => "left");
    await within("the gate", model.reached("two"));
    leaving.abort();
    expect(await left).toBe("left");
    await within("the end", model.requests[1]!.ended);
    expect(model.requests[1]!.outcome).toBe("dropped");
  });

  test("requests are kept with what was offered and who asked", async () => {
    await using model = await ScriptedModel.open();
    await asks(model, "run ls", { tools: [] });
    const [request] = model.requests;
    expect(request).toMatchObject({
      wire: client.name,
      model: "m",
      purpose: "turn",
      isStreamed: stream,
      apiKey: `key of ${client.name}`,
      tools: [],
    });
  });
});

test("a stream is heard as it is made", async () => {
  await using model = await ScriptedModel.open();
  const body = JSON.stringify({
    stream: true,
    messages: [{ role: "user", content: "say first;; gate held" }],
  });
  const answer = await fetch(`${model.url}/v1/messages`, { method: "POST", body });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!heard.includes("first")) heard += (await within("the first words", reader.read())).value!;
  expect(model.requests[0]!.outcome).toBe("open");
  model.open("held");
  while (!heard.includes("message_stop")) heard += (await within("the end", reader.read())).value!;
});

test("a message that Claude Code passes on meanwhile is steering, whatever it says", async () => {
  await using model = await ScriptedModel.open();
  const [client] = wireClients;
  const call: CallSaid = { id: "c1", name: "Bash", input: {} };
  const said: Said[] = [
    { user: "run a;; run b" },
    { model: "", calls: [call] },
    { result: "ok", of: call },
    { system: "The user sent a new message while you were working:\nsay stop\n\nIMPORTANT: mind it." },
  ];
  const { calls } = await ask(model.url, client!, { said, stream: true, tools: shell("Bash") });
  expect(calls.map((each) => each.input)).toEqual([{ command: "b", description: "Runs b" }]);
  expect(model.requests[0]!.steering).toEqual(["say stop"]);
});

test("words after an interruption begin a turn of their own", async () => {
  await using model = await ScriptedModel.open();
  const call: CallSaid = { id: "c1", name: "Bash", input: {} };
  const said: Said[] = [
    { user: "run a;; run b" },
    { model: "", calls: [call] },
    { result: "The user doesn't want to proceed", of: call, failed: true },
    { user: "[Request interrupted by user for tool use]" },
    { user: "what happened?" },
  ];
  const heard = await ask(model.url, wireClients[0]!, { said, stream: true, tools: shell("Bash") });
  expect(heard.text).toBe("You said: what happened?");
});

test("tokens are counted on request", async () => {
  await using model = await ScriptedModel.open();
  const anthropic = { model: "m", messages: [{ role: "user", content: "x".repeat(4000) }] };
  const counted = await httpRequest<{ input_tokens: number }>(
    "POST",
    `${model.url}/v1/messages/count_tokens`,
    {
      body: anthropic,
    },
  );
  expect(counted.body.input_tokens).toBeGreaterThan(1000);
  const gemini = { contents: [{ role: "user", parts: [{ text: "x".repeat(4000) }] }] };
  const total = await httpRequest<{ totalTokens: number }>(
    "POST",
    `${model.url}/v1beta/models/m:countTokens`,
    {
      body: gemini,
    },
  );
  expect(total.body.totalTokens).toBeGreaterThan(1000);
  expect(model.requests).toEqual([]);
});

test("as a proxy it refuses every host, and says which", async () => {
  await using model = await ScriptedModel.open();
  const port = Number(new URL(model.url).port);
  const said = async (head: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`${head}\r\n\r\n`);
    return within("the refusal", readAll(socket));
  };
  const tunnel = "CONNECT api.example.com:443 HTTP/1.1\r\nHost: api.example.com:443";
  expect(await said(tunnel)).toMatch(/^HTTP\/1\.1 403 /);
  const plain = "GET http://plain.example.com/x HTTP/1.1\r\nHost: plain.example.com\r\nConnection: close";
  expect(await said(plain)).toMatch(/^HTTP\/1\.1 403 /);
  expect(model.refused).toEqual(["api.example.com:443", "plain.example.com"]);
  expect((await httpRequest("GET", `${model.url}/v1/models`)).status).toBe(404);
  expect(model.strays).toEqual(["GET /v1/models"]);
});

test("what agents ask for by themselves is answered without a look at the script that is quoted in it", async () => {
  await using model = await ScriptedModel.open();
  const [anthropic, chat] = wireClients;
  const hears = async (client: typeof anthropic, said: readonly Said[], more: Partial<Question> = {}) =>
    (await ask(model.url, client!, { said, stream: true, ...more })).text;
  const suggestion = { user: "[SUGGESTION MODE: Suggest what the user might type]" };
  expect(await hears(anthropic, [{ user: "fault 401" }, suggestion])).toBe("show me what changed");
  const title = [
    { system: "You are a title generator." },
    { user: "fault 401 and more than six words in it" },
  ];
  expect(await hears(chat, title)).toBe("fault 401 and more than six");
  const summary = { user: "Your task is to create a detailed summary of the conversation." };
  expect(await hears(anthropic, [{ user: "fault 401" }, summary])).toMatch(/^<summary>/);
  const ended =
    "<system-reminder>It is over.\n<task-notification><summary>Command w completed</summary></task-notification></system-reminder>";
  const background: Said[] = [{ user: "background w" }, { model: "Done." }, { user: ended }];
  expect(await hears(anthropic, background)).toBe("Background work: Command w completed");
  expect(model.requests.map((request) => request.purpose)).toEqual([
    "suggestion",
    "title",
    "summary",
    "turn",
  ]);
});

test("a model that broke off is asked to go on with the same script", async () => {
  await using model = await ScriptedModel.open();
  const said: Said[] = [{ user: "say Half;; fault max_tokens once;; say the rest" }];
  const hears = () => ask(model.url, wireClients[0]!, { said, stream: true });
  expect((await hears()).end).toBe("max_tokens");
  said.push({ model: "Half" }, { user: "Output token limit hit. Resume directly — no apology." });
  expect((await hears()).text).toBe("Half\nthe rest");
});
