import { newId } from "@dispatch/protocol/ids";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session } from "@dispatch/protocol/session";
import type { Account } from "@dispatch/testkit/account";
import { type Answer, type RequestOptions, httpRequest } from "@dispatch/testkit/http-request";
import type { TestServer } from "@dispatch/testkit/test-server";
import { expect, test } from "vitest";
import { unharmedServer } from "./unharmed-server.ts";

const MIB = 1024 * 1024;
const json = { "content-type": "application/json" };

let server: TestServer;
let owner: Account;
let living: Session;
let over: Session;
unharmedServer((made) => ({ server, owner, living, over } = made));

function expectProblem(answer: Answer, status: number, code: string): ProblemBody {
  const problem = answer.body as ProblemBody;
  expect({ status: answer.status, type: answer.headers["content-type"], code: problem?.code }).toEqual({
    status,
    type: expect.stringContaining("application/problem+json"),
    code,
  });
  expect(problem).toMatchObject({
    status,
    title: expect.stringMatching(/\w/),
    detail: expect.stringMatching(/\w/),
    requestId: expect.stringMatching(/\w/),
  });
  return problem;
}

test("a wrong password and an unknown address are refused alike", async () => {
  const login = (email: string) =>
    httpRequest("POST", `${server.url}/api/auth/login`, { body: { email, password: "not the password" } });
  const wrong = expectProblem(await login("owner@example.com"), 401, "invalid-credentials");
  const unknown = expectProblem(await login("nobody@example.com"), 401, "invalid-credentials");
  expect({ ...unknown, requestId: "" }).toEqual({ ...wrong, requestId: "" });
});

test.for(["", "nonsense", "dsp_aaaaaaaaaaaaaaaaaaaaaaaa", "eyJhbGciOiJub25lIn0.e30."])(
  "a token that is none is refused: %j",
  async (token) => {
    expectProblem(
      await httpRequest("GET", `${server.url}/api/sessions`, {
        headers: { authorization: `Bearer ${token}` },
      }),
      401,
      "unauthenticated",
    );
  },
);

test("a body of 10 MB is refused, with and without a length", async () => {
  const big = JSON.stringify({ kind: "terminal", title: "x".repeat(10 * MIB) });
  // As browsers and most programs do: the connection is for more than one request.
  const headers = { ...json, connection: "keep-alive" };
  for (const path of ["/api/sessions", `/api/sessions/${living.id}/input`, "/api/auth/login"]) {
    expectProblem(await owner.request("POST", path, { body: big, headers }), 413, "payload-too-large");
  }
  expectProblem(
    await owner.request("POST", "/api/sessions", { body: big, headers, chunked: true }),
    413,
    "payload-too-large",
  );
});

const refused: readonly [string, string, string, RequestOptions, number, string][] = [
  [
    "garbage JSON",
    "POST",
    "/api/sessions",
    { body: '{"kind": "termi', headers: json },
    400,
    "invalid-request",
  ],
  ["an empty JSON body", "POST", "/api/sessions", { body: "", headers: json }, 400, "invalid-request"],
  ["JSON that is no object", "POST", "/api/sessions", { body: [1, 2] }, 400, "invalid-request"],
  [
    "a prototype in JSON",
    "POST",
    "/api/sessions",
    { body: '{"kind":"terminal","__proto__":{"x":1}}', headers: json },
    400,
    "invalid-request",
  ],
  [
    "another content type",
    "POST",
    "/api/sessions",
    { body: "<kind/>", headers: { "content-type": "text/xml" } },
    415,
    "unsupported-media-type",
  ],
  ["an unknown kind", "POST", "/api/sessions", { body: { kind: "spaceship" } }, 400, "invalid-request"],
  [
    "an unknown property",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", color: "red" } },
    400,
    "invalid-request",
  ],
  [
    "a NUL in an argument",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", args: ["a\0b"] } },
    400,
    "invalid-request",
  ],
  [
    "a bad variable name",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", env: { "A=B": "c" } } },
    400,
    "invalid-request",
  ],
  [
    "a size of 0",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", cols: 0, rows: 0 } },
    400,
    "invalid-request",
  ],
  [
    "a workspace that does not exist",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal", workspaceId: newId("wsp") } },
    404,
    "workspace-not-found",
  ],
  ["an id that is none", "GET", "/api/sessions/..%2f..%2fetc", {}, 400, "invalid-request"],
  ["an unknown id", "GET", `/api/sessions/${newId("ses")}`, {}, 404, "session-not-found"],
  ["an unknown route", "GET", "/api/nothing/here", {}, 404, "not-found"],
  ["an unknown method", "PUT", "/api/sessions", {}, 404, "not-found"],
  ["a list cursor that is none", "GET", "/api/sessions?cursor=abc", {}, 400, "invalid-request"],
  ["a limit of 0", "GET", "/api/sessions?limit=0", {}, 400, "invalid-request"],
  ["a limit of a million", "GET", "/api/sessions?limit=1000000", {}, 400, "invalid-request"],
  [
    "an idempotency key that is too long",
    "POST",
    "/api/sessions",
    { body: { kind: "terminal" }, headers: { "idempotency-key": "k".repeat(256) } },
    400,
    "invalid-request",
  ],
  [
    "a short password",
    "POST",
    "/api/auth/register",
    { body: { email: "a@example.com", password: "short" } },
    400,
    "invalid-request",
  ],
  [
    "an account nobody may make",
    "POST",
    "/api/auth/register",
    { body: { email: "a@example.com", password: "long enough to pass" } },
    403,
    "registration-closed",
  ],
];
test.for(refused)("%s is refused", async ([, method, path, options, status, code]) => {
  const before = (await owner.request<{ items: Session[] }>("GET", "/api/sessions")).body.items.map(
    ({ id }) => id,
  );
  expectProblem(await owner.request(method, path, options), status, code);
  expect(
    (await owner.request<{ items: Session[] }>("GET", "/api/sessions")).body.items.map(({ id }) => id),
  ).toEqual(before);
});

