import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { SmallDisk } from "@dispatch/testkit/small-disk";
import { expect, onTestFinished, test } from "vitest";
import { TestApp, until } from "../../../testing/test-app.ts";

async function open(environment: Readonly<Record<string, string>> = {}) {
  const it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open", ...environment } });
  onTestFinished(() => it[Symbol.asyncDispose]());
  const { token } = await it.register("ada@example.com");
  const made = await it.request("POST", "/api/workspaces", { token, body: { kind: "plain", name: "Work" } });
  const { id, path: folder } = made.body as { id: string; path: string };
  const base = `/api/workspaces/${id}/files`;
  const at = (path: string, rest = "/content") => `${base}${rest}?path=${encodeURIComponent(path)}`;
  const send = async (
    method: string,
    path: string,
    options: { body?: BodyInit; headers?: Record<string, string> } = {},
  ) => {
    const headers = { authorization: `Bearer ${token}`, ...options.headers };
    return fetch(it.url + path, {
      method,
      headers,
      ...(options.body === undefined ? {} : { body: options.body }),
    });
  };
  const code = async (answer: Promise<Response>) => {
    const { status, ...rest } = await answer.then(async (one) => ({
      status: one.status,
      ...((await one.json()) as object),
    }));
    return `${status} ${(rest as { code?: string }).code ?? "done"}`;
  };
  const json = (method: string, path: string, body: object) =>
    send(method, base + path, {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  return { it, token, folder, base, at, send, code, json };
}

test("a file is written, read in whole and in part, and known by its etag", async () => {
  const { at, send, code, folder } = await open();
  const bytes = Buffer.from(Uint8Array.from({ length: 2_500_000 }, (_, index) => (index * 7) % 256));
  const put = await send("PUT", `${at("new/der Käse.html")}&parents=true`, {
    body: bytes,
    headers: { "content-type": "text/html" },
  });
  const etag = put.headers.get("etag") ?? "";
  expect([put.status, ((await put.json()) as { etag: string }).etag]).toEqual([201, etag]);
  expect(readFileSync(join(folder, "new/der Käse.html")).equals(bytes)).toBe(true);
  const got = await send("GET", at("new/der Käse.html"));
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
  const header = (name: string) => got.headers.get(name);
  expect([got.status, header("etag"), header("content-length"), header("content-type")]).toEqual([
    200,
    etag,
    "2500000",
    "text/plain; charset=utf-8",
  ]);
  expect([header("content-security-policy"), header("x-content-type-options")]).toEqual([
    "sandbox; default-src 'none'; frame-ancestors 'none'",
    "nosniff",
  ]);
  expect(header("content-disposition")).toBe(
    `attachment; filename="der K_se.html"; filename*=UTF-8''der%20K%C3%A4se.html`,
  );
  const part = await send("GET", at("new/der Käse.html"), { headers: { range: "bytes=10-19" } });
  expect([
    part.status,
    part.headers.get("content-range"),
    Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20)),
  ]).toEqual([206, "bytes 10-19/2500000", true]);
  const beyond = await send("GET", at("new/der Käse.html"), { headers: { range: "bytes=2500000-" } });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */2500000"]);
  expect((await send("GET", at("new/der Käse.html"), { headers: { "if-none-match": etag } })).status).toBe(
    304,
  );
  const head = await send("HEAD", at("new/der Käse.html"));
  expect([head.status, head.headers.get("etag"), head.headers.get("content-length")]).toEqual([
    200,
    etag,
    "2500000",
  ]);
  expect((await send("PUT", at("empty"))).status).toBe(201);
  expect(await (await send("GET", at("empty"))).text()).toBe("");
  expect(await code(send("GET", at("nowhere")))).toBe("404 file-not-found");
});

test("who writes over what they have not seen is refused and told what is there", async () => {
  const { at, send, code } = await open();
  const etag = (await send("PUT", at("file"), { body: "one" })).headers.get("etag") ?? "";
  const over = (tag: string) => send("PUT", at("file"), { body: "two", headers: { "if-match": tag } });
  const second = await over(etag);
  expect(second.status).toBe(200);
  const refused = await over(etag);
  expect([refused.status, await refused.json()]).toEqual([
    409,
    expect.objectContaining({ code: "file-changed", etag: second.headers.get("etag") }),
  ]);
  expect(await code(send("PUT", at("file"), { body: "x", headers: { "if-none-match": "*" } }))).toBe(
    "409 file-changed",
  );
  expect(await code(over("nonsense"))).toBe("400 invalid-request");
  expect(await code(send("DELETE", at("file"), { headers: { "if-match": etag } }))).toBe("409 file-changed");
  expect(await (await send("GET", at("file"))).text()).toBe("two");
});

