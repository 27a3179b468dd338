import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RawAnswer, rawRequest, requestWith } from "./testing/raw-request.ts";
import { TestApp } from "./testing/test-app.ts";

const EVIL = "evil.example:3030";
const LIVE = "/socket.io/?EIO=4&transport=polling";
const upgrade = (host: string) => [
  ["host", host] as const,
  ["upgrade", "websocket"] as const,
  ["connection", "Upgrade"] as const,
  ["sec-websocket-version", "13"] as const,
  ["sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="] as const,
];
const codeOf = ({ status, headers, text }: RawAnswer) => ({
  status,
  type: headers["content-type"],
  code: (JSON.parse(text) as { code: string }).code,
});
const refused = (status: number, code: string) => ({ status, code, type: "application/problem+json" });

describe("names", () => {
  let app: TestApp;
  beforeAll(async () => void (app = await TestApp.open()));
  afterAll(() => app[Symbol.asyncDispose]());
  const ask = (host: string, path: string) => requestWith(app.url, { path, headers: [["host", host]] });

  test.for(["/", "/api/auth/me", "/api/openapi.json", "/_app/x.js", LIVE, "/metrics"])(
    "a rebound DNS name gets nothing from %s",
    async (path) => {
      expect(codeOf(await ask(EVIL, path))).toEqual(refused(421, "host-refused"));
    },
  );

  test("a rebound DNS name gets no socket, and is told which setting to change", async () => {
    const answer = await requestWith(app.url, {
      path: "/socket.io/?EIO=4&transport=websocket",
      headers: upgrade(EVIL),
    });
    expect(codeOf(answer)).toEqual(refused(421, "host-refused"));
    expect(answer.text).toContain("DISPATCH_ALLOWED_HOSTS");
  });

  test("a probe by address or without a name learns that the process lives, one by a foreign name does not", async () => {
    expect((await ask("10.1.2.3:3030", "/health")).status).toBe(200);
    expect((await ask("10.1.2.3:3030", "/api/health")).status).toBe(200);
    expect((await rawRequest(app.url, "GET /health HTTP/1.0\r\n\r\n")).status).toBe(200);
    expect((await ask(EVIL, "/health")).status).toBe(421);
    expect((await ask("10.1.2.3:3030", "/api/ready")).status).toBe(421);
    expect((await ask("10.1.2.3:3030", "/healthy")).status).toBe(421);
  });

  test("an absolute request target does not smuggle another name in", async () => {
    const answer = await requestWith(app.url, { path: "http://evil.example/api/setup" });
    expect(codeOf(answer)).toEqual(refused(400, "malformed-request"));
  });

  test("two Host headers are refused, whichever comes first", async () => {
    const ours = new URL(app.url).host;
    for (const hosts of [
      [ours, EVIL],
      [EVIL, ours],
    ]) {
      const headers = hosts.map((host) => ["host", host] as const);
      expect((await requestWith(app.url, { headers })).status).toBe(400);
    }
  });

  test("names in DISPATCH_ALLOWED_HOSTS are answered", async () => {
    await using other = await TestApp.open({ environment: { DISPATCH_ALLOWED_HOSTS: "box.lan" } });
    const answer = await requestWith(other.url, { path: "/api/setup", headers: [["host", "box.lan:80"]] });
    expect(answer.status).toBe(200);
  });
});

