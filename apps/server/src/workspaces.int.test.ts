import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
} from "node:fs";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SessionId } from "@dispatch/protocol/ids";
import type { Workspace } from "@dispatch/protocol/workspace";
import { TestApp, until } from "./testing/test-app.ts";
import { connected } from "./testing/test-socket.ts";

const DAY_MS = 24 * 3_600_000;

let elsewhere: string;
beforeEach(() => {
  elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "dispatch-elsewhere-")));
});
afterEach(() => rmSync(elsewhere, { recursive: true, force: true }));

const openApp = () => TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });

async function withOwner(it: TestApp) {
  const person = await it.register("ada@example.org");
  // A key, because it outlasts the days that these tests let pass.
  const key = await it.request("POST", "/api/api-keys", {
    token: person.token,
    body: { name: "tests", scopes: ["read", "run"] },
  });
  const token = key.body["secret"] as string;
  const create = (body: object, headers = {}) =>
    it.request("POST", "/api/workspaces", { token, body: { kind: "plain", ...body }, headers });
  return {
    ...person,
    token,
    folder: join(it.home, "workspaces", person.id),
    create,
    make: async (body: object) => {
      const { status, body: made } = await create(body);
      if (status !== 201) throw new Error(JSON.stringify(made));
      return made as unknown as Workspace;
    },
    ask: (method: string, path: string, body?: object) =>
      it.request(method, `/api/workspaces${path}`, { token, body }),
    list: async (query = "") => {
      const { body } = await it.request("GET", `/api/workspaces${query}`, { token });
      return body["items"] as Workspace[];
    },
  };
}

async function end(it: TestApp, token: string, id: SessionId) {
  it.runner.exit(id);
  await until(async () => {
    const { body } = await it.request("GET", `/api/sessions/${id}`, { token });
    return body["status"] === "ended";
  });
}

test("a workspace is a folder with a name, listed, renamed, and one of its kind", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const made = await ada.make({ name: "  My Project " });
  expect(made).toMatchObject({
    kind: "plain",
    name: "My Project",
    path: join(ada.folder, "my-project"),
    status: "ready",
    isMade: true,
    isDefault: false,
    sessions: 0,
  });
  expect(readdirSync(ada.folder)).toContain("my-project");
  expect((await ada.create({ name: "MY project" })).body).toMatchObject({
    status: 409,
    code: "workspace-name-taken",
  });
  expect((await ada.make({ name: "my-project!" })).path).toBe(join(ada.folder, "my-project-2"));
  const renamed = await ada.ask("PATCH", `/${made.id}`, { name: "Other" });
  expect(renamed.body).toMatchObject({ name: "Other", path: made.path });
  expect((await ada.ask("PATCH", `/${made.id}`, { name: "my-project!" })).body["code"]).toBe(
    "workspace-name-taken",
  );
  expect((await ada.list()).map(({ name }) => name).sort()).toEqual(["Other", "my-project!"]);
  expect((await ada.ask("GET", `/${made.id}`)).body).toMatchObject({ id: made.id, name: "Other" });
});

test("a create that is sent again makes one workspace, and is remembered without the kept answer", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const ask = () => ada.create({ name: "once" }, { "idempotency-key": "k" });
  const [first, second] = await Promise.all([ask(), ask()]);
  expect([first.status, second.status, second.body["id"]]).toEqual([201, 201, first.body["id"]]);
  await it.app.services.store.write(({ idempotency }) => idempotency.deleteBefore(it.clock + 1));
  expect((await ask()).body["id"]).toBe(first.body["id"]);
  expect(await ada.list()).toHaveLength(1);
});

test.each([
  ["../x", "x"],
  [".trash", "trash"],
  ["home", "home-2"],
  ["/etc", "etc"],
  ["ｈｏｍｅ", "home-2"],
  ["..\u2215..", "workspace"],
])("the name %j stays in the person's folder as %j", async (name, folder) => {
  await using it = await openApp();
  const ada = await withOwner(it);
  expect((await ada.make({ name })).path).toBe(join(ada.folder, folder));
  expect(readdirSync(ada.folder)).toEqual([folder]);
});

