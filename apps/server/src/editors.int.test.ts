import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { EditorCommand } from "@dispatch/protocol/editor";
import { EditorSession } from "./testing/editor-session.ts";
import { TestApp, until } from "./testing/test-app.ts";
import { ask, collect, connected } from "./testing/test-socket.ts";

const edit = (path: string, version: number, from: number, insert: string): EditorCommand => ({
  type: "edit",
  path,
  version,
  changes: [{ from, to: from, insert }],
  clientId: "a",
});

test("a file is opened, edited and saved, and its log tells it in order", async () => {
  await using it = await TestApp.open();
  const { token, id: userId } = await it.register("ann@example.org");
  const editor = await EditorSession.open(
    it,
    token,
    { "src/a.txt": "one\r\ntwo\r\n" },
    { path: "src/a.txt" },
  );
  expect(await editor.session()).toMatchObject({
    kind: "editor",
    status: "running",
    title: "a.txt",
    capabilities: { documents: true, screen: false, input: true },
  });
  await editor.done(edit("src/a.txt", 0, 3, "!"));
  expect(await editor.document("src/a.txt")).toMatchObject({
    text: "one!\r\ntwo\r\n",
    version: 1,
    isDirty: true,
  });
  expect(editor.read("src/a.txt")).toBe("one\r\ntwo\r\n");
  await editor.done({ type: "save", path: "src/a.txt" });
  expect(editor.read("src/a.txt")).toBe("one!\r\ntwo\r\n");
  expect(await editor.document("src/a.txt")).toMatchObject({ version: 1, isDirty: false });
  await editor.done({ type: "close", path: "src/a.txt" });
  expect(await editor.documents()).toEqual([]);
  const by = { userId, name: "ann" };
  expect((await editor.events()).map(({ channel, payload }) => [channel, payload])).toEqual([
    ["editor:opened", { path: "src/a.txt", text: "one\r\ntwo\r\n", etag: expect.any(String), version: 0 }],
    ["editor:changed", expect.objectContaining({ version: 1, by, clientId: "a" })],
    ["editor:saved", expect.objectContaining({ version: 1, by })],
    ["editor:closed", expect.objectContaining({ version: 1 })],
  ]);
  expect((await editor.events("")).map(({ seq }) => seq)).toEqual(
    (await editor.events("")).map((_, at) => at + 1),
  );
});

test("an edit to a text that has changed is refused with the version to catch up with", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { a: "text" }, { path: "a" });
  await editor.done(edit("a", 0, 0, "one "));
  expect(await editor.command(edit("a", 0, 0, "other "))).toMatchObject({
    status: 409,
    body: { code: "editor-behind", path: "a", version: 1 },
  });
  expect((await editor.document("a")).text).toBe("one text");
});

test("R13: a command that is sent again with its key is done once, also by the next server", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { a: "text" }, { path: "a" });
  using socket = await connected(it, token);
  const data = JSON.stringify(edit("a", 0, 0, "one "));
  for (let times = 0; times < 2; times++)
    expect(await ask(socket, "run:input", { runId: editor.id, data, key: "k1" })).toEqual({ ok: true });
  await it.restart();
  using again = await connected(it, token);
  expect(await ask(again, "run:input", { runId: editor.id, data, key: "k1" })).toEqual({ ok: true });
  expect(await editor.document("a")).toMatchObject({ text: "one text", version: 1 });
});

test("what cannot be edited is refused with the reason, and told in the log", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, {
    binary: Buffer.from([1, 0, 2]),
    latin: Buffer.from([0x66, 0xfc, 0x72]),
    large: "x".repeat(1024 * 1024 + 1),
    limit: "x".repeat(1024 * 1024),
    a: "😀",
  });
  const refusal = async (path: string) => (await editor.command({ type: "open", path })).body["code"];
  expect(await Promise.all(["binary", "latin", "large", "none", "../a", "."].map(refusal))).toEqual([
    "document-refused",
    "document-refused",
    "payload-too-large",
    "file-not-found",
    "invalid-request",
    "invalid-request",
  ]);
  expect((await editor.events("editor:error")).map(({ payload }) => payload)).toContainEqual(
    expect.objectContaining({ path: "binary", code: "document-refused" }),
  );
  await editor.done({ type: "open", path: "limit" });
  await editor.done({ type: "open", path: "a" });
  expect((await editor.command(edit("limit", 0, 0, "x"))).body["code"]).toBe("payload-too-large");
  expect((await editor.command(edit("a", 0, 1, "x"))).body["code"]).toBe("document-refused");
  expect((await editor.command(edit("a", 0, 3, "x"))).body["code"]).toBe("invalid-request");
  expect((await editor.command(edit("a", 0, 0, "x".repeat(40_000)))).body["code"]).toBe("payload-too-large");
  expect((await editor.command(edit("b", 0, 0, "x"))).body["code"]).toBe("document-not-open");
  const post = (data: string) =>
    it.request("POST", `/api/sessions/${editor.id}/input`, { token, body: { data } });
  expect([(await post("ls\n")).body["code"], (await post("{}")).body["code"]]).toEqual([
    "malformed-request",
    "invalid-request",
  ]);
});

