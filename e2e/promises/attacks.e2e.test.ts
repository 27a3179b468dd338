import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@dispatch/protocol/ids";
import type { Session } from "@dispatch/protocol/session";
import type { NewShare } from "@dispatch/protocol/sharing";
import { Account, PASSWORD } from "@dispatch/testkit/account";
import { type RequestOptions, httpRequest } from "@dispatch/testkit/http-request";
import { TestServer } from "@dispatch/testkit/test-server";
import { within } from "@dispatch/testkit/until";

/** Each case is one attack by its name; it has to fail closed, with a typed error, and leave the server as it was. */
type Attack = readonly [
  name: string,
  expected: readonly [status: number, code: string],
  run: () => Promise<Seen>,
];
type Seen = { readonly status: number; readonly code: string | undefined };

let server: TestServer;
let ada: Account;
let mallory: Account;
let session: Session;

beforeAll(async () => {
  server = await TestServer.start({ env: { DISPATCH_REGISTRATION: "open", DISPATCH_REQUEST_RATE: "0" } });
  ada = await Account.register(server.url, "ada@example.com");
  mallory = await Account.register(server.url, "mallory@example.com");
  session = await ada.terminal({ shell: "/bin/cat", args: [], title: "ada's own" });
});
afterAll(async () => {
  // What was attacked all the while is as it was, and there is nothing in the log that nobody foresaw.
  expect(await ada.session(session.id)).toMatchObject({ status: "running", title: "ada's own" });
  expect(server.output).not.toMatch(/request failed|socket event failed|unhandled/i);
  await server[Symbol.asyncDispose]();
});

const ask = async (method: string, path: string, options: RequestOptions = {}): Promise<Seen> => {
  const { status, body } = await httpRequest<{ code?: string } | undefined>(
    method,
    server.url + path,
    options,
  );
  return { status, code: body?.code };
};
const me = (token: string) => ask("GET", "/api/auth/me", { token });
const signIn = async () =>
  httpRequest<{ accessToken: string; refreshToken: string }>("POST", `${server.url}/api/auth/login`, {
    body: { email: "ada@example.com", password: PASSWORD },
  });
const cookieOf = async () => {
  const { headers } = await signIn();
  return (headers["set-cookie"]?.[0] ?? "").split(";")[0] ?? "";
};

// --- credentials that are forged, stolen, over, or for something else

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwtParts = () => ada.tokens.accessToken.split(".") as [string, string, string];
const claims = () =>
  JSON.parse(Buffer.from(jwtParts()[1], "base64url").toString()) as Record<string, unknown>;
