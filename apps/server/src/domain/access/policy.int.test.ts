import { expect, test } from "vitest";
import type { Role } from "@dispatch/protocol/account";
import { type SessionId, newId } from "@dispatch/protocol/ids";
import { clientEvents } from "@dispatch/protocol/socket";
import { TestApp } from "../../testing/test-app.ts";
import { ask, connected } from "../../testing/test-socket.ts";

/**
 * What each route and each socket event lets in, written down a second time and by hand: `open` to anybody, else the
 * scope a key needs, who besides members, and what one needs of the session it is about. A new one without a row fails.
 */
type Expected = {
  readonly scope: "open" | "read" | "run" | "admin";
  readonly role?: "admin" | "owner";
  readonly session?: "view" | "write" | "own";
  readonly guests?: boolean;
  /** Keys never, whatever they were made for. */
  readonly login?: boolean;
};
const routes: Record<string, Expected> = Object.fromEntries(
  `
  GET /health                              open
  GET /api/health                          open
  GET /api/ready                           open
  GET /metrics                             open
  GET /api/setup                           open
  POST /api/auth/register                  open
  POST /api/auth/login                     open
  POST /api/auth/refresh                   open
  POST /api/auth/reset                     open
  POST /api/auth/machine-reset             open
  GET /api/schemas/dispatch.json           open
  GET /api/auth/providers                  open
  GET /api/auth/oauth/{provider}/start     open
  POST /api/auth/oauth/{provider}/start    open
  GET /api/auth/oauth/{provider}/callback  open
  POST /api/auth/oauth/{provider}/connect  admin  login
  GET /api/auth/external-accounts          admin
  DELETE /api/auth/external-accounts/{id}  admin
  GET /api/auth/passkeys                   admin
  POST /api/auth/passkeys/options          admin  login
  POST /api/auth/passkeys                  admin  login
  PATCH /api/auth/passkeys/{id}            admin
  DELETE /api/auth/passkeys/{id}           admin
  POST /api/auth/passkey/options           open
  POST /api/auth/passkey                   open
  POST /api/auth/device                    open
  POST /api/auth/device/token              open
  POST /api/auth/device/find               admin  login
  POST /api/auth/device/approve            admin  login
  POST /api/auth/device/offer              admin  login
  POST /api/auth/device/offer/find         open
  POST /api/auth/device/offer/accept       open
  GET /api/sign-in-providers               admin  role=admin
  PUT /api/sign-in-providers/{id}          admin  role=admin
  DELETE /api/sign-in-providers/{id}       admin  role=admin
  POST /api/auth/logout                    read
  GET /api/auth/me                         read
  PATCH /api/auth/me                       admin
  GET /api/auth/logins                     admin
  DELETE /api/auth/logins/{id}             admin
  POST /api/auth/ticket                    read   guests
  POST /api/auth/password                  admin
  GET /api/api-keys                        admin
  POST /api/api-keys                       admin
  PATCH /api/api-keys/{id}                 admin
  DELETE /api/api-keys/{id}                admin
  GET /api/users                           admin  role=admin
  PATCH /api/users/{id}                    admin  role=admin
  POST /api/users/{id}/password-reset      admin  role=admin
  GET /api/users/{userId}/identities       read
  POST /api/users/{userId}/identities      admin
  GET /api/users/{userId}/identities/{identityId} read
  PUT /api/users/{userId}/identities/{identityId} admin
  DELETE /api/users/{userId}/identities/{identityId} admin
  POST /api/users/{userId}/identities/{identityId}/test admin
  POST /api/users/{userId}/known-hosts     admin
  GET /api/host-tokens                     read
  POST /api/host-tokens                    admin
  PUT /api/host-tokens/{id}                admin
  DELETE /api/host-tokens/{id}             admin
  POST /api/host-tokens/{id}/test          admin
  GET /api/providers                       read
  GET /api/providers/{id}                  read
  POST /api/providers/{id}/install         admin  role=admin
  DELETE /api/providers/{id}/install       admin  role=admin
  GET /api/models                          read
  GET /api/me/provider-keys                read
  PUT /api/me/provider-keys/{provider}     admin
  DELETE /api/me/provider-keys/{provider}  admin
  GET /api/invites                         admin  role=admin
  POST /api/invites                        admin  role=admin
  DELETE /api/invites/{id}                 admin  role=admin
  GET /api/runners                         admin  role=admin
  GET /api/audit                           admin  role=admin
  GET /api/audit/verify                    admin  role=admin
  GET /api/audit/export                    admin  role=admin
  POST /api/encryption-key/rotate          admin  role=owner
  GET /api/repos                           read
  POST /api/repos                          run
  GET /api/repos/{id}                      read
  PATCH /api/repos/{id}                    run
  DELETE /api/repos/{id}                   run
  POST /api/repos/{id}/fetch               run
  GET /api/repos/{id}/branches             read
  GET /api/workspaces                      read
  POST /api/workspaces                     run
  GET /api/workspaces/orphans              read
  POST /api/workspaces/orphans/{name}      run
  GET /api/workspaces/{id}                 read
  GET /api/workspaces/{id}/usage           read
  PATCH /api/workspaces/{id}               run
  DELETE /api/workspaces/{id}              run
  POST /api/workspaces/{id}/retry          run
  POST /api/workspaces/{id}/restore        run
  GET /api/workspaces/{id}/git/pull-request read
  POST /api/workspaces/{id}/git/pull-request run
  GET /api/workspaces/{id}/git/status      read
  GET /api/workspaces/{id}/git/diff        read
  GET /api/workspaces/{id}/git/log         read
  GET /api/workspaces/{id}/git/branches    read
  POST /api/workspaces/{id}/git/branches   run
  POST /api/workspaces/{id}/git/switch     run
  POST /api/workspaces/{id}/git/stage      run
  POST /api/workspaces/{id}/git/unstage    run
  POST /api/workspaces/{id}/git/commit     run
  POST /api/workspaces/{id}/git/push       run
  POST /api/workspaces/{id}/git/pull       run
  POST /api/workspaces/{id}/git/rebase     run
  POST /api/workspaces/{id}/git/fetch      run
  GET /api/workspaces/{id}/git/snapshots   read
  POST /api/workspaces/{id}/git/snapshots  run
  GET /api/workspaces/{id}/git/snapshots/{snapshotId}/diff  read
  DELETE /api/workspaces/{id}/git/snapshots/{snapshotId}    run
  POST /api/workspaces/{id}/git/revert     run
  POST /api/workspaces/{id}/git/discard    run
  GET /api/workspaces/{id}/review          read
  PUT /api/workspaces/{id}/review/marks    run
  DELETE /api/workspaces/{id}/review/marks  run
  GET /api/workspaces/{id}/review/comments  read
  POST /api/workspaces/{id}/review/comments  run
  PATCH /api/workspaces/{id}/review/comments/{commentId}  run
  DELETE /api/workspaces/{id}/review/comments/{commentId}  run
  GET /api/workspaces/{id}/review/message  read
  POST /api/workspaces/{id}/review/message  run
  GET /api/workspaces/{id}/set-up          read
  PUT /api/workspaces/{id}/set-up          run
  POST /api/workspaces/{id}/set-up         run
  POST /api/workspaces/{id}/services/{name} run
  GET /api/sessions                        read
  POST /api/sessions                       run
  GET /api/workspaces/{id}/files           read
  GET /api/workspaces/{id}/files/entry     read
  GET /api/workspaces/{id}/files/content   read
  PUT /api/workspaces/{id}/files/content   run
  DELETE /api/workspaces/{id}/files/content run
  POST /api/workspaces/{id}/files/move     run
  POST /api/workspaces/{id}/files/copy     run
  POST /api/workspaces/{id}/files/folder   run
  GET /api/workspaces/{id}/files/archive   read
  GET /api/workspaces/{id}/files/search    read
  GET /api/workspaces/{id}/files/watch     read
  GET /api/workspaces/{id}/files/deleted   read
  DELETE /api/workspaces/{id}/files/deleted run
  POST /api/workspaces/{id}/files/restore  run
  GET /api/sessions/{id}                   read   session=view
  PATCH /api/sessions/{id}                 run    session=own
  DELETE /api/sessions/{id}                run    session=own
  POST /api/sessions/{id}/input            run    session=write
  POST /api/sessions/{id}/messages         run    session=write
  GET /api/sessions/{id}/messages          read   session=view
  DELETE /api/sessions/{id}/messages/{messageId} run session=write
  POST /api/sessions/{id}/fork             run    session=own
  GET /api/approvals                       read
  GET /api/approvals/{id}                  read   guests
  POST /api/approvals/{id}                 run    guests
  POST /api/sessions/{id}/resize           run    session=write
  POST /api/sessions/{id}/interrupt        run    session=write
  POST /api/sessions/{id}/stop             run    session=own
  POST /api/sessions/{id}/resume           run    session=own
  GET /api/sessions/{id}/events            read   session=view
  GET /api/sessions/{id}/transcript        read   session=view
  GET /api/sessions/{id}/screen            read   session=view
  GET /api/sessions/{id}/timeline          read   session=view
  GET /api/sessions/{id}/documents         read   session=view
  GET /api/sessions/{id}/export            read   session=view
  GET /api/sessions/{id}/shares            read   session=own
  POST /api/sessions/{id}/shares           run    session=own
  DELETE /api/sessions/{id}/shares/{shareId} run  session=own
  GET /api/approval-rules                  read
  POST /api/approval-rules                 admin
  POST /api/approval-rules/test            read
  PATCH /api/approval-rules/{id}           admin
  DELETE /api/approval-rules/{id}          admin
  GET /api/usage                           read
  GET /api/budgets                         read
  PUT /api/budgets                         admin
  PUT /api/sessions/{id}/budget            admin  session=own
  GET /api/layouts/{client}                read
  PUT /api/layouts/{client}                run
  GET /api/me/preferences                  read
  PUT /api/me/preferences                  run
  PATCH /api/me/preferences                run
  GET /api/data                            read
  GET /api/data/cleanup                    read
  POST /api/data/cleanup                   run
  GET /api/settings                        admin  role=admin
  PUT /api/settings                        admin  role=admin
  GET /api/shared                          read   guests
  GET /api/events                          read
  `
    .trim()
    .split("\n")
    .map((line) => {
      const [method, path, scope, ...more] = line.trim().split(/\s+/);
      return [`${method} ${path}`, toExpected(scope, more)];
    }),
);
const events: Record<string, Expected> = {
  "run:attach": { scope: "read", session: "view" },
  "run:detach": { scope: "read", guests: true },
  "run:input": { scope: "run", session: "write" },
  "run:resize": { scope: "run", session: "write" },
  "run:message": { scope: "run", session: "write" },
  "run:answer": { scope: "run", session: "write" },
  "run:interrupt": { scope: "run", session: "write" },
  "run:close": { scope: "run", session: "own" },
  "run:ack": { scope: "read", guests: true },
  "claude.auth.start": { scope: "admin" },
  "claude.auth.code": { scope: "admin" },
  ping: { scope: "read", guests: true },
  "page:used": { scope: "read", guests: true },
};

