import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { AuditEntry } from "@dispatch/protocol/audit";
import { TestApp } from "./testing/test-app.ts";
import { ask, connected } from "./testing/test-socket.ts";

const entriesOf = async (it: TestApp, token: string, query = "") =>
  ((await it.request("GET", `/api/audit${query}`, { token })).body["items"] as AuditEntry[]).toReversed();
const verdict = async (it: TestApp, token: string) =>
  (await it.request("GET", "/api/audit/verify", { token })).body;
const brief = ({ act, outcome, actor, object }: AuditEntry) => [act, outcome, actor.kind, actor.id, object];

/** Changes the database behind the server's back, as somebody would who has got hold of the file. */
function tamper(it: TestApp, sql: string): void {
  using database = new DatabaseSync(join(it.home, "dispatch.db"));
  database.exec(sql);
}

test("what people, keys and guests do is recorded with who, what and from where, and never with content", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ada = await it.register("ada@example.org");
  const headers = { "user-agent": "the test" };
  const key = await it.request("POST", "/api/api-keys", {
    token: ada.token,
    body: { name: "secret name", scopes: ["run"] },
    headers,
  });
  const id = await it.terminal(key.body["secret"] as string, { title: "secret title" });
  const link = await it.request("POST", `/api/sessions/${id}/shares`, {
    token: ada.token,
    body: { with: "link", label: "visitor", access: "view" },
  });
  await it.request("GET", "/api/shared", { token: link.body["token"] as string });
  await it.request("POST", `/api/sessions/${id}/input`, { token: ada.token, body: { data: "secret keys" } });
  await it.request("DELETE", `/api/sessions/${id}`, { token: link.body["token"] as string });
  await it.request("POST", "/api/invites", { token: key.body["secret"] as string, body: { role: "member" } });
  using socket = await connected(it, ada.token);
  await ask(socket, "run:close", { runId: id });
  await it.request("POST", "/api/auth/login", {
    body: { email: "ada@example.org", password: "secret password" },
  });
  await it.request("POST", "/api/auth/login", {
    body: { email: "secret@example.org", password: "secret password" },
  });

  const entries = await entriesOf(it, ada.token);
  expect(entries.map(brief)).toEqual([
    ["account.register", "done", "person", ada.id, ada.id],
    ["key.create", "done", "person", ada.id, key.body["id"]],
    ["session.create", "done", "key", ada.id, id],
    ["share.create", "done", "person", ada.id, id],
    ["share.open", "done", "guest", link.body["id"], id],
    ["session.delete", "forbidden", "guest", link.body["id"], id],
    ["invite.create", "forbidden", "key", ada.id, undefined],
    ["session.stop", "done", "person", ada.id, id],
    ["login.start", "invalid-credentials", "nobody", undefined, ada.id],
    ["login.start", "invalid-credentials", "nobody", undefined, undefined],
  ]);
  expect(entries[1]).toMatchObject({
    number: 2,
    address: "127.0.0.1",
    device: "the test",
    details: { scopes: ["run"] },
    actor: { name: "ada", credential: expect.stringMatching(/^lgn_/) as string },
  });
  expect(JSON.stringify(entries)).not.toMatch(/secret/);
  expect(await verdict(it, ada.token)).toMatchObject({ intact: true, entries: entries.length });
});

test("it is found by act and by person, page by page", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ada = await it.register("ada@example.org");
  const bea = await it.register("bea@example.org");
  for (let index = 0; index < 5; index++) await it.terminal(index % 2 ? ada.token : bea.token);
  expect(await entriesOf(it, ada.token, "?act=session.create")).toHaveLength(5);
  expect(await entriesOf(it, ada.token, `?actor=${bea.id}`)).toHaveLength(4);
  const page = await it.request("GET", "/api/audit?limit=3", { token: ada.token });
  const next = await it.request("GET", `/api/audit?limit=10&cursor=${page.body["nextCursor"] as string}`, {
    token: ada.token,
  });
  const numbers = [page, next].flatMap(({ body }) =>
    (body["items"] as AuditEntry[]).map(({ number }) => number),
  );
  expect(numbers).toEqual([7, 6, 5, 4, 3, 2, 1]);
});

test("an act that is repeated under its key is recorded once, and acts at once keep the chain", async () => {
  await using it = await TestApp.open();
  const ada = await it.register("ada@example.org");
  for (const _ of [1, 2])
    await it.request("POST", "/api/sessions", {
      token: ada.token,
      body: { kind: "terminal" },
      headers: { "idempotency-key": "one" },
    });
  await Promise.all(Array.from({ length: 20 }, () => it.terminal(ada.token)));
  expect(await entriesOf(it, ada.token, "?act=session.create")).toHaveLength(21);
  expect(await verdict(it, ada.token)).toMatchObject({ intact: true, entries: 22 });
});

test.for([
  ["a changed entry", "update audit_entries set body = replace(body, 'done', 'dune') where number = 3", 3],
  ["a removed entry", "delete from audit_entries where number = 3", 3],
  [
    "a changed column that it is searched by",
    "update audit_entries set actor_id = 'usr_somebody00000' where number = 2",
    2,
  ],
  ["a cut-off end", "delete from audit_entries where number > 3", 4],
  ["an emptied log", "delete from audit_entries", 1],
  [
    "two entries that changed places",
    "update audit_entries set number = -number where number in (2, 3); update audit_entries set number = 5 + number where number < 0",
    2,
  ],
] as const)("%s shows", async ([, sql, firstBroken]) => {
  await using it = await TestApp.open();
  const ada = await it.register("ada@example.org");
  for (let index = 0; index < 4; index++) await it.terminal(ada.token);
  tamper(it, sql);
  expect(await verdict(it, ada.token)).toMatchObject({ intact: false, firstBroken });
});

test("a chain that was computed anew without the server's key shows", async () => {
  await using it = await TestApp.open();
  const ada = await it.register("ada@example.org");
  const { createHash } = await import("node:crypto");
  const [entry] = await entriesOf(it, ada.token);
  const body = JSON.stringify({ ...entry, device: "somebody else's" });
  const hash = createHash("sha256").update(body).digest("hex");
  rmSync(join(it.home, "keys", "audit.head"));
  tamper(it, `update audit_entries set body = '${body.replaceAll("'", "''")}', hash = '${hash}'`);
  expect(await verdict(it, ada.token)).toMatchObject({
    intact: false,
    firstBroken: 1,
    detail: "Entry 1 was not written by this server.",
  });
});

test("it survives a restart and a new encryption key, and members may not read it", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" }, automatic: false });
  const ada = await it.register("ada@example.org");
  const bea = await it.register("bea@example.org");
  expect((await it.request("POST", "/api/encryption-key/rotate", { token: bea.token })).status).toBe(403);
  const rotated = await it.request("POST", "/api/encryption-key/rotate", { token: ada.token });
  expect(rotated).toMatchObject({ status: 200, body: { secrets: 2 } });
  await it.restart();
  const { body } = await it.request("POST", "/api/auth/login", {
    body: { email: "ada@example.org", password: "correct horse" },
  });
  const token = body["accessToken"] as string;
  expect(await verdict(it, token)).toMatchObject({ intact: true, entries: 5 });
  const last = (await entriesOf(it, token)).at(-2);
  expect(last).toMatchObject({ act: "secrets.rotate", outcome: "done" });
  for (const path of ["", "/verify", "/export"])
    expect((await it.request("GET", `/api/audit${path}`, { headers: { cookie: bea.cookie } })).status).toBe(
      403,
    );
});