test.each([["a\0b"], ["a\u001b[2J"], ["x".repeat(101)], ["  "]])("the name %j is refused", async (name) => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const { status, body } = await ada.create({ name });
  expect([status, body["code"]]).toEqual([400, "invalid-request"]);
  expect(await ada.list()).toEqual([]);
});

test("a folder of the machine is the owner's to name, by its real path, once, and it is never touched", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const bea = await it.register("bea@example.org");
  const mine = join(elsewhere, "mine");
  mkdirSync(mine);
  writeFileSync(join(mine, "file"), "kept");
  symlinkSync(mine, join(elsewhere, "link"));
  const others = { kind: "plain", name: "x", path: mine };
  expect(
    (await it.request("POST", "/api/workspaces", { token: bea.token, body: others })).body,
  ).toMatchObject({
    status: 403,
    code: "forbidden",
    detail: expect.stringMatching(/Leave the path out/) as string,
  });
  const made = await ada.make({ name: "named", path: join(elsewhere, "link") });
  expect(made).toMatchObject({ path: mine, isMade: false });
  const refused = async (path: string) => (await ada.create({ name: "again", path })).body["code"];
  for (const path of [
    mine,
    "/",
    "relative",
    join(elsewhere, "none"),
    join(mine, "file"),
    it.home,
    join(it.home, "workspaces"),
    join(it.home, ".."),
    join(it.home, "workspaces", ada.id),
  ])
    expect([path, await refused(path)]).toEqual([path, "workspace-path-refused"]);

  expect((await ada.ask("DELETE", `/${made.id}`)).status).toBe(204);
  expect(readFileSync(join(mine, "file"), "utf8")).toBe("kept");
  expect((await ada.ask("POST", `/${made.id}/restore`)).body).toMatchObject({ path: mine, status: "ready" });
  expect((await ada.ask("DELETE", `/${made.id}?now=true`)).status).toBe(204);
  expect(readFileSync(join(mine, "file"), "utf8")).toBe("kept");
});

test("a path below another person's folder is refused, also by a link", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const bea = await it.register("bea@example.org");
  await it.terminal(bea.token);
  const theirs = join(it.home, "workspaces", bea.id, "default");
  symlinkSync(theirs, join(elsewhere, "link"));
  for (const path of [theirs, join(elsewhere, "link")])
    expect((await ada.create({ name: "theirs", path })).body["code"]).toBe("workspace-path-refused");
});

test("a named folder that a link has replaced takes no session", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const mine = join(elsewhere, "mine");
  mkdirSync(mine);
  const { id } = await ada.make({ name: "named", path: mine });
  renameSync(mine, `${mine}.away`);
  symlinkSync(it.home, mine);
  const body = { kind: "terminal", workspaceId: id };
  expect((await it.request("POST", "/api/sessions", { token: ada.token, body })).body).toMatchObject({
    code: "workspace-refused",
  });
});

test("R11: a workspace with a live session is not deleted; one without comes back with its files for 14 days", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const made = await ada.make({ name: "work" });
  const session = await it.terminal(ada.token, { workspaceId: made.id, title: "at it" });
  writeFileSync(join(made.path, "file"), "precious");
  for (const query of ["", "?now=true"])
    expect((await ada.ask("DELETE", `/${made.id}${query}`)).body).toMatchObject({
      status: 409,
      code: "workspace-in-use",
      sessions: [{ id: session, title: "at it" }],
    });
  await end(it, ada.token, session);

  expect((await ada.ask("DELETE", `/${made.id}`)).status).toBe(204);
  expect(existsSync(made.path)).toBe(false);
  expect(await ada.list()).toEqual([]);
  const [gone] = await ada.list("?deleted=true");
  expect(gone).toMatchObject({ id: made.id, status: "archived", sessions: 1, liveSessions: 0 });
  expect(Date.parse(gone?.goneAt ?? "") - it.clock).toBe(14 * DAY_MS);
  const resume = () => it.request("POST", `/api/sessions/${session}/resume`, { token: ada.token });
  expect((await resume()).body).toMatchObject({
    code: "workspace-deleted",
    detail: expect.stringMatching(/Restore it/) as string,
  });
  expect((await ada.ask("DELETE", `/${made.id}`)).body["code"]).toBe("workspace-deleted");

  it.clock += 14 * DAY_MS - 1;
  await it.app.services.workspaceEnding.clearExpired();
  expect((await ada.ask("POST", `/${made.id}/restore`)).body).toMatchObject({
    path: made.path,
    status: "ready",
  });
  expect(readFileSync(join(made.path, "file"), "utf8")).toBe("precious");
  expect((await ada.ask("POST", `/${made.id}/restore`)).body["code"]).toBe("workspace-refused");
});