const jwt = (head: object, body: object, key: Buffer | string) => {
  const signed = `${base64(head)}.${base64(body)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
};
const masterKey = () => readFileSync(join(server.home, "keys", "encryption.key"), "utf8").trim();
const HS256 = { alg: "HS256" };
const UNKNOWN = [401, "unauthenticated"] as const;

const forged: Attack[] = [
  ["a token without a signature", UNKNOWN, () => me(`${jwtParts()[0]}.${jwtParts()[1]}.`)],
  [
    "a token that says it needs no signature",
    UNKNOWN,
    () => me(`${base64({ alg: "none" })}.${jwtParts()[1]}.`),
  ],
  ["a token signed with an empty key", UNKNOWN, () => me(jwt(HS256, claims(), ""))],
  ["a token signed with the key's text", UNKNOWN, () => me(jwt(HS256, claims(), masterKey()))],
  [
    "a token signed with the master key itself",
    UNKNOWN,
    () => me(jwt(HS256, claims(), Buffer.from(masterKey(), "base64"))),
  ],
  [
    "a token whose person was changed",
    UNKNOWN,
    () => me(`${jwtParts()[0]}.${base64({ ...claims(), sub: mallory.tokens.user.id })}.${jwtParts()[2]}`),
  ],
  [
    "a token that was made to last",
    UNKNOWN,
    () => me(`${jwtParts()[0]}.${base64({ ...claims(), exp: 9_999_999_999 })}.${jwtParts()[2]}`),
  ],
  [
    "a token whose head names a key file",
    UNKNOWN,
    () => me(jwt({ ...HS256, kid: "../../../../dev/null" }, claims(), "")),
  ],
  ["a token with a head that is no JSON", UNKNOWN, () => me(`e30x.${jwtParts()[1]}.${jwtParts()[2]}`)],
  ["a key that was never made", UNKNOWN, () => me(`dsp_${"a".repeat(43)}`)],
  ["a key that is cut short", UNKNOWN, () => me(ada.token.slice(0, -1))],
  ["a key with another prefix", UNKNOWN, () => me(ada.token.replace("dsp_", "dss_"))],
  ["a refresh token in an access token's place", UNKNOWN, () => me(ada.tokens.refreshToken)],
  ["an access token in a refresh token's place", [401, "login-ended"], () => refresh(ada.tokens.accessToken)],
  ["a cookie's value as a bearer token", UNKNOWN, async () => me((await cookieOf()).split("=")[1] ?? "")],
  [
    "an API key as a cookie",
    UNKNOWN,
    async () => {
      const name = (await cookieOf()).split("=")[0] ?? "";
      return ask("GET", "/api/auth/me", { headers: { cookie: `${name}=${ada.token}` } });
    },
  ],
  [
    "a good cookie beside a wrong token",
    UNKNOWN,
    async () => ask("GET", "/api/auth/me", { token: "wrong", headers: { cookie: await cookieOf() } }),
  ],
  [
    "basic authentication with the right password",
    UNKNOWN,
    () => {
      const basic = Buffer.from(`ada@example.com:${PASSWORD}`).toString("base64");
      return ask("GET", "/api/auth/me", { headers: { authorization: `Basic ${basic}` } });
    },
  ],
  [
    "a token in the address",
    [400, "secret-in-url"],
    () => ask("GET", `/api/auth/me?access_token=${ada.tokens.accessToken}`),
  ],
];

const refresh = (refreshToken: string) => ask("POST", "/api/auth/refresh", { body: { refreshToken } });

const over: Attack[] = [
  [
    "a refresh token used twice, and the login it belonged to",
    [401, "login-ended"],
    async () => {
      const { body } = await signIn();
      const next = await httpRequest<{ refreshToken: string }>("POST", `${server.url}/api/auth/refresh`, {
        body: { refreshToken: body.refreshToken },
      });
      await refresh(body.refreshToken);
      return refresh(next.body.refreshToken);
    },
  ],
  [
    "an access token after its login's refresh token was used twice",
    UNKNOWN,
    async () => {
      const { body } = await signIn();
      await refresh(body.refreshToken);
      await refresh(body.refreshToken);
      return me(body.accessToken);
    },
  ],
  [
    "an access token after logout",
    UNKNOWN,
    async () => {
      const { body } = await signIn();
      await ask("POST", "/api/auth/logout", { token: body.accessToken });
      return me(body.accessToken);
    },
  ],
  [
    "a cookie after logout",
    UNKNOWN,
    async () => {
      const cookie = await cookieOf();
      await ask("POST", "/api/auth/logout", { headers: { cookie, origin: server.url } });
      return ask("GET", "/api/auth/me", { headers: { cookie } });
    },
  ],
  [
    "a key after it was deleted",
    UNKNOWN,
    async () => {
      const token = ada.tokens.accessToken;
      const key = await ada.request<{ id: string; secret: string }>("POST", "/api/api-keys", {
        token,
        body: { name: "short" },
      });
      await ada.request("DELETE", `/api/api-keys/${key.body.id}`, { token });
      return me(key.body.secret);
    },
  ],
  [
    "the key of an account that was switched off",
    UNKNOWN,
    async () => {
      const gone = await Account.register(server.url, "gone@example.com");
      const token = ada.tokens.accessToken;
      await ada.request("PATCH", `/api/users/${gone.tokens.user.id}`, { token, body: { disabled: true } });
      return me(gone.token);
    },
  ],
  [
    "an invitation used twice",
    [403, "invite-invalid"],
    async () => {
      const { body } = await ada.request<{ token: string }>("POST", "/api/invites", {
        token: ada.tokens.accessToken,
        body: {},
      });
      const join = (email: string) =>
        ask("POST", "/api/auth/register", { body: { email, password: PASSWORD, invite: body.token } });
      expect((await join("first@example.com")).status).toBe(201);
      return join("second@example.com");
    },
  ],
  [
    "a reset link used twice",
    [403, "link-invalid"],
    async () => {
      const { tokens } = await Account.register(server.url, "forgetful@example.com");
      const { body } = await ada.request<{ token: string }>(
        "POST",
        `/api/users/${tokens.user.id}/password-reset`,
        {
          token: ada.tokens.accessToken,
        },
      );
      const reset = () =>
        ask("POST", "/api/auth/reset", { body: { token: body.token, password: "a new good one" } });
      expect((await reset()).status).toBe(204);
      return reset();
    },
  ],
  [
    "a shared link after it was taken back",
    UNKNOWN,
    async () => {
      const { body } = await share({ with: "link", label: "guest", access: "view" });
      await ada.request("DELETE", `/api/sessions/${session.id}/shares/${body.id}`);
      return ask("GET", `/api/sessions/${session.id}`, { token: body.token });
    },
  ],
  [
    "a shared link used for another session of the same person",
    [404, "session-not-found"],
    async () => {
      const { body } = await share({ with: "link", label: "guest", access: "write" });
      const other = await ada.terminal({ shell: "/bin/cat", args: [] });
      return ask("POST", `/api/sessions/${other.id}/input`, { token: body.token, body: { data: "x" } });
    },
  ],
  [
    "a link for looking on used for typing",
    [403, "forbidden"],
    async () => {
      const { body } = await share({ with: "link", label: "guest", access: "view" });
      return ask("POST", `/api/sessions/${session.id}/input`, { token: body.token, body: { data: "x" } });
    },
  ],
  [
    "a shared link used to share further",
    [403, "forbidden"],
    async () => {
      const { body } = await share({ with: "link", label: "guest", access: "write" });
      return ask("POST", `/api/sessions/${session.id}/shares`, {
        token: body.token,
        body: { with: "link", label: "more", access: "write" },
      });
    },
  ],
  [
    "a ticket used twice",
    UNKNOWN,
    async () => {
      const { body } = await ada.request<{ ticket: string }>("POST", "/api/auth/ticket");
      const open = () => ask("GET", `/api/sessions/${session.id}/export?format=txt&ticket=${body.ticket}`);
      expect((await open()).status).toBe(200);
      return open();
    },
  ],
  [
    "a ticket used for an act",
    UNKNOWN,
    async () => {
      const { body } = await ada.request<{ ticket: string }>("POST", "/api/auth/ticket");
      return ask("DELETE", `/api/sessions/${session.id}?ticket=${body.ticket}`);
    },
  ],
];

const share = (body: object) => ada.request<NewShare>("POST", `/api/sessions/${session.id}/shares`, { body });

// --- other sites that make a browser act

const withCookie = async (origin: string | undefined, more: Record<string, string> = {}): Promise<Seen> => {
  const cookie = await cookieOf();
  const headers = { cookie, ...(origin === undefined ? {} : { origin }), ...more };
  return ask("POST", `/api/sessions/${session.id}/stop`, { headers });
};
const REFUSED = [403, "origin-refused"] as const;
const twin = () => server.url.replace("127.0.0.1", "127.0.0.1.evil.example");

const crossSite: Attack[] = [
  ["a stolen click from another site", REFUSED, () => withCookie("https://evil.example")],
  ["a sandboxed frame, whose origin is null", REFUSED, () => withCookie("null")],
  ["a name that begins like ours", REFUSED, () => withCookie(twin())],
  ["our address on another port", REFUSED, () => withCookie("http://127.0.0.1:1")],
  ["a request that does not say where it comes from", REFUSED, () => withCookie(undefined)],
  [
    "a request that a browser calls cross-site",
    REFUSED,
    () => withCookie(undefined, { "sec-fetch-site": "cross-site" }),
  ],
  [
    "a request from a neighbouring name",
    REFUSED,
    () => withCookie(undefined, { "sec-fetch-site": "same-site" }),
  ],
  ["an origin that is no address", REFUSED, () => withCookie("javascript:alert(1)")],
  [
    "a sign-in that another site sends, to have somebody use its account",
    REFUSED,
    () =>
      ask("POST", "/api/auth/login", {
        headers: { origin: "https://evil.example" },
        body: { email: "mallory@example.com", password: PASSWORD },
      }),
  ],
  [
    "a form that a browser sends without asking",
    [415, "unsupported-media-type"],
    async () =>
      ask("POST", "/api/sessions", {
        headers: {
          cookie: await cookieOf(),
          origin: server.url,
          "content-type": "text/plain",
        },
        body: '{"kind":"terminal"}',
      }),
  ],
  [
    "a method that a header asks for",
    [404, "not-found"],
    async () =>
      ask("POST", `/api/sessions/${session.id}`, {
        headers: { cookie: await cookieOf(), origin: server.url, "x-http-method-override": "DELETE" },
      }),
  ],
  [
    "a path that a header asks for",
    UNKNOWN,
    () =>
      ask("GET", "/api/auth/me", {
        headers: {
          "x-original-url": "/api/setup",
          "x-rewrite-url": "/api/setup",
          "x-forwarded-prefix": "/x",
        },
      }),
  ],
];

const socketRefusal = (options: { auth?: object; headers?: Record<string, string> }): Promise<Seen> => {
  const socket = io(server.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    auth: options.auth ?? {},
    extraHeaders: options.headers ?? {},
  });
  const outcome = new Promise<Seen>((resolve) => {
    socket.once("connect", () => resolve({ status: 200, code: "connected" }));
    socket.once("connect_error", (error) => {
      const { data } = error as { data?: { status: number; code: string } };
      resolve(data ? { status: data.status, code: data.code } : { status: 403, code: "handshake-refused" });
    });
  });
  return within("an answer to the handshake", outcome).finally(() => socket.disconnect());
};

const sockets: Attack[] = [
  [
    "a socket of another site with a person's cookie",
    [403, "handshake-refused"],
    async () => socketRefusal({ headers: { cookie: await cookieOf(), origin: "https://evil.example" } }),
  ],
  [
    "a socket of a sandboxed frame with a person's cookie",
    [403, "handshake-refused"],
    async () => socketRefusal({ headers: { cookie: await cookieOf(), origin: "null" } }),
  ],
  [
    "a socket under a name that was made to point here",
    [403, "handshake-refused"],
    async () =>
      socketRefusal({
        headers: { cookie: await cookieOf(), host: "evil.example", origin: "http://evil.example" },
      }),
  ],
  ["a socket without a credential", UNKNOWN, () => socketRefusal({})],
  [
    "a socket with a forged token",
    UNKNOWN,
    () => socketRefusal({ auth: { token: jwt(HS256, claims(), "") } }),
  ],
  ["a socket whose token is an object", UNKNOWN, () => socketRefusal({ auth: { token: { $ne: null } } })],
  [
    "a socket with a ticket that was used",
    UNKNOWN,
    async () => {
      const { body } = await ada.request<{ ticket: string }>("POST", "/api/auth/ticket");
      expect(await socketRefusal({ auth: { ticket: body.ticket } })).toMatchObject({ code: "connected" });
      return socketRefusal({ auth: { ticket: body.ticket } });
    },
  ],
];

// --- people who reach for what is not theirs

const asMallory = (method: string, path: string, options: RequestOptions = {}) =>
  ask(method, path, { token: mallory.tokens.accessToken, ...options });
const FORBIDDEN = [403, "forbidden"] as const;
const NONE = [404, "session-not-found"] as const;

const confused: Attack[] = [
  ["another's session", NONE, () => asMallory("GET", `/api/sessions/${session.id}`)],
  ["another's history", NONE, () => asMallory("GET", `/api/sessions/${session.id}/events`)],
  [
    "another's history as a stream",
    NONE,
    () =>
      asMallory("GET", `/api/sessions/${session.id}/events`, { headers: { accept: "text/event-stream" } }),
  ],
  ["another's screen", NONE, () => asMallory("GET", `/api/sessions/${session.id}/screen`)],
  ["another's export", NONE, () => asMallory("GET", `/api/sessions/${session.id}/export`)],
  [
    "another's keyboard",
    NONE,
    () => asMallory("POST", `/api/sessions/${session.id}/input`, { body: { data: "rm -rf /\r" } }),
  ],
  ["another's end", NONE, () => asMallory("DELETE", `/api/sessions/${session.id}`)],
  [
    "sharing another's session with oneself",
    NONE,
    () =>
      asMallory("POST", `/api/sessions/${session.id}/shares`, {
        body: { with: "person", email: "mallory@example.com", access: "write" },
      }),
  ],
  [
    "starting in another's workspace",
    [404, "workspace-not-found"],
    () =>
      asMallory("POST", "/api/sessions", { body: { kind: "terminal", workspaceId: session.workspaceId } }),
  ],
  [
    "making oneself the owner of what one makes for another",
    [400, "invalid-request"],
    () => asMallory("POST", "/api/sessions", { body: { kind: "terminal", ownerId: ada.tokens.user.id } }),
  ],
  [
    "registering as an administrator",
    [400, "invalid-request"],
    () =>
      ask("POST", "/api/auth/register", {
        body: { email: "root@example.com", password: PASSWORD, role: "owner" },
      }),
  ],
  [
    "making oneself an administrator",
    FORBIDDEN,
    () => asMallory("PATCH", `/api/users/${mallory.tokens.user.id}`, { body: { role: "admin" } }),
  ],
  [
    "switching the owner off",
    FORBIDDEN,
    () => asMallory("PATCH", `/api/users/${ada.tokens.user.id}`, { body: { disabled: true } }),
  ],
  ["reading who is here", FORBIDDEN, () => asMallory("GET", "/api/users")],
  ["reading who did what", FORBIDDEN, () => asMallory("GET", "/api/audit")],
  ["replacing the encryption key", FORBIDDEN, () => asMallory("POST", "/api/encryption-key/rotate")],
  ["inviting friends", FORBIDDEN, () => asMallory("POST", "/api/invites", { body: {} })],
  [
    "making a wide key with a narrow one",
    FORBIDDEN,
    () => ask("POST", "/api/api-keys", { token: mallory.token, body: { name: "x", scopes: ["admin"] } }),
  ],
  [
    "resetting the owner's password with a made-up proof",
    [401, "invalid-credentials"],
    () =>
      ask("POST", "/api/auth/machine-reset", {
        body: { email: "ada@example.com", proof: `dsm_${Date.now()}.${"a".repeat(24)}.${"A".repeat(43)}` },
      }),
  ],
  [
    "an id that walks up",
    [400, "invalid-request"],
    () => asMallory("GET", `/api/sessions/${encodeURIComponent(`../sessions/${session.id}`)}`),
  ],
  ["an id with a NUL", [400, "invalid-request"], () => asMallory("GET", `/api/sessions/${session.id}%00`)],
  [
    "an id of another kind",
    [400, "invalid-request"],
    () => asMallory("GET", `/api/sessions/${newId("usr")}`),
  ],
  [
    "the name of a variable that is the server's",
    [400, "invalid-request"],
    () => asMallory("POST", "/api/sessions", { body: { kind: "terminal", env: { DISPATCH_HOME: "/x" } } }),
  ],
];

test.for([...forged, ...over, ...crossSite, ...sockets, ...confused])(
  "attack: %s",
  async ([, expected, run]) => {
    const { status, code } = await run();
    expect([status, code]).toEqual(expected);
  },
);