function toExpected(scope: string | undefined, more: readonly string[]): Expected {
  const has = Object.fromEntries(more.map((word) => word.split("=")));
  const flags = { guests: more.includes("guests"), login: more.includes("login") };
  return { scope, ...has, ...flags } as Expected;
}

const identity = { name: "made by the test", authorName: "Ada", authorEmail: "ada@example.org" };
const bodies: Record<string, object> = {
  "POST /api/users/{userId}/identities": identity,
  "PUT /api/users/{userId}/identities/{identityId}": identity,
  "POST /api/users/{userId}/identities/{identityId}/test": { host: "git@localhost" },
  "POST /api/users/{userId}/known-hosts": {
    host: "git@localhost",
    fingerprint: `SHA256:${"A".repeat(43)}`,
  },
  "POST /api/host-tokens": { host: "127.0.0.1:1", kind: "other", user: "ada", token: "made-by-the-test" },
  "PUT /api/host-tokens/{id}": { host: "127.0.0.1:1", kind: "other", user: "ada" },
  "POST /api/workspaces/{id}/git/pull-request": {},
  "POST /api/api-keys": { name: "made by the test" },
  "PATCH /api/auth/me": { name: "renamed" },
  "POST /api/auth/password": { currentPassword: "wrong", newPassword: "long enough now" },
  "POST /api/auth/passkeys/options": { password: "wrong" },
  "POST /api/auth/passkeys": { name: "none" },
  "PATCH /api/auth/passkeys/{id}": { name: "renamed" },
  "POST /api/auth/device/find": { userCode: "BBBB-BBBB" },
  "POST /api/auth/device/approve": { userCode: "BBBB-BBBB", decision: "deny" },
  "PUT /api/sign-in-providers/{id}": {},
  "POST /api/sessions": { kind: "terminal" },
  "POST /api/workspaces": { kind: "plain", name: "made by the test" },
  "PATCH /api/workspaces/{id}": { name: "renamed" },
  "PUT /api/workspaces/{id}/files/content": {},
  "POST /api/workspaces/{id}/files/move": { from: "a", to: "b" },
  "POST /api/workspaces/{id}/files/copy": { from: "a", to: "b" },
  "POST /api/workspaces/{id}/files/folder": { path: "a" },
  "POST /api/workspaces/{id}/files/restore": { id: "0123456789abcdef" },
  "POST /api/workspaces/{id}/git/branches": { name: "topic" },
  "POST /api/workspaces/{id}/git/switch": { branch: "topic" },
  "POST /api/workspaces/{id}/git/stage": {},
  "POST /api/workspaces/{id}/git/unstage": {},
  "POST /api/workspaces/{id}/git/commit": { message: "made by the test" },
  "POST /api/workspaces/{id}/git/push": {},
  "POST /api/workspaces/{id}/git/pull": {},
  "POST /api/workspaces/{id}/git/rebase": {},
  "POST /api/workspaces/{id}/git/snapshots": {},
  "POST /api/workspaces/{id}/git/revert": { snapshotId: newId("snp") },
  "POST /api/workspaces/{id}/git/discard": { paths: ["a"] },
  "PUT /api/workspaces/{id}/review/marks": { path: "a", hash: "x" },
  "POST /api/workspaces/{id}/review/comments": { path: "a", side: "new", line: 1, text: "x" },
  "PATCH /api/workspaces/{id}/review/comments/{commentId}": { isResolved: true },
  "POST /api/workspaces/orphans/{name}": { action: "adopt" },
  "PUT /api/workspaces/{id}/set-up": { setup: "true" },
  "PUT /api/me/provider-keys/{provider}": { key: "made-by-the-test" },
  "POST /api/invites": {},
  "PATCH /api/users/{id}": { disabled: true },
  "PATCH /api/sessions/{id}": { title: "renamed" },
  "POST /api/sessions/{id}/input": { data: "x" },
  "POST /api/sessions/{id}/messages": { text: "x" },
  "POST /api/sessions/{id}/fork": {},
  "POST /api/approvals/{id}": { decision: "allow" },
  "POST /api/sessions/{id}/resize": { cols: 90, rows: 30 },
  "POST /api/approval-rules": { level: "user", effect: "ask", tool: "Bash" },
  "POST /api/approval-rules/test": { tool: "Bash", input: { command: "ls" } },
  "PATCH /api/approval-rules/{id}": { note: "changed" },
  "PUT /api/budgets": { budgets: [] },
  "PUT /api/sessions/{id}/budget": { budgets: [] },
  "PATCH /api/api-keys/{id}": { name: "renamed" },
  "POST /api/data/cleanup": { endedBefore: new Date(0).toISOString(), sessionIds: [newId("ses")] },
  "PUT /api/settings": { approvalTimeout: 60 },
  "PUT /api/layouts/{client}": { root: null },
  "PUT /api/me/preferences": { appearance: "dark" },
  "PATCH /api/me/preferences": { appearance: null },
  "POST /api/sessions/{id}/shares": { with: "link", label: "more", access: "view" },
};
const payloads: Record<string, object> = {
  "run:attach": { afterSeq: 0 },
  "run:input": { data: "x" },
  "run:message": { text: "x" },
  "run:answer": { approvalId: newId("apr"), decision: "allow" },
  "run:resize": { cols: 91, rows: 31 },
  "run:ack": { seq: 0 },
  "claude.auth.code": { code: "none" },
};