test("after 14 days it is gone for good, and only it; its sessions keep their history", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const [old, young] = [await ada.make({ name: "old" }), await ada.make({ name: "young" })];
  const session = await it.terminal(ada.token, { workspaceId: old.id });
  await end(it, ada.token, session);
  mkdirSync(join(old.path, "deep", "below"), { recursive: true });
  symlinkSync(elsewhere, join(old.path, "deep", "out"));
  writeFileSync(join(elsewhere, "file"), "kept");
  await ada.ask("DELETE", `/${old.id}`);
  it.clock += DAY_MS;
  await ada.ask("DELETE", `/${young.id}`);
  it.clock += 13 * DAY_MS;
  const restore = (id: string) => ada.ask("POST", `/${id}/restore`);
  expect((await restore(old.id)).body["code"]).toBe("workspace-refused");
  await it.app.services.workspaceEnding.clearExpired();
  expect(readdirSync(join(ada.folder, ".trash"))).toEqual([young.id]);
  expect(readFileSync(join(elsewhere, "file"), "utf8")).toBe("kept");
  expect((await restore(old.id)).body["code"]).toBe("workspace-not-found");
  expect((await restore(young.id)).status).toBe(200);
  const { body } = await it.request("GET", `/api/sessions/${session}`, { token: ada.token });
  expect(body).toMatchObject({ workspaceId: old.id, status: "ended" });
});

test("what is to go now goes now, deleted before or not", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  for (const isDeletedFirst of [false, true]) {
    const { id, path } = await ada.make({ name: "scratch" });
    if (isDeletedFirst) await ada.ask("DELETE", `/${id}`);
    expect((await ada.ask("DELETE", `/${id}?now=true`)).status).toBe(204);
    expect([existsSync(path), readdirSync(join(ada.folder, ".trash"))]).toEqual([false, []]);
    expect(await ada.list("?deleted=true")).toEqual([]);
  }
});

test("the default workspace can be deleted: the next session makes a new one, and the old one comes back beside it", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  await end(it, ada.token, await it.terminal(ada.token));
  const [first] = await ada.list();
  expect(first).toMatchObject({ name: "default", isDefault: true, sessions: 1 });
  await ada.ask("DELETE", `/${first?.id}`);
  await it.terminal(ada.token);
  const [second] = await ada.list();
  expect(second).toMatchObject({ name: "default", isDefault: true, path: join(ada.folder, "default-2") });
  expect((await ada.ask("POST", `/${first?.id}/restore`)).body).toMatchObject({
    name: "default 2",
    path: join(ada.folder, "default"),
    isDefault: false,
  });
});

test("a link in the place of the folder or of the trash moves nothing that lies elsewhere", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const made = await ada.make({ name: "work" });
  writeFileSync(join(elsewhere, "file"), "kept");
  // In the place of the folder, before it is deleted.
  renameSync(made.path, `${made.path}.away`);
  symlinkSync(elsewhere, made.path);
  expect((await ada.ask("DELETE", `/${made.id}`)).status).toBe(204);
  // In its place before it is restored.
  symlinkSync(elsewhere, made.path);
  expect((await ada.ask("POST", `/${made.id}/restore`)).body["code"]).toBe("workspace-refused");
  expect((await ada.ask("DELETE", `/${made.id}?now=true`)).status).toBe(204);
  // In the place of the trash.
  const other = await ada.make({ name: "other" });
  rmSync(join(ada.folder, ".trash"), { recursive: true });
  symlinkSync(elsewhere, join(ada.folder, ".trash"));
  const { status, body } = await ada.ask("DELETE", `/${other.id}`);
  expect([status, body["code"]]).toEqual([503, "storage-unavailable"]);
  expect([existsSync(other.path), (await ada.list()).map(({ id }) => id)]).toEqual([true, [other.id]]);
  expect(readdirSync(elsewhere)).toEqual(["file"]);
});

