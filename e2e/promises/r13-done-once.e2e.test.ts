import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@dispatch/client";
import type { Session } from "@dispatch/protocol/session";
import { Account, outputOf } from "@dispatch/testkit/account";
import { type SeededRandom, randomOf } from "@dispatch/testkit/seeded-random";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { soak, until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const CREATES = 8 * soak;
const LEAST_INPUTS = 100;
const KILLS = 12 * soak;
const KILL_PAUSE_LIMIT_MS = 200;

/** Kills and restarts the server at random moments while numbers are typed, and says how many were. */
async function typeThroughKills(
  server: TestServer,
  random: SeededRandom,
  type: (number: number) => Promise<void>,
): Promise<number> {
  let killing = true;
  const kills = (async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(random.integer(0, KILL_PAUSE_LIMIT_MS));
      await server.restart();
    }
  })().finally(() => (killing = false));
  let count = 0;
  for (; killing || count < LEAST_INPUTS; count += 1) await type(count);
  await kills;
  return count;
}

const numbersBelow = (count: number) => Array.from({ length: count }, (_, number) => `<${number}>`).join("");

test("R13: a create that is sent again with its key makes one session with one process, whenever the server is killed", async (context) => {
  const random = randomOf(context);
  using folder = temporaryFolder();
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const made: string[] = [];
  for (let number = 0; number < CREATES; number += 1) {
    const key = `create-${number}`;
    const request = {
      headers: { "idempotency-key": key },
      body: {
        kind: "terminal",
        title: key,
        shell: "/bin/sh",
        args: ["-c", `echo started >> ${join(folder.path, key)}; exec cat`],
      },
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
  await until("one start of each", () =>
    made.every((_, number) => existsSync(join(folder.path, `create-${number}`))),
  );
  expect(made.map((_, number) => readFileSync(join(folder.path, `create-${number}`), "utf8"))).toEqual(
    made.map(() => "started\n"),
  );
  await until(
    "nothing but those",
    () => server.sessionProcesses.filter(({ command }) => command === "cat").length === made.length,
  );
});

test("R13: two creates with one key at the same time are one; the key with another wish is refused", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const request = {
    headers: { "idempotency-key": "same" },
    body: { kind: "terminal", shell: "/bin/cat", args: [] },
  };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => owner.request<Session>("POST", "/api/sessions", request)),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  const other = await owner.request("POST", "/api/sessions", {
    ...request,
    body: { kind: "terminal", shell: "/bin/sh" },
  });
  expect([other.status, other.body]).toEqual([
    409,
    expect.objectContaining({ code: "idempotency-conflict" }),
  ]);
});

test("R13: input that is sent again with its key is typed once, whenever the server is killed", async (context) => {
  const random = randomOf(context);
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const { id } = await owner.raw("echo up; exec cat");
  await owner.shows(id, "up");
  const count = await typeThroughKills(server, random, async (number) => {
    const request = { headers: { "idempotency-key": `input-${number}` }, body: { data: `<${number}>` } };
    expect((await owner.insist("POST", `/api/sessions/${id}/input`, request)).status).toBe(202);
  });
  await owner.shows(id, `<${count - 1}>`);
  expect(outputOf(await owner.events(id)).toString()).toBe(`up\n${numbersBelow(count)}`);
});

test("R13: what the client library is asked to type arrives once and in order through restarts", async (context) => {
  const random = randomOf(context);
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const { id } = await owner.raw("echo up; exec cat");
  await owner.shows(id, "up");
  using live = createClient({ baseUrl: server.url, token: owner.token }).live();
  const attachment = live.attach(id, { afterSeq: 0, onEvent: () => undefined });
  const count = await typeThroughKills(server, random, (number) =>
    within(`input ${number}`, attachment.input(`<${number}>`)),
  );
  await owner.shows(id, `<${count - 1}>`);
  expect(outputOf(await owner.events(id)).toString()).toBe(`up\n${numbersBelow(count)}`);
});