test("folders, moves, copies, deletions and what is taken back", async () => {
  const { at, send, code, json, base, folder } = await open();
  expect(await code(json("POST", "/folder", { path: "a/b", parents: true }))).toBe("201 done");
  await send("PUT", at("a/b/file"), { body: "1" });
  expect(await code(json("POST", "/copy", { from: "a", to: "c" }))).toBe("200 done");
  expect(await code(json("POST", "/move", { from: "c/b/file", to: "a/b/file" }))).toBe("409 file-exists");
  expect(await code(json("POST", "/move", { from: "c", to: "../c" }))).toBe("400 invalid-request");
  expect(await code(json("POST", "/move", { from: "c/b/file", to: "moved" }))).toBe("200 done");
  const list = (await (await send("GET", `${base}?limit=2`)).json()) as {
    items: { name: string }[];
    nextCursor: string;
  };
  expect([list.items.map(({ name }) => name), list.nextCursor]).toEqual([["a", "c"], "2"]);
  const { deleted } = (await (await send("DELETE", at("a"))).json()) as { deleted: { id: string } };
  expect(existsSync(join(folder, "a"))).toBe(false);
  const kept = (await (await send("GET", `${base}/deleted`)).json()) as {
    items: { id: string; path: string }[];
  };
  expect(kept.items).toEqual([expect.objectContaining({ id: deleted.id, path: "a" })]);
  expect(await code(json("POST", "/restore", { id: deleted.id }))).toBe("200 done");
  expect(readFileSync(join(folder, "a/b/file"), "utf8")).toBe("1");
  await send("DELETE", at("a"));
  expect((await send("DELETE", `${base}/deleted`)).status).toBe(204);
  expect(readdirSync(join(folder, ".dispatch-trash"))).toEqual([".gitignore"]);
});

test("searches, as a page and line by line, and a folder as a file", async () => {
  const { at, send, code, base } = await open();
  await send("PUT", `${at("src/main.ts")}&parents=true`, { body: "one\nneedle\nneedle" });
  const page = await (await send("GET", `${base}/search?q=mats`)).json();
  expect(page).toEqual({ items: [{ path: "src/main.ts", type: "file" }], isComplete: true });
  const lines = await send("GET", `${base}/search?q=needle&in=contents`, {
    headers: { accept: "application/x-ndjson" },
  });
  expect(
    (await lines.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object),
  ).toEqual([
    { path: "src/main.ts", line: 2, column: 1, text: "needle" },
    { path: "src/main.ts", line: 3, column: 1, text: "needle" },
    { isComplete: true },
  ]);
  const wrong = `${base}/search?q=(&in=contents&regex=true`;
  for (const accept of ["application/json", "application/x-ndjson"])
    expect(await code(send("GET", wrong, { headers: { accept } }))).toBe("400 invalid-request");
  const zip = await send("GET", `${base}/archive?path=src`);
  expect([zip.headers.get("content-type"), zip.headers.get("content-disposition")]).toEqual([
    "application/zip",
    `attachment; filename="src.zip"; filename*=UTF-8''src.zip`,
  ]);
  expect(
    Buffer.from(await zip.arrayBuffer())
      .subarray(0, 4)
      .toString("latin1"),
  ).toBe("PK\x03\x04");
  expect(await code(send("GET", `${base}/archive?path=src/main.ts`))).toBe("409 not-a-folder");
});

test("others' changes are told while one listens, and another's workspace is not there", async () => {
  const { send, base, folder, it, token } = await open();
  const end = new AbortController();
  const answer = await fetch(`${it.url}${base}/watch`, {
    headers: { authorization: `Bearer ${token}` },
    signal: end.signal,
  });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  const heard = async (wanted: string) => {
    while (!text.includes(wanted)) text += Buffer.from((await reader.read()).value ?? []).toString();
  };
  await heard("event: watching");
  writeFileSync(join(folder, "file"), "1");
  await heard('event: change\ndata: {"path":"file","type":"changed"}');
  end.abort();
  const { token: other } = await it.register("bob@example.com");
  const theirs = await it.request("GET", base, { token: other });
  expect([theirs.status, theirs.body["code"]]).toEqual([404, "workspace-not-found"]);
  const gone = await send("GET", `${base}/watch?path=nowhere`);
  expect(gone.status).toBe(404);
});