test("what was cut short is finished by the next start", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const [made, doomed, back] = [
    await ada.make({ name: "made" }),
    await ada.make({ name: "doomed" }),
    await ada.make({ name: "back" }),
  ];
  writeFileSync(join(doomed.path, "file"), "precious");
  writeFileSync(join(back.path, "file"), "precious");
  await ada.ask("DELETE", `/${back.id}`);
  // Killed between the row of a create and its folder, between the row of a delete and its rename, and between the
  // rename of a restore and its row.
  rmSync(made.path, { recursive: true });
  await it.app.services.store.write(({ workspaces }) =>
    workspaces.update(doomed.id, { deletedAt: it.clock, goneAt: it.clock + DAY_MS }),
  );
  renameSync(join(ada.folder, ".trash", back.id), back.path);
  await it.restart();
  expect([existsSync(made.path), existsSync(doomed.path), existsSync(back.path)]).toEqual([
    true,
    false,
    false,
  ]);
  for (const { id, path } of [doomed, back]) {
    expect((await ada.ask("POST", `/${id}/restore`)).status).toBe(200);
    expect(readFileSync(join(path, "file"), "utf8")).toBe("precious");
  }
});

test("its owner hears of it on the socket and on the stream, and nobody else", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const bea = await it.register("bea@example.org");
  using socket = await connected(it, ada.token);
  using other = await connected(it, bea.token);
  const foreign: unknown[] = [];
  other.onAny((event: string) => event.startsWith("workspace:") && foreign.push(event));
  const heard = (event: string) => once(socket as unknown as NodeJS.EventEmitter, event);
  const aborter = new AbortController();
  const headers = { authorization: `Bearer ${ada.token}` };
  const { body } = await fetch(`${it.url}/api/events`, { headers, signal: aborter.signal });
  const reader = (body as ReadableStream<Uint8Array>).getReader();

  const changed = heard("workspace:changed");
  const made = await ada.make({ name: "news" });
  expect(await changed).toEqual([made]);
  const removed = heard("workspace:removed");
  await ada.ask("DELETE", `/${made.id}?now=true`);
  expect(await removed).toEqual([{ id: made.id }]);
  let text = "";
  while (!text.includes("event: workspace:removed"))
    text += Buffer.from((await reader.read()).value ?? []).toString();
  expect(text).toContain(`event: workspace:changed\ndata: ${JSON.stringify(made)}`);
  aborter.abort();
  await other.timeout(2000).emitWithAck("ping", {});
  expect(foreign).toEqual([]);
});

test("how much room it takes is counted and kept for a minute; sessions are listed by workspace", async () => {
  await using it = await openApp();
  const ada = await withOwner(it);
  const made = await ada.make({ name: "sized" });
  const usage = async () => (await ada.ask("GET", `/${made.id}/usage`)).body;
  const before = await usage();
  writeFileSync(join(made.path, "file"), Buffer.alloc(64 * 1024, 1));
  expect(await usage()).toEqual(before);
  it.clock += 60_000;
  const after = await usage();
  expect(after["isComplete"]).toBe(true);
  expect((after["bytes"] as number) - (before["bytes"] as number)).toBeGreaterThanOrEqual(64 * 1024);

  const inside = await it.terminal(ada.token, { workspaceId: made.id });
  await it.terminal(ada.token);
  const { body } = await it.request("GET", `/api/sessions?workspaceId=${made.id}`, { token: ada.token });
  expect((body["items"] as { id: string }[]).map(({ id }) => id)).toEqual([inside]);
});
