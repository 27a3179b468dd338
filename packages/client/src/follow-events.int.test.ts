import { expect, onTestFinished, test } from "vitest";
import { createClient } from "./client.ts";
import { ScriptedServer } from "./testing/scripted-server.ts";

async function setUp() {
  const server = await new ScriptedServer().start();
  onTestFinished(() => server.stop());
  return { server, client: createClient({ baseUrl: server.url, token: "good-token" }) };
}

test("R3: events follow over SSE once each and in order, through cuts, with output as bytes", async () => {
  const { server, client } = await setUp();
  const session = server.session("ses_stream");
  for (let count = 0; count < 500; count += 1) session.output(`line ${count}\n`);
  const numbers: number[] = [];
  let text = "";
  const abort = new AbortController();
  for await (const event of client.events("ses_stream", { signal: abort.signal })) {
    numbers.push(event.seq);
    if (event.channel === "terminal:output") text += new TextDecoder().decode(event.payload);
    if (event.seq % 100 === 50) server.cut();
    if (event.seq === 450) for (let count = 500; count < 600; count += 1) session.output(`line ${count}\n`);
    if (event.seq === 600) abort.abort();
  }
  expect(numbers).toEqual(Array.from({ length: 600 }, (_, at) => at + 1));
  expect(text).toBe(session.screen().text);
});

test("following begins after the cursor", async () => {
  const { server, client } = await setUp();
  const session = server.session("ses_cursor");
  for (const text of ["a", "b", "c"]) session.output(text);
  for await (const event of client.events("ses_cursor", { after: 2 })) {
    expect(event).toMatchObject({ seq: 3, channel: "terminal:output" });
    break;
  }
});

test("a session that is not there, and a credential that is not good, throw their problem", async () => {
  const { server, client } = await setUp();
  await expect(client.events("ses_nowhere").next()).rejects.toMatchObject({
    code: "session-not-found",
    status: 404,
  });
  server.tokens.clear();
  await expect(client.events("ses_nowhere").next()).rejects.toMatchObject({
    code: "unauthenticated",
    status: 401,
  });
});
