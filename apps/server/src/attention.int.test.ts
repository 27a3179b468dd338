import { expect, test } from "vitest";
import { until } from "@dispatch/testkit/until";
import { AgentSession, testLaunches } from "./testing/agent-session.ts";
import { TestApp } from "./testing/test-app.ts";
import { ask, connected } from "./testing/test-socket.ts";

const open = () => TestApp.open({ overrides: { launches: testLaunches(), bellGraceMs: 20 } });

async function metric(app: TestApp, name: string): Promise<number> {
  const { body } = await app.request("GET", "/metrics");
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(String(body["text"]))?.[1]);
}
const rings = (app: TestApp, count: number) =>
  until(`${count} rings`, async () => (await metric(app, "dispatch_attention_rings_total")) === count);

test("nobody is called while they look on; a program of theirs that follows is nobody", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const key = await app.request("POST", "/api/api-keys", { token, body: { name: "bot" } });
  const watched = await AgentSession.working(app, token);
  const left = await AgentSession.working(app, token);
  const eyes = await connected(app, token);
  await ask(eyes, "run:attach", { runId: watched.id, afterSeq: 0 });
  using program = await connected(app, key.body["secret"] as string);
  await ask(program, "run:attach", { runId: left.id, afterSeq: 0 });
  watched.ask("a1");
  await watched.asked();
  left.ask("a1");
  // By then the one that was asked before would have rung too.
  await rings(app, 1);
  expect(await metric(app, "dispatch_approvals_open")).toBe(2);
  eyes[Symbol.dispose]();
  await rings(app, 2);
});

test("what has rung rings no more after a restart", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const session = await AgentSession.working(app, token);
  session.ask("a1");
  await rings(app, 1);
  await app.restart();
  await app.runner.dial(app.linkPath);
  session.ask("a2");
  await rings(app, 1);
  expect((await session.open()).length).toBe(2);
});
