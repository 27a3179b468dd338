import { expect, test } from "vitest";
import type { SessionScreen } from "@dispatch/protocol/session";
import type { TimelinePage } from "@dispatch/protocol/timeline";
import { TestApp, until } from "./testing/test-app.ts";

async function recorded(it: TestApp, outputs: readonly string[]) {
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  for (const output of outputs) {
    it.clock += 5_000;
    it.runner.say(id, output);
    await until(async () => (await lastOutput(it, token, id)).endsWith(output));
  }
  const get = async (path: string) => it.request("GET", `/api/sessions/${id}/${path}`, { token });
  return { token, id, get };
}

async function lastOutput(it: TestApp, token: string, id: string) {
  const { body } = await it.request("GET", `/api/sessions/${id}/events?limit=1000`, { token });
  const items = body["items"] as { channel: string; payload: string }[];
  const outputs = items.filter(({ channel }) => channel === "terminal:output");
  return Buffer.from(outputs.at(-1)?.payload ?? "", "base64").toString();
}

test("a screen is answered as it was at an event, and the events behind it go on from there", async () => {
  await using it = await TestApp.open();
  const { get } = await recorded(it, ["first\r\n", "second\r\n", "third\r\n"]);
  const now = (await get("screen")).body as unknown as SessionScreen;
  const then = (await get(`screen?at=${now.seq - 1}`)).body as unknown as SessionScreen;
  expect([then.seq, then.text]).toEqual([now.seq - 1, "launch 1\nfirst\nsecond"]);
  const rest = (await get(`events?after=${then.seq}`)).body["items"] as { payload: string }[];
  expect(rest.map(({ payload }) => Buffer.from(payload, "base64").toString())).toEqual(["third\r\n"]);
});

test("a point that is not there yet, and one that is none, are refused", async () => {
  await using it = await TestApp.open();
  const { get } = await recorded(it, ["one"]);
  const ahead = await get("screen?at=1000");
  expect([ahead.status, ahead.body["code"]]).toEqual([400, "cursor-ahead"]);
  const codes = await Promise.all(
    ["screen?at=0", "screen?at=x", "timeline?after=-1", "timeline?after=1000"].map(
      async (path) => (await get(path)).body["code"],
    ),
  );
  expect(codes).toEqual(["invalid-request", "invalid-request", "invalid-request", "cursor-ahead"]);
});

test("the timeline says when something happened, and marks what shells, programs and the session tell", async () => {
  await using it = await TestApp.open();
  const { get } = await recorded(it, [
    "plain",
    "\x1b]133;A\x07$ \x1b]133;C;cmdline_url=make\x07",
    "\x1b]133;D;2\x07\x07",
    "\x1b]2;a title\x07",
  ]);
  const { times, marks, lastSeq, nextCursor } = (await get("timeline")).body as unknown as TimelinePage;
  const outputs = lastSeq - 3;
  expect(nextCursor).toBe(null);
  expect(times.map(([seq]) => seq)).toEqual(expect.arrayContaining([1, outputs, outputs + 1, lastSeq]));
  expect(times.map(([, at]) => at)).toEqual(times.map(([, at]) => at).toSorted((a, b) => a - b));
  const told = marks.filter(({ seq }) => seq >= outputs).map(({ at: _at, ...mark }) => mark);
  expect(told).toEqual([
    { seq: outputs + 1, type: "prompt" },
    { seq: outputs + 1, type: "command", label: "make" },
    { seq: outputs + 2, type: "error", label: "2", isError: true },
    { seq: outputs + 2, type: "bell" },
    { seq: outputs + 3, type: "title", label: "a title" },
  ]);
  expect(marks.map(({ type }) => type)).toEqual(expect.arrayContaining(["started", "resize"]));
});

test("the parts of a long timeline put together are the whole", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const id = await it.terminal(token);
  const page = async (after: string) =>
    (await it.request("GET", `/api/sessions/${id}/timeline?after=${after}`, { token }))
      .body as unknown as TimelinePage;
  // A title is cut in two at each end of a message, and must be found all the same.
  for (let index = 0; index < 1_500; index++)
    it.runner.say(id, `${index === 0 ? "" : `le ${index - 1}\x07`}${"x".repeat(4_000)}\x1b]2;tit`);
  it.runner.say(id, "le 1499\x07end");
  await until(async () => (await lastOutputOf(it, token, id)).endsWith("end"));
  const titles: (string | undefined)[] = [];
  let parts = 0;
  for (let after: string | null = "0"; after !== null; parts++) {
    const { marks, nextCursor } = await page(after);
    titles.push(...marks.filter(({ type }) => type === "title").map(({ label }) => label));
    after = nextCursor;
  }
  expect(parts).toBeGreaterThan(1);
  expect(titles.length).toBeGreaterThan(1_450);
  expect(new Set(titles).size).toBe(titles.length);
});

async function lastOutputOf(it: TestApp, token: string, id: string) {
  const { body: session } = await it.request("GET", `/api/sessions/${id}`, { token });
  const after = Math.max(0, (session["lastSeq"] as number) - 1);
  const { body } = await it.request("GET", `/api/sessions/${id}/events?after=${after}`, { token });
  const last = (body["items"] as { payload: string }[]).at(-1);
  return Buffer.from(last?.payload ?? "", "base64").toString();
}