test("a session for a file that is not there is not made", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const body = { kind: "editor", path: "none" };
  expect(await it.request("POST", "/api/sessions", { token, body })).toMatchObject({
    status: 404,
    body: { code: "file-not-found" },
  });
  expect((await it.request("GET", "/api/sessions", { token })).body["items"]).toEqual([]);
});

test("a new file is begun, and is not there before it is saved", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token);
  await editor.done({ type: "open", path: "new/b.txt", isNew: true });
  await editor.type("new/b.txt", "hello\n");
  expect(editor.has("new/b.txt")).toBe(false);
  await editor.done({ type: "save", path: "new/b.txt" });
  expect(editor.read("new/b.txt")).toBe("hello\n");
});

test("what a program writes comes into a file that nobody is changing, and is merged into one that somebody is", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { a: "1\n2\n3\n4\n5\n" }, { path: "a" });
  using socket = await connected(it, token);
  const events = collect(socket);
  await ask(socket, "run:attach", { runId: editor.id });
  editor.write("a", "1\n2\n3\n4\nfive\n");
  await until(() =>
    events.some((event) => event.channel === "editor:changed" && event.payload.by === "disk"),
  );
  expect(await editor.document("a")).toMatchObject({ text: "1\n2\n3\n4\nfive\n", isDirty: false });
  await editor.type("a", "one\n2\n3\n4\nfive\n");
  editor.write("a", "1\n2\n3\n4\nfive\nsix\n");
  await until(async () => (await editor.document("a")).text.includes("six"));
  expect(await editor.document("a")).toMatchObject({ text: "one\n2\n3\n4\nfive\nsix\n", isDirty: true });
  await editor.done({ type: "save", path: "a" });
  expect(editor.read("a")).toBe("one\n2\n3\n4\nfive\nsix\n");
});

test("saving merges what was written meanwhile, and never writes over it", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { a: "1\n2\n3\n" }, { path: "a" });
  await editor.type("a", "1\n2\nthree\n");
  editor.write("a", "one\n2\n3\n");
  await editor.done({ type: "save", path: "a" }); // at once, or after the watch has told
  expect(editor.read("a")).toBe("one\n2\nthree\n");
});

test("where both changed the same lines nothing is written until somebody chooses, and both are kept", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { "a.txt": "one\n", "b.txt": "one\n" });
  for (const path of ["a.txt", "b.txt"]) {
    await editor.done({ type: "open", path });
    await editor.type(path, "mine\n");
    editor.write(path, "theirs\n");
    expect((await editor.command({ type: "save", path })).body["code"]).toBe("editor-conflict");
    expect(editor.read(path)).toBe("theirs\n");
    expect(await editor.document(path)).toMatchObject({ text: "mine\n", conflict: { text: "theirs\n" } });
    expect((await editor.command({ type: "save", path })).body["code"]).toBe("editor-conflict");
  }
  const conflicts = await editor.events("editor:error");
  expect(conflicts.map(({ payload }) => payload)).toMatchObject(
    ["a.txt", "b.txt"].map((path) => ({ path, code: "conflict", theirs: { text: "theirs\n" } })),
  );
  await editor.done({ type: "resolve", path: "a.txt", take: "mine" });
  expect([editor.read("a.txt"), editor.read("a.theirs-1.txt")]).toEqual(["mine\n", "theirs\n"]);
  await editor.done({ type: "resolve", path: "b.txt", take: "theirs" });
  expect(editor.read("b.txt")).toBe("theirs\n");
  expect(await editor.documents()).toEqual([
    expect.objectContaining({ path: "a.txt", text: "mine\n", isDirty: false }),
    expect.objectContaining({ path: "b.txt", text: "theirs\n", isDirty: false }),
  ]);
  expect((await editor.documents()).some((document) => document.conflict)).toBe(false);
});