type Who = { readonly name: string; readonly token: string };
type Cast = {
  readonly it: TestApp;
  readonly session: SessionId;
  readonly people: Record<Role, Who>;
  readonly keys: Record<"read" | "run" | "admin", Who>;
  readonly guests: Record<"view" | "write", Who>;
  readonly sharers: Record<"view" | "write", Who>;
};

async function theCast(it: TestApp): Promise<Cast> {
  const person = async (name: string, role: Role): Promise<Who & { id: string }> => {
    const { id, token } = await it.register(`${name}@example.org`);
    if (role === "admin")
      await it.request("PATCH", `/api/users/${id}`, { token: owner.token, body: { role } });
    const login = await it.request("POST", "/api/auth/login", {
      body: { email: `${name}@example.org`, password: "correct horse" },
    });
    return { id, name, token: (login.body["accessToken"] as string | undefined) ?? token };
  };
  const owner = await person("owner", "owner");
  const admin = await person("admin", "admin");
  const member = await person("member", "member");
  const [viewer, writer] = [await person("viewer", "member"), await person("writer", "member")];
  const key = async (scope: string): Promise<Who> => {
    const body = { name: scope, scopes: [scope] };
    const made = await it.request("POST", "/api/api-keys", { token: owner.token, body });
    return { name: `key for ${scope}`, token: made.body["secret"] as string };
  };
  const session = await it.terminal(owner.token);
  const share = async (body: object) => {
    const made = await it.request("POST", `/api/sessions/${session}/shares`, { token: owner.token, body });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body["token"] as string;
  };
  for (const [name, access] of [
    ["viewer", "view"],
    ["writer", "write"],
  ] as const)
    await share({ with: "person", email: `${name}@example.org`, access });
  const guest = async (access: string): Promise<Who> => ({
    name: `guest who may ${access}`,
    token: await share({ with: "link", label: access, access }),
  });
  return {
    it,
    session,
    people: { owner, admin, member },
    keys: { read: await key("read"), run: await key("run"), admin: await key("admin") },
    guests: { view: await guest("view"), write: await guest("write") },
    sharers: { view: viewer, write: writer },
  };
}