test.for([
  [{ shell: "/nowhere/shell" }],
  [{ shell: "/etc/passwd" }],
  [{ shell: "/bin" }],
  [{ cwd: "/nowhere/at/all" }],
  [{ cwd: "/etc/passwd" }],
  [{ shell: "-rm" }],
] as const)("a terminal that cannot start leaves nothing behind: %o", async ([options]) => {
  const before = (await owner.request<{ items: Session[] }>("GET", "/api/sessions")).body.items.length;
  const answer = await owner.request("POST", "/api/sessions", { body: { kind: "terminal", ...options } });
  expect([400, 422]).toContain(answer.status);
  expectProblem(answer, answer.status, answer.status === 400 ? "invalid-request" : "start-failed");
  expect((await owner.request<{ items: Session[] }>("GET", "/api/sessions")).body.items.length).toBe(before);
});

test.for(["-1", "abc", "1.5", "1e999", "99999999999999999999"])(
  "a cursor that is none is refused: %s",
  async (after) => {
    expectProblem(
      await owner.request("GET", `/api/sessions/${over.id}/events?after=${after}`),
      400,
      "invalid-request",
    );
    const headers = { accept: "text/event-stream", "last-event-id": after };
    expectProblem(
      await owner.request("GET", `/api/sessions/${over.id}/events`, { headers }),
      400,
      "invalid-request",
    );
  },
);

test("a cursor from the future is refused with the last number there is", async () => {
  const { lastSeq } = await owner.session(over.id);
  const page = expectProblem(
    await owner.request("GET", `/api/sessions/${over.id}/events?after=${lastSeq + 1}`),
    400,
    "cursor-ahead",
  );
  expect(page).toMatchObject({ afterSeq: lastSeq + 1, lastSeq });
  const headers = { accept: "text/event-stream", "last-event-id": String(lastSeq + 7) };
  expectProblem(
    await owner.request("GET", `/api/sessions/${over.id}/events`, { headers }),
    400,
    "cursor-ahead",
  );
});

test.for([
  { cols: 0, rows: 24 },
  { cols: 80, rows: 0 },
  { cols: 100_000, rows: 100_000 },
  { cols: -1, rows: -1 },
  { cols: 80.5, rows: 24 },
  { cols: "80", rows: "24" },
  { cols: 80 },
  {},
])("a resize to %o is refused, and the size stays", async (size) => {
  const problem = expectProblem(
    await owner.request("POST", `/api/sessions/${living.id}/resize`, { body: size }),
    400,
    "invalid-request",
  );
  expect(problem.errors?.length).toBeGreaterThan(0);
  expect(await owner.session(living.id)).toMatchObject({ cols: 80, rows: 24 });
});

test.for([
  ["input", { data: "x" }],
  ["resize", { cols: 100, rows: 30 }],
  ["interrupt", undefined],
  ["stop", undefined],
] as const)("%s is refused by a session that has ended", async ([action, body]) => {
  expectProblem(
    await owner.request("POST", `/api/sessions/${over.id}/${action}`, { body }),
    409,
    "session-refused",
  );
});

test("a resume of a session that lives is refused", async () => {
  expectProblem(await owner.request("POST", `/api/sessions/${living.id}/resume`), 409, "session-refused");
});
