import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

const start = (it: TestApp, token: string) =>
  it.request("POST", "/api/sessions", { token, body: { kind: "terminal" } });

test("a person who has as many live sessions as one may is told so, and others are not held back", async () => {
  await using it = await TestApp.open({
    environment: { DISPATCH_REGISTRATION: "open", DISPATCH_QUOTA_LIVE_SESSIONS: "2" },
  });
  const ada = await it.register("ada@example.org");
  const bea = await it.register("bea@example.org");
  const first = await it.terminal(ada.token);
  const second = await it.terminal(ada.token);
  expect(await start(it, ada.token)).toMatchObject({
    status: 409,
    body: {
      code: "quota-exceeded",
      quota: "live-sessions",
      limit: 2,
      detail: expect.stringMatching(/End one/) as string,
    },
  });
  expect((await start(it, bea.token)).status).toBe(201);
  it.runner.exit(first);
  it.runner.exit(second);
  for (const id of [first, second]) {
    for (;;) {
      const { body } = await it.request("GET", `/api/sessions/${id}`, { token: ada.token });
      if (body["status"] === "ended") break;
    }
  }
  expect((await start(it, ada.token)).status).toBe(201);
  expect((await it.request("POST", `/api/sessions/${first}/resume`, { token: ada.token })).status).toBe(200);
  expect((await it.request("POST", `/api/sessions/${second}/resume`, { token: ada.token })).status).toBe(409);
});

test("of many starts at once no more than the limit come through", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_QUOTA_LIVE_SESSIONS: "3" } });
  const ada = await it.register("ada@example.org");
  const answers = await Promise.all(Array.from({ length: 12 }, () => start(it, ada.token)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
});

test("a person who starts too many within a minute waits for the next, and hears how long", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_QUOTA_STARTS_PER_MINUTE: "3" } });
  const ada = await it.register("ada@example.org");
  for (let count = 0; count < 3; count++) expect((await start(it, ada.token)).status).toBe(201);
  it.clock += 20_000;
  const refused = await start(it, ada.token);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "40"]);
  it.clock += 40_000;
  expect((await start(it, ada.token)).status).toBe(201);
});

test("a person whose files take too much room makes room first; links out of the folder do not count", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_QUOTA_DISK_MIB: "1" } });
  const ada = await it.register("ada@example.org");
  await it.terminal(ada.token);
  const folder = join(it.home, "workspaces", ada.id, "default", "deep", "below");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "small"), Buffer.alloc(512 * 1024, 1));
  expect((await start(it, ada.token)).status).toBe(201);
  writeFileSync(join(folder, "large"), Buffer.alloc(600 * 1024, 1));
  expect((await start(it, ada.token)).body).toMatchObject({ code: "quota-exceeded", quota: "disk" });
});