describe("proxies", () => {
  const wrongPassword = (app: TestApp, address: string) =>
    app.request("POST", "/api/auth/login", {
      body: { email: "owner@example.com", password: "not the password" },
      headers: { "x-forwarded-for": address },
    });

  test("a forged X-Forwarded-For does not buy a guesser more guesses", async () => {
    await using app = await TestApp.open();
    await app.register("owner@example.com");
    const statuses: number[] = [];
    for (let guess = 0; guess < 11; guess += 1)
      statuses.push((await wrongPassword(app, `9.9.9.${guess}`)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  });

  test("behind a trusted proxy each client has guesses of its own, and logins show its address", async () => {
    await using app = await TestApp.open({ environment: { DISPATCH_TRUSTED_PROXY: "127.0.0.1" } });
    await app.register("owner@example.com");
    for (let guess = 0; guess < 10; guess += 1) await wrongPassword(app, "9.9.9.9");
    expect((await wrongPassword(app, "9.9.9.9")).status).toBe(429);
    expect((await wrongPassword(app, "1.2.3.4, 9.9.9.9")).status).toBe(429);
    expect((await wrongPassword(app, "9.9.9.10")).status).toBe(401);
    const signedIn = await app.request("POST", "/api/auth/login", {
      body: { email: "owner@example.com", password: "correct horse" },
      headers: { "x-forwarded-for": "9.9.9.11" },
    });
    const { body } = await app.request("GET", "/api/auth/logins", {
      token: signedIn.body["accessToken"] as string,
    });
    expect((body["items"] as { address: string }[]).map(({ address }) => address)).toContain("9.9.9.11");
  });

  test("a forged X-Forwarded-Proto or -Host changes neither cookie nor links nor the name that is checked", async () => {
    await using app = await TestApp.open();
    const { token } = await app.register("owner@example.com");
    const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "evil.example" };
    const login = await app.request("POST", "/api/auth/login", {
      body: { email: "owner@example.com", password: "correct horse" },
      headers,
    });
    expect(login.headers.get("set-cookie")).not.toContain("Secure");
    const invite = await app.request("POST", "/api/invites", { token, body: { role: "member" }, headers });
    expect(String(invite.body["url"])).toMatch(new RegExp(`^${app.url}/join#`));
  });

  test("a trusted proxy's scheme and name make the cookie secure and the links right, if the name is ours", async () => {
    await using app = await TestApp.open({
      environment: { DISPATCH_TRUSTED_PROXY: "127.0.0.1", DISPATCH_ALLOWED_HOSTS: "box.lan" },
    });
    const { token } = await app.register("owner@example.com");
    const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "box.lan" };
    const login = await app.request("POST", "/api/auth/login", {
      body: { email: "owner@example.com", password: "correct horse" },
      headers,
    });
    expect(login.headers.get("set-cookie")).toContain("; Secure");
    const invite = await app.request("POST", "/api/invites", { token, body: { role: "member" }, headers });
    expect(String(invite.body["url"])).toMatch(/^https:\/\/box\.lan\/join#/);
    const foreign = await app.request("GET", "/api/setup", {
      headers: { "x-forwarded-host": "evil.example" },
    });
    expect(foreign.status).toBe(421);
  });

  test("a proxy that nobody told of is named in the log, once", async () => {
    await using app = await TestApp.open({
      environment: { DISPATCH_PUBLIC_URL: "https://dispatch.example" },
    });
    for (let count = 0; count < 3; count += 1)
      await app.request("GET", "/api/setup", { headers: { "x-forwarded-for": "9.9.9.9" } });
    expect(app.log.filter((line) => line.includes("DISPATCH_TRUSTED_PROXY"))).toHaveLength(1);
  });
});

describe("a mount", () => {
  test.for([
    ["https://dispatch.example", "__Host-dispatch_", "Path=/;", true],
    ["https://dispatch.example/some/path", "__Secure-dispatch_", "Path=/some/path;", true],
    ["http://dispatch.example/some/path", "dispatch_", "Path=/some/path;", false],
  ] as const)("at %s the cookie is called %s… and has %s", async ([url, name, path, isSecure]) => {
    await using app = await TestApp.open({ environment: { DISPATCH_PUBLIC_URL: url } });
    await app.register("owner@example.com");
    const { headers } = await app.request("POST", "/api/auth/login", {
      body: { email: "owner@example.com", password: "correct horse" },
    });
    const cookie = headers.get("set-cookie") ?? "";
    expect(cookie.startsWith(name)).toBe(true);
    expect(`${cookie};`).toContain(path);
    expect(cookie.includes("Secure;")).toBe(isSecure);
    expect(headers.has("strict-transport-security")).toBe(isSecure);
  });

  test("paths with and without the prefix mean the same, and prefix twins do not", async () => {
    await using app = await TestApp.open({
      environment: { DISPATCH_PUBLIC_URL: "http://127.0.0.1/some/path" },
    });
    for (const path of ["/api/setup", "/some/path/api/setup", "/some/path/health", "/some/path" + LIVE])
      expect((await requestWith(app.url, { path })).status, path).toBe(200);
    for (const path of ["/some/path2/api/setup", "/some/pathapi/setup", "/some/path/some/path/api/setup"])
      expect((await requestWith(app.url, { path })).headers["content-type"], path).toMatch(/^text\/html/);
    const { servers } = (await app.request("GET", "/api/openapi.json")).body;
    expect(servers).toEqual([{ url: "/some/path" }]);
  });
});

describe("tickets", () => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    app = await TestApp.open();
    ({ token } = await app.register("owner@example.com"));
  });
  afterAll(() => app[Symbol.asyncDispose]());
  const ticket = async () =>
    (await app.request("POST", "/api/auth/ticket", { token })).body["ticket"] as string;

  test("a ticket opens a download once", async () => {
    const id = await app.terminal(token);
    const path = `/api/sessions/${id}/export?format=txt&ticket=${await ticket()}`;
    expect((await app.request("GET", path)).status).toBe(200);
    expect((await app.request("GET", path)).status).toBe(401);
  });

  test("a ticket opens an event stream", async () => {
    const stop = new AbortController();
    const response = await fetch(`${app.url}/api/events?ticket=${await ticket()}`, { signal: stop.signal });
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    stop.abort();
  });

  test("a ticket opens a socket once", async () => {
    const auth = { ticket: await ticket() };
    const options = { auth, transports: ["websocket"], reconnection: false, forceNew: true };
    const first = io(app.url, options);
    await new Promise<void>((resolve, reject) => first.on("connect", resolve).on("connect_error", reject));
    const second = io(app.url, options);
    const error = await new Promise<Error & { data?: { code: string } }>((resolve) =>
      second.on("connect_error", resolve),
    );
    expect(error.data?.code).toBe("unauthenticated");
    first.close();
    second.close();
  });

  test("a ticket opens nothing else: no list, no command, no other ticket", async () => {
    for (const [method, path] of [
      ["GET", "/api/sessions"],
      ["POST", "/api/sessions"],
      ["POST", "/api/auth/ticket"],
      ["GET", "/api/auth/me"],
    ] as const) {
      const body = method === "POST" ? {} : undefined;
      expect((await app.request(method, `${path}?ticket=${await ticket()}`, { body })).status, path).toBe(
        401,
      );
    }
  });

  test("a ticket ends with the login that asked for it", async () => {
    const login = await app.request("POST", "/api/auth/login", {
      body: { email: "owner@example.com", password: "correct horse" },
    });
    const other = login.body["accessToken"] as string;
    const issued = await app.request("POST", "/api/auth/ticket", { token: other });
    await app.request("POST", "/api/auth/logout", { token: other });
    expect((await app.request("GET", `/api/events?ticket=${String(issued.body["ticket"])}`)).status).toBe(
      401,
    );
  });

  test.for(["token", "access_token", "api_key", "Access_Token"])(
    "a secret in the address is refused as ?%s=, and not logged",
    async (name) => {
      const query = `${name}=dsp_canary`;
      for (const path of [`/api/sessions?${query}`, `/api/events?after=1&${query}`, `${LIVE}&${query}`])
        expect(codeOf(await requestWith(app.url, { path })), path).toEqual(refused(400, "secret-in-url"));
      expect(app.log.filter((line) => line.includes("canary"))).toEqual([]);
    },
  );

  test("no address with a secret is ever logged, whatever becomes of the request", async () => {
    const canary = `dst_canary`;
    for (const path of [
      `/api/sessions/ses_00000000/events?ticket=${canary}`,
      `/api/nothing?ticket=${canary}`,
      `/%zz?ticket=${canary}`,
      `${LIVE}&ticket=${canary}`,
    ])
      await requestWith(app.url, { path });
    expect(app.log.filter((line) => line.includes(canary))).toEqual([]);
  });
});
