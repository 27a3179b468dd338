import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@dispatch/client";
import type { Session } from "@dispatch/protocol/session";
import { Account, outputOf } from "@dispatch/testkit/account";
import { randomOf } from "@dispatch/testkit/seeded-random";
import { TestServer } from "@dispatch/testkit/test-server";
import { soak, until, within } from "@dispatch/testkit/until";
import { type TestContext, expect, test } from "vitest";

const CREATES = 8 * soak;
const INPUTS = 150 * soak;
const KILLS = 6 * soak;

function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "dispatch-once-"));
  context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Restarts the server at random moments as long as the work goes on, and at least once. */
async function whileKilled<T>(server: TestServer, pauseMs: () => number, work: Promise<T>): Promise<T> {
  let done = false;
  const result = work.finally(() => (done = true));
  for (let kill = 0; kill < KILLS && (kill === 0 || !done); kill += 1) {
    await pause(pauseMs());
    await server.restart();
  }
  return result;
}

test("R13: a create that is sent again with its key makes one session with one process, whenever the server is killed", async (context) => {
  const random = randomOf(context);
  const folder = temporaryFolder(context);
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const made: string[] = [];
  for (let number = 0; number < CREATES; number += 1) {
    const key = `create-${number}`;
    const request = {
      headers: { "idempotency-key": key },
      body: { kind: "terminal", title: key, shell: "/bin/sh", args: ["-c", `echo started >> ${join(folder, key)}; exec cat`] },
    };
    // The first answer may get lost on its way: nobody can know whether it was done.
    const first = owner.request("POST", "/api/sessions", request).catch(() => undefined);
    await pause(random.integer(0, 60));
    await server.restart();
    await first;
    const again = await owner.insist<Session>("POST", "/api/sessions", request);
    expect([again.status, again.body.title]).toEqual([201, key]);
    const { body } = await owner.request<Session>("POST", "/api/sessions", request);
    expect(body.id).toBe(again.body.id);
    made.push(again.body.id);
    await owner.sessionWhere(again.body.id, "running", ({ status }) => status === "running");
  }
  const { body } = await owner.request<{ items: Session[] }>("GET", "/api/sessions");
  expect(body.items.map(({ id }) => id).sort()).toEqual([...made].sort());
  await until("one start of each", () => made.every((_, number) => existsSync(join(folder, `create-${number}`))));
  expect(made.map((_, number) => readFileSync(join(folder, `create-${number}`), "utf8"))).toEqual(made.map(() => "started\n"));
  await until("nothing but those", () => server.sessionProcesses.filter(({ command }) => command === "cat").length === made.length);
});

test("R13: two creates with one key at the same time are one; the key with another wish is refused", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const request = { headers: { "idempotency-key": "same" }, body: { kind: "terminal", shell: "/bin/cat", args: [] } };
  const answers = await Promise.all(Array.from({ length: 5 }, () => owner.request<Session>("POST", "/api/sessions", request)));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  const other = await owner.request("POST", "/api/sessions", { ...request, body: { kind: "terminal", shell: "/bin/sh" } });
  expect([other.status, other.body]).toEqual([409, expect.objectContaining({ code: "idempotency-conflict" })]);
});

test("R13: input that is sent again with its key is typed once, whenever the server is killed", async (context) => {
  const random = randomOf(context);
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const { id } = await owner.raw("echo up; exec cat");
  await owner.shows(id, "up");
  const typed = (async () => {
    for (let number = 0; number < INPUTS; number += 1) {
      const answer = await owner.insist("POST", `/api/sessions/${id}/input`, { headers: { "idempotency-key": `input-${number}` }, body: { data: `<${number}>` } });
      expect(answer.status).toBe(202);
    }
  })();
  await whileKilled(server, () => random.integer(0, 300), typed);
  const expected = Array.from({ length: INPUTS }, (_, number) => `<${number}>`).join("");
  await owner.shows(id, `<${INPUTS - 1}>`);
  expect(outputOf(await owner.events(id)).toString()).toBe(`up\n${expected}`);
});

test("R13: what the client library is asked to type arrives once and in order through restarts", async (context) => {
  const random = randomOf(context);
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const { id } = await owner.raw("echo up; exec cat");
  await owner.shows(id, "up");
  using live = createClient({ baseUrl: server.url, token: owner.token }).live();
  const attachment = live.attach(id, { afterSeq: 0, onEvent: () => undefined });
  const typed = (async () => {
    for (let number = 0; number < INPUTS; number += 1) await within(`input ${number}`, attachment.input(`<${number}>`));
  })();
  await whileKilled(server, () => random.integer(0, 300), typed);
  const expected = Array.from({ length: INPUTS }, (_, number) => `<${number}>`).join("");
  await owner.shows(id, `<${INPUTS - 1}>`);
  expect(outputOf(await owner.events(id)).toString()).toBe(`up\n${expected}`);
});
