import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawRequest, requestWith } from "./testing/raw-request.ts";
import { TestApp } from "./testing/test-app.ts";

const webRoot = mkdtempSync(join(tmpdir(), "dispatch-web-"));
let app: TestApp;
let token: string;
beforeAll(async () => {
  mkdirSync(join(webRoot, "_app/immutable"), { recursive: true });
  writeFileSync(
    join(webRoot, "index.html"),
    '<html><head></head><script src="/__dispatch_base__/x.js"></script><script>1</script></html>',
  );
  writeFileSync(join(webRoot, "_app/immutable/a.js"), "1");
  writeFileSync(join(webRoot, "service-worker.js"), "1");
  writeFileSync(join(webRoot, "app.webmanifest"), '{"id":"/__dispatch_base__/"}');
  app = await TestApp.open({ webRoot });
  ({ token } = await app.register("owner@example.com"));
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  rmSync(webRoot, { recursive: true });
});

const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()") as unknown,
  "content-security-policy": expect.stringContaining("frame-ancestors 'none'") as unknown,
};
const bearer = () => [["authorization", `Bearer ${token}`] as const];

test.for([
  ["an API answer", 200, "no-store", () => requestWith(app.url, { path: "/api/auth/me", headers: bearer() })],
  ["a refusal", 401, "no-store", () => requestWith(app.url, { path: "/api/auth/me" })],
  ["an API path that is none", 404, "no-store", () => requestWith(app.url, { path: "/api/nothing" })],
  ["health", 200, "no-store", () => requestWith(app.url, { path: "/health" })],
  ["metrics", 200, "no-store", () => requestWith(app.url, { path: "/metrics" })],
  ["the API's document", 200, "no-store", () => requestWith(app.url, { path: "/openapi.json" })],
  ["the API's page", 200, "no-store", () => requestWith(app.url, { path: "/api/docs" })],
  ["a page", 200, "no-cache", () => requestWith(app.url, { path: "/sessions/ses_1" })],
  [
    "an asset",
    200,
    "public, max-age=31536000, immutable",
    () => requestWith(app.url, { path: "/_app/immutable/a.js" }),
  ],
  ["a service worker", 200, "no-cache", () => requestWith(app.url, { path: "/service-worker.js" })],
  ["a manifest", 200, "no-cache", () => requestWith(app.url, { path: "/app.webmanifest" })],
  ["an asset that is gone", 404, "no-store", () => requestWith(app.url, { path: "/_app/immutable/b.js" })],
  [
    "a live handshake",
    200,
    "no-store",
    () => requestWith(app.url, { path: "/socket.io/?EIO=4&transport=polling" }),
  ],
  ["a live handshake that is none", 400, "no-store", () => requestWith(app.url, { path: "/socket.io/" })],
  ["a refused name", 421, "no-store", () => requestWith(app.url, { headers: [["host", "evil.example"]] })],
  ["a path that is malformed", 400, "no-store", () => requestWith(app.url, { path: "/api/%zz" })],
  [
    "an upgrade to nothing",
    400,
    "no-store",
    () =>
      requestWith(app.url, {
        path: "/api/x",
        headers: [
          ["upgrade", "websocket"],
          ["connection", "upgrade"],
        ],
      }),
  ],
  ["what is no HTTP", 400, "no-store", () => rawRequest(app.url, "HELO mail\r\n\r\n")],
] as const)(
  "%s carries every protecting header and says whether it may be kept",
  async ([, status, cache, ask]) => {
    const { headers, ...answer } = await ask();
    expect(answer.status).toBe(status);
    expect(headers).toMatchObject({ ...everywhere, "cache-control": cache });
    expect(headers).not.toHaveProperty("server");
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("strict-transport-security");
  },
);