/** What an answer says about who may: everything behind that is no refusal of the person. */
type Verdict = "in" | "unauthenticated" | "forbidden" | "not-found";
const order = ["view", "write", "own"] as const;
const atLeast = (has: (typeof order)[number], needs: (typeof order)[number]) =>
  order.indexOf(has) >= order.indexOf(needs);

/** For each of the cast: what a thing that expects this should answer. */
function verdicts({ scope, role, session, guests, login }: Expected, cast: Cast): [Who, Verdict][] {
  if (scope === "open") return [];
  const forRole = (is: Role): Verdict => {
    if (role === "owner" && is !== "owner") return "forbidden";
    if (role === "admin" && is === "member") return "forbidden";
    return session && is !== "owner" ? "not-found" : "in";
  };
  const sharer = (has: "view" | "write"): Verdict => {
    if (!session) return forRole("member");
    return atLeast(has, session) ? "in" : "forbidden";
  };
  const guest = (has: "view" | "write"): Verdict => {
    if (session) return atLeast(has, session) ? "in" : "forbidden";
    return guests ? "in" : "forbidden";
  };
  return [
    [{ name: "nobody", token: "" }, "unauthenticated"],
    [{ name: "forged token", token: "eyJhbGciOiJub25lIn0.e30." }, "unauthenticated"],
    ...(["owner", "admin", "member"] as const).map((is): [Who, Verdict] => [cast.people[is], forRole(is)]),
    ...(["read", "run", "admin"] as const).map((has): [Who, Verdict] => [
      cast.keys[has],
      has === scope && !login ? "in" : "forbidden",
    ]),
    ...(["view", "write"] as const).map((has): [Who, Verdict] => [cast.sharers[has], sharer(has)]),
    ...(["view", "write"] as const).map((has): [Who, Verdict] => [cast.guests[has], guest(has)]),
  ];
}