test("an upload that breaks off leaves nothing", async () => {
  const { at, folder, it, token } = await open();
  const { port } = new URL(it.url);
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  const head = [
    `PUT ${at("half")} HTTP/1.1`,
    "host: 127.0.0.1",
    `authorization: Bearer ${token}`,
    "content-length: 1000000",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${"x".repeat(300_000)}`);
  await until(() => readdirSync(folder).some((name) => name.startsWith(".dispatch-part")));
  socket.destroy();
  await until(() => readdirSync(folder).length === 0);
});

test("a file that is larger than may be is refused before it is sent", async () => {
  const { at, folder, it, token } = await open();
  const head = [
    `PUT ${at("large")} HTTP/1.1`,
    "host: 127.0.0.1",
    "connection: close",
    `authorization: Bearer ${token}`,
    "content-length: 1073741825",
  ];
  const socket = connect(Number(new URL(it.url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.write(`${head.join("\r\n")}\r\n\r\nx`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 413 /);
  expect(readdirSync(folder)).toEqual([]);
});

test("links that lead out of the workspace lead nowhere", async () => {
  const { at, send, code, folder, it } = await open();
  const secret = join(it.home, "secret");
  writeFileSync(secret, "SECRET");
  symlinkSync(secret, join(folder, "link"));
  mkdirSync(join(folder, "in"));
  symlinkSync(it.home, join(folder, "in/home"));
  for (const path of ["link", "in/home/secret"])
    expect(await code(send("GET", at(path)))).toBe("422 file-outside");
  expect(await code(send("PUT", at("link"), { body: "x" }))).toBe("422 file-outside");
  expect(readFileSync(secret, "utf8")).toBe("SECRET");
});

test("a copy goes nowhere it may not: not away, not over something, not into itself, not through a link", async () => {
  const { json, folder, it, code } = await open();
  mkdirSync(join(folder, "a/b"), { recursive: true });
  writeFileSync(join(folder, "there"), "mine");
  writeFileSync(join(it.home, "secret"), "SECRET");
  symlinkSync(it.home, join(folder, "out"));
  const copy = (from: string, to: string) => code(json("POST", "/copy", { from, to }));
  for (const path of ["../secret", "/etc/passwd", "a/../../secret", "a//b", ".dispatch-trash/x"]) {
    expect([path, await copy(path, "stolen")]).toEqual([path, "400 invalid-request"]);
    expect([path, await copy("there", path)]).toEqual([path, "400 invalid-request"]);
  }
  expect(await copy("out/secret", "stolen")).toBe("422 file-outside");
  expect(await copy("there", "out/there")).toBe("422 file-outside");
  expect(await copy("a", "there")).toBe("409 file-exists");
  expect(await copy("nothing", "x")).toBe("404 file-not-found");
  expect(await (await json("POST", "/copy", { from: "a", to: "a/b/c" })).json()).toMatchObject({
    code: "invalid-request",
    errors: [{ path: "to", message: '"a" cannot be copied onto or into itself.' }],
  });
  expect([readdirSync(folder).sort(), readdirSync(join(folder, "a/b"))]).toEqual([["a", "out", "there"], []]);
});

test("what does not fit is refused at once, or taken back when that shows on the way", async (context) => {
  const disk = SmallDisk.mount(2);
  if (typeof disk === "string") return context.skip(disk);
  onTestFinished(() => disk[Symbol.dispose]());
  const { json, folder, code } = await open({ WORKSPACES_ROOT: join(disk.home, "workspaces") });
  writeFileSync(join(folder, "large"), Buffer.alloc(1_200_000, 1));
  expect(await code(json("POST", "/copy", { from: "large", to: "copy" }))).toBe("507 disk-full");
  // Each takes a page, of which its size says nothing.
  mkdirSync(join(folder, "many"));
  for (let count = 0; count < 120; count++) writeFileSync(join(folder, "many", String(count)), "x");
  expect(await code(json("POST", "/copy", { from: "many", to: "copy" }))).toBe("507 disk-full");
  expect([readdirSync(folder).sort(), readdirSync(join(folder, "many")).length]).toEqual([
    ["large", "many"],
    120,
  ]);
});