test("an event stream carries every protecting header", async () => {
  const stop = new AbortController();
  const { headers } = await fetch(`${app.url}/api/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  });
  expect(Object.fromEntries(headers)).toMatchObject(everywhere);
  expect(headers.get("cache-control")).toContain("no-cache");
  stop.abort();
});

test("HEAD of an event stream ends at once, and holds no place among the open ones", async () => {
  const headers = bearer();
  const answer = await requestWith(app.url, { method: "HEAD", path: "/api/events", headers });
  expect([answer.status, answer.headers["content-type"]]).toEqual([200, "text/event-stream; charset=utf-8"]);
  await expect.poll(() => app.app.services.connections.size).toBe(0);
});

test("a page runs nothing but what was built into it, below a mount too", async () => {
  const policyOf = async (url: string) => {
    const { headers, text } = await requestWith(url, { path: "/" });
    return { policy: headers["content-security-policy"] ?? "", text };
  };
  const plain = await policyOf(app.url);
  expect(plain.policy).toMatch(/script-src 'self' 'sha256-[^']+';/);
  expect(plain.text).toContain('src="/x.js"');
  await using mounted = await TestApp.open({
    webRoot,
    environment: { DISPATCH_PUBLIC_URL: "http://localhost/some/path" },
  });
  const below = await policyOf(mounted.url);
  expect(below.text).toContain('src="/some/path/x.js"');
  expect(below.policy.match(/'sha256-/g)).toHaveLength(2);
  const worker = await requestWith(mounted.url, { path: "/service-worker.js" });
  expect(worker.headers["content-security-policy"]).toContain("connect-src 'self'");
  const manifest = await requestWith(mounted.url, { path: "/app.webmanifest" });
  expect([manifest.headers["content-type"], manifest.text]).toEqual([
    "application/manifest+json; charset=utf-8",
    '{"id":"/some/path/"}',
  ]);
});

const session = (body: string, headers: readonly (readonly [string, string])[] = []) =>
  requestWith(app.url, {
    method: "POST",
    path: "/api/sessions",
    headers: [...bearer(), ["content-type", "application/json"], ...headers],
    body,
  });
const problemOf = ({ status, text }: { status: number; text: string }) => {
  const { code, detail } = JSON.parse(text) as { code: string; detail: string };
  expect(detail).toMatch(/\w/);
  return [status, code];
};

test("a body that nests without end is refused before anyone walks through it", async () => {
  for (const body of [
    "[".repeat(200_000) + "]".repeat(200_000),
    '{"a":'.repeat(200_000) + "1" + "}".repeat(200_000),
    "[".repeat(100_000),
  ]) {
    const answer = await session(body);
    expect(problemOf(answer)).toEqual([400, "invalid-request"]);
    expect(answer.text).toContain("nests deeper");
  }
  const inText = JSON.stringify({ kind: "terminal", title: "[".repeat(150) + '"\\' });
  expect((await session(inText)).status).toBe(201);
});

test("a body that reaches for prototypes is refused", async () => {
  for (const key of [
    '"__proto__":{"role":"owner"}',
    '"constructor":{"prototype":{"x":1}}',
    '"\\u005f_proto__":1',
  ])
    expect(problemOf(await session(`{"kind":"terminal",${key}}`)), key).toEqual([400, "invalid-request"]);
  expect(({} as { role?: string }).role).toBeUndefined();
});

test("a body that is no UTF-8 is refused", async () => {
  const head = `POST /api/sessions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\nconnection: close\r\n`;
  const body = Buffer.concat([
    Buffer.from('{"kind":"terminal","title":"'),
    Buffer.from([0xff, 0xfe, 0xc0]),
    Buffer.from('"}'),
  ]);
  const bytes = Buffer.concat([Buffer.from(`${head}content-length: ${body.length}\r\n\r\n`), body]);
  expect(problemOf(await rawRequest(app.url, bytes))).toEqual([400, "invalid-request"]);
});

test.for([
  ["text/plain"],
  ["application/x-www-form-urlencoded"],
  ["multipart/form-data; boundary=x"],
  ["application/octet-stream"],
  ["application/json; charset=utf-16"],
  ["application/jsonp"],
  [""],
  ["nonsense"],
] as const)("a body of type %j is refused, so that no form of another site can send one", async ([type]) => {
  const answer = await requestWith(app.url, {
    method: "POST",
    path: "/api/sessions",
    headers: [...bearer(), ["content-type", type]],
    body: '{"kind":"terminal"}',
  });
  expect(problemOf(answer)).toEqual([415, "unsupported-media-type"]);
});

test.for([
  ["authorization", "Bearer x"],
  ["content-type", "text/plain"],
  ["origin", "http://evil.example"],
  ["idempotency-key", "b"],
] as const)(
  "a second %s header is refused: somebody on the way may have believed the other one",
  async ([name, value]) => {
    const answer = await session('{"kind":"terminal"}', [
      ["origin", app.url],
      ["idempotency-key", "a"],
      [name, value],
    ]);
    expect(problemOf(answer)).toEqual([400, "malformed-request"]);
  },
);

test("headers beyond 16 KiB are refused", async () => {
  const answer = await requestWith(app.url, { headers: [["x-long", "x".repeat(20_000)]] });
  expect(problemOf(answer)).toEqual([431, "headers-too-large"]);
});

const smuggled = "GET /api/setup HTTP/1.1\r\nhost: localhost\r\n\r\n";
test.for([
  ["a length and chunks", "content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"],
  ["two lengths", `content-length: 0\r\ncontent-length: ${smuggled.length}\r\n\r\n`],
  ["a length with a sign", "content-length: +0\r\n\r\n"],
  ["chunks under a false name", "transfer-encoding: xchunked\r\n\r\n"],
  ["a folded header", "x-a: b\r\n content-length: 0\r\n\r\n"],
  ["a space before the colon", "content-length : 0\r\n\r\n"],
  ["a bare line feed in a header", "x-a: b\ncontent-length: 0\r\n\r\n"],
  ["a NUL in a header", "x-a: \0\r\n\r\n"],
  ["a chunk size that is none", "transfer-encoding: chunked\r\n\r\nzz\r\n"],
])("%s smuggles no second request in", async ([, rest]) => {
  const head = `POST /api/auth/refresh HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`;
  // One problem and nothing behind it, or it would not be JSON.
  expect(problemOf(await rawRequest(app.url, head + rest + smuggled))).toEqual([400, "malformed-request"]);
});

test.for(["TRACE", "PROPFIND", "OPTIONS", "PUT"])(
  "%s of a path that does not take it finds nothing",
  async (method) => {
    expect(problemOf(await requestWith(app.url, { method, path: "/api/auth/me" }))).toEqual([
      404,
      "not-found",
    ]);
  },
);

test("CONNECT closes the connection, an unknown method is no request", async () => {
  expect(
    (await rawRequest(app.url, "CONNECT evil.example:443 HTTP/1.1\r\nhost: localhost\r\n\r\n")).status,
  ).toBe(0);
  const unknown = await rawRequest(app.url, "SUMMON / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  expect(problemOf(unknown)).toEqual([400, "malformed-request"]);
  expect((await requestWith(app.url, { headers: [["expect", "wonders"]] })).status).toBe(400);
});

test.for([
  "%00",
  "%2e%2e%2f",
  "..%5c",
  "ses_%00aaaaaaaa",
  "ses_00000000%2f..",
  "%ff%fe",
  "ses_",
  "%F0%9F%98%80",
  "x".repeat(5000),
])("an id that is none finds nothing: %s", async (id) => {
  const answer = await requestWith(app.url, { path: `/api/sessions/${id}`, headers: bearer() });
  expect([400, 404]).toContain(problemOf(answer)[0]);
});

test.for([
  "/..%2f..%2fetc/passwd",
  "/_app/..%2f..%2fkeys/encryption.key",
  "/%2e%2e/%2e%2e/etc/passwd",
  "//etc/passwd",
  "/_app/%00.js",
  "/\\..\\x.js",
])("a path out of the web app's folder opens no file: %s", async (path) => {
  const { status, headers, text } = await requestWith(app.url, { path });
  expect(status === 404 || headers["content-type"]?.startsWith("text/html")).toBe(true);
  expect(text).not.toContain("root:");
});