function verdictOf(status: number, code: unknown): Verdict {
  if (status === 401 && code === "unauthenticated") return "unauthenticated";
  if (status === 403 && code === "forbidden") return "forbidden";
  if (code === "session-not-found") return "not-found";
  return "in";
}

const openApp = () => TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });

test("every route of the server has its row here, and every row its route", async () => {
  await using it = await openApp();
  const { body } = await it.request("GET", "/api/openapi.json");
  const paths = body["paths"] as Record<string, Record<string, unknown>>;
  const there = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(there.sort()).toEqual(Object.keys(routes).sort());
  expect(Object.keys(clientEvents).sort()).toEqual(Object.keys(events).sort());
});

test("each route lets in whom its row says, and refuses everybody else in the right words", async () => {
  await using it = await openApp();
  const cast = await theCast(it);
  let count = 0;
  for (const [route, expected] of Object.entries(routes)) {
    const [method = "", path = ""] = route.split(" ");
    // What would end what the next ones need is asked about a copy; refusals come before it is touched.
    const isFatal = method === "DELETE" || /\/(logout|stop|resume|rotate)$/.test(path);
    for (const [who, verdict] of verdicts(expected, cast)) {
      if (isFatal && verdict === "in") continue;
      const id = path.startsWith("/api/sessions/") ? cast.session : newId(prefixOf(path));
      const asked = path
        .replace("{id}", id)
        .replace("{userId}", id)
        .replace("{identityId}", newId("idn"))
        .replace("{messageId}", "none")
        .replace("{shareId}", newId("shr"))
        .replace("{snapshotId}", newId("snp"))
        .replace("{commentId}", newId("rvc"))
        .replace("{provider}", "none");
      const answer = await look(it, method, asked, who.token || undefined, bodies[route]);
      expect([route, who.name, verdictOf(answer.status, answer.code)]).toEqual([route, who.name, verdict]);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(300);
});

test("what ends a session or a login is done for those whom its row lets in", async () => {
  await using it = await openApp();
  const cast = await theCast(it);
  for (const who of [cast.keys.run, cast.people.owner]) {
    const id = await it.terminal(cast.people.owner.token);
    const path = `/api/sessions/${id}`;
    expect((await it.request("POST", `${path}/stop`, { token: who.token })).status).toBe(202);
    expect((await it.request("POST", `${path}/resume`, { token: who.token })).body["code"]).not.toBe(
      "forbidden",
    );
    expect((await it.request("DELETE", path, { token: who.token })).status).toBe(204);
  }
});

test("each socket event lets in whom its row says, and refuses everybody else in the right words", async () => {
  await using it = await openApp();
  const cast = await theCast(it);
  for (const [event, expected] of Object.entries(events)) {
    for (const [who, verdict] of verdicts(expected, cast)) {
      if (verdict === "unauthenticated") {
        await expect(connected(it, who.token)).rejects.toMatchObject({ data: { code: "unauthenticated" } });
        continue;
      }
      if (event === "run:close" && verdict === "in") continue; // asked last, below
      using socket = await connected(it, who.token);
      const { ok, problem } = await ask(socket, event, { runId: cast.session, ...payloads[event] });
      const seen = ok ? "in" : verdictOf(problem?.status ?? 0, problem?.code);
      expect([event, who.name, seen]).toEqual([event, who.name, verdict]);
    }
  }
  using socket = await connected(it, cast.people.owner.token);
  expect(await ask(socket, "run:close", { runId: cast.session })).toMatchObject({ ok: true });
});

/** Status and code of an answer; what follows a success, be it a file or a stream without end, is not waited for. */
async function look(it: TestApp, method: string, path: string, token: string | undefined, body?: object) {
  const response = await fetch(it.url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body ? { "content-type": "application/json" } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (response.ok) await response.body?.cancel();
  const problem = response.ok ? {} : ((await response.json()) as { code?: string });
  return { status: response.status, code: problem.code };
}

function prefixOf(path: string) {
  if (path.startsWith("/api/users")) return "usr";
  if (path.startsWith("/api/auth/passkeys")) return "psk";
  if (path.startsWith("/api/auth/external-accounts")) return "xac";
  if (path.startsWith("/api/host-tokens")) return "htk";
  if (path.startsWith("/api/approvals")) return "apr";
  if (path.startsWith("/api/approval-rules")) return "rul";
  if (path.startsWith("/api/invites")) return "inv";
  if (path.startsWith("/api/api-keys")) return "key";
  if (path.startsWith("/api/auth/logins")) return "lgn";
  return "wsp";
}