test("force puts this text on the disk and the other beside it", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { Makefile: "one\n" }, { path: "Makefile" });
  await editor.type("Makefile", "mine\n");
  editor.write("Makefile", "theirs\n");
  await editor.done({ type: "save", path: "Makefile", force: true });
  expect([editor.read("Makefile"), editor.read("Makefile.theirs-1")]).toEqual(["mine\n", "theirs\n"]);
});

test("a file that is deleted is told of, and written anew when it is saved", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { "src/a": "one\n" }, { path: "src/a" });
  rmSync(join(editor.folder, "src"), { recursive: true });
  await until(async () => (await editor.events("editor:error")).length > 0);
  expect(await editor.document("src/a")).toMatchObject({ text: "one\n", etag: null, isDirty: true });
  expect((await editor.events("editor:error"))[0]?.payload).toMatchObject({ code: "gone" });
  await editor.done({ type: "save", path: "src/a" });
  expect(editor.read("src/a")).toBe("one\n");
});

test("unsaved work is not closed by accident", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { a: "one" }, { path: "a" });
  await editor.type("a", "two");
  expect((await editor.command({ type: "close", path: "a" })).body["code"]).toBe("document-unsaved");
  await editor.done({ type: "close", path: "a", discard: true });
  await editor.done({ type: "open", path: "a" });
  expect(await editor.document("a")).toMatchObject({ text: "one", version: 2, isDirty: false });
});

test("a session that is stopped takes nothing; when it is resumed its files are as they were", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { a: "one" }, { path: "a" });
  await editor.type("a", "two");
  await editor.act("stop");
  await editor.becomes("ended");
  expect(await editor.session()).toMatchObject({ outcome: "stopped" });
  expect((await editor.command(edit("a", 1, 0, "x"))).body["code"]).toBe("session-refused");
  expect(await editor.document("a")).toMatchObject({ text: "two", isDirty: true });
  expect((await editor.act("resume")).body).toMatchObject({ status: "running", launch: 2 });
  await editor.done({ type: "save", path: "a" });
  expect(editor.read("a")).toBe("two");
  const statuses = (await editor.events("session:status")).map(
    ({ payload }) => (payload as { status: string }).status,
  );
  expect(statuses).toEqual([
    "pending",
    "preparing",
    "running",
    "stopping",
    "ended",
    "pending",
    "preparing",
    "running",
  ]);
});

test("an editor has no size, no screen and nothing to interrupt", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token);
  const code = async (method: string, path: string, body?: object) =>
    (await it.request(method, `/api/sessions/${editor.id}${path}`, { token, ...(body && { body }) })).body[
      "code"
    ];
  expect([
    await code("POST", "/resize", { cols: 80, rows: 24 }),
    await code("POST", "/interrupt"),
    await code("GET", "/screen"),
    await code("GET", "/export?format=cast"),
  ]).toEqual(Array.from({ length: 4 }, () => "session-kind-refused"));
  const terminal = await it.terminal(token);
  expect((await it.request("GET", `/api/sessions/${terminal}/documents`, { token })).body["code"]).toBe(
    "session-kind-refused",
  );
});

test("R9: who has no part in a session reads and writes none of it; who looks on writes nothing", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ann = await it.register("ann@example.org");
  const bob = await it.register("bob@example.org");
  const editor = await EditorSession.open(it, ann.token, { a: "one" }, { path: "a" });
  const documents = () => it.request("GET", `/api/sessions/${editor.id}/documents`, { token: bob.token });
  const type = () => editor.command(edit("a", 0, 0, "x"), { token: bob.token });
  expect([(await documents()).body["code"], (await type()).body["code"]]).toEqual([
    "session-not-found",
    "session-not-found",
  ]);
  const share = (access: string) =>
    it.request("POST", `/api/sessions/${editor.id}/shares`, {
      token: ann.token,
      body: { with: "person", email: bob.email, access },
    });
  expect((await share("view")).status).toBe(201);
  expect([(await documents()).status, (await type()).status]).toEqual([200, 403]);
  expect((await share("write")).status).toBe(201);
  expect((await type()).status).toBe(202);
  expect((await editor.events("editor:changed"))[0]?.payload).toMatchObject({
    by: { userId: bob.id, name: "bob" },
  });
});

test("the watch begins again when its attendant ends", async () => {
  await using it = await TestApp.open();
  const { token } = await it.register("ann@example.org");
  const editor = await EditorSession.open(it, token, { a: "one\n" }, { path: "a" });
  const attendant = await until(() => [...it.runner.attendants.values()].at(0));
  attendant.kill("SIGKILL");
  editor.write("a", "two\n");
  await until(async () => (await editor.document("a")).text === "two\n");
});
