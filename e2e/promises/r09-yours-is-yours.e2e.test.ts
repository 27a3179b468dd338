import type { NewApiKey } from "@dispatch/protocol/account";
import { newId } from "@dispatch/protocol/ids";
import type { Session } from "@dispatch/protocol/session";
import { clientEvents } from "@dispatch/protocol/socket";
import type { Workspace } from "@dispatch/protocol/workspace";
import { Account } from "@dispatch/testkit/account";
import { connectSocket, type TestSocket } from "@dispatch/testkit/followers";
import type { Answer, RequestOptions } from "@dispatch/testkit/http-request";
import { scriptedAgent } from "@dispatch/testkit/agent-server";
import { TestServer } from "@dispatch/testkit/test-server";
import { until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";
import { addPasskey, connectGitHub } from "./other-ways-in.ts";

type OpenApi = { paths: Record<string, Record<string, { requestBody?: unknown }>> };

/** A valid body for each route that needs one: refusals must come from the id, not from the body. */
const identity = { name: "mine now", authorName: "Eve", authorEmail: "eve@example.com" };
const hostToken = { host: "git.example.com", kind: "other", user: "eve", token: "mine" };
const bodies: Record<string, RequestOptions> = {
  "post /api/users/{userId}/identities": { body: identity },
  "put /api/users/{userId}/identities/{identityId}": { body: identity },
  "post /api/users/{userId}/identities/{identityId}/test": { body: { host: "git@127.0.0.1" } },
  "post /api/users/{userId}/known-hosts": {
    body: { host: "git@127.0.0.1", fingerprint: `SHA256:${"A".repeat(43)}` },
  },
  "patch /api/sessions/{id}": { body: { title: "mine now" } },
  "patch /api/api-keys/{id}": { body: { name: "mine now" } },
  "post /api/sessions/{id}/fork": { body: {} },
  "post /api/sessions/{id}/messages": { body: { text: "mine" } },
  "post /api/approvals/{id}": { body: { decision: "allow" } },
  "post /api/sessions/{id}/input": { body: { data: "echo intruder\n" } },
  "patch /api/workspaces/{id}": { body: { name: "mine now" } },
  "put /api/workspaces/{id}/set-up": { body: { setup: "mine" } },
  "post /api/workspaces/orphans/{name}": { body: { action: "delete" } },
  "put /api/workspaces/{id}/files/content": { body: "mine now" },
  "post /api/workspaces/{id}/files/move": { body: { from: "theirs", to: "mine" } },
  "post /api/workspaces/{id}/files/copy": { body: { from: "theirs", to: "mine" } },
  "post /api/workspaces/{id}/files/folder": { body: { path: "mine" } },
  "post /api/workspaces/{id}/files/restore": { body: { id: "0123456789abcdef" } },
  "post /api/workspaces/{id}/git/pull-request": { body: { title: "mine now" } },
  "post /api/workspaces/{id}/git/branches": { body: { name: "mine" } },
  "post /api/workspaces/{id}/git/switch": { body: { branch: "mine" } },
  "post /api/workspaces/{id}/git/stage": { body: {} },
  "post /api/workspaces/{id}/git/unstage": { body: {} },
  "post /api/workspaces/{id}/git/commit": { body: { message: "mine now", all: true } },
  "post /api/workspaces/{id}/git/push": { body: {} },
  "post /api/workspaces/{id}/git/pull": { body: {} },
  "post /api/workspaces/{id}/git/rebase": { body: {} },
  "post /api/workspaces/{id}/git/snapshots": { body: {} },
  "post /api/workspaces/{id}/git/revert": { body: { snapshotId: newId("snp") } },
  "post /api/workspaces/{id}/git/discard": { body: { paths: ["theirs"] } },
  "put /api/workspaces/{id}/review/marks": { body: { path: "theirs", hash: "0".repeat(40) } },
  "post /api/workspaces/{id}/review/comments": {
    body: { path: "theirs", side: "new", line: 1, text: "mine" },
  },
  "patch /api/workspaces/{id}/review/comments/{commentId}": { body: { text: "mine now" } },
  "post /api/workspaces/{id}/review/message": { body: { comments: [newId("rvc")] } },
  "patch /api/repos/{id}": { body: { name: "mine now" } },
  "put /api/host-tokens/{id}": { body: hostToken },
  "patch /api/users/{id}": { body: { disabled: true } },
  "post /api/sessions/{id}/shares": { body: { with: "link", label: "intruder", access: "view" } },
  "patch /api/auth/passkeys/{id}": { body: { name: "mine now" } },
  "put /api/sign-in-providers/{id}": {
    body: { kind: "oidc", name: "Mine", issuer: "https://mine.example", clientId: "mine" },
  },
  "put /api/sessions/{id}/budget": { body: { budgets: [{ measure: "cost", limit: 1 }] } },
  "patch /api/approval-rules/{id}": { body: { effect: "allow" } },
  "post /api/sessions/{id}/resize": { body: { cols: 100, rows: 30 } },
};

/** The part of an answer that somebody could tell two objects apart by. */
function faceOf(answer: Answer, id: string) {
  const text = answer.text.replaceAll(id, "ID").replace(/"requestId":"[^"]*"/, '"requestId":"R"');
  const headers = Object.keys(answer.headers)
    .filter((name) => name !== "date")
    .sort();
  return { status: answer.status, type: answer.headers["content-type"], headers, text };
}

/** The address with the id whose owner is asked about, and with others that belong to nobody. */
const pathOf = (path: string, id: string) =>
  path
    .replace(/\{(id|userId)\}/, id)
    .replace("{identityId}", path.includes("{userId}") ? newId("idn") : id)
    .replace("{shareId}", newId("shr"))
    .replace("{name}", "web")
    .replace("{snapshotId}", newId("snp"))
    .replace("{commentId}", newId("rvc"))
    .replace("{messageId}", "0")
    .replace(/\/review\/marks$/, "/review/marks?path=theirs")
    .replace(/\/files\/search$/, "/files/search?q=theirs");

async function twoUsers(server: TestServer) {
  const owner = await Account.register(server.url);
  const other = await Account.register(server.url, "other@example.com");
  return { owner, other };
}

const openServer = () =>
  TestServer.start({
    env: { DISPATCH_REGISTRATION: "open", AGENT_PROVIDER: "scripted" },
    config: (home) => ({ agents: [scriptedAgent(home)] }),
  });

test("R9: every route answers for another user's object exactly as for one that does not exist", async () => {
  await using server = await openServer();
  const { owner, other } = await twoUsers(server);
  const living = await owner.terminal({ shell: "/bin/cat", args: [] });
  const over = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo private"] });
  await owner.ended(over.id);
  // Keys are made with a login; a key of its own is not allowed to.
  const login = { token: owner.tokens.accessToken };
  const key = await owner.request<NewApiKey>("POST", "/api/api-keys", {
    ...login,
    body: { name: "private" },
  });
  expect(key.status).toBe(201);
  const workspaces = await owner.request<{ items: Workspace[] }>("GET", "/api/workspaces");
  const logins = await owner.request<{ items: { id: string }[] }>("GET", "/api/auth/logins", login);
  const invite = await owner.request<{ id: string }>("POST", "/api/invites", { ...login, body: {} });
  expect(invite.status).toBe(201);
  const me = await owner.request<{ id: string }>("GET", "/api/auth/me");
  const made = await owner.request<{ id: string }>("POST", "/api/users/me/identities", {
    ...login,
    body: { ...identity, name: "private" },
  });
  expect(made.status).toBe(201);
  const repository = await owner.request<{ id: string }>("POST", "/api/repos", {
    body: { url: "git@git.example.com:private/repo" },
  });
  expect(repository.status).toBe(201);
  const token = await owner.request<{ id: string }>("POST", "/api/host-tokens", {
    ...login,
    body: hostToken,
  });
  expect(token.status, token.text).toBe(201);
  const rule = await owner.request<{ id: string }>("POST", "/api/approval-rules", {
    ...login,
    body: { level: "user", effect: "deny", tool: "Bash", note: "private" },
  });
  expect(rule.status, rule.text).toBe(201);
  const agent = await owner.agent("run rm -rf private");
  const waiting = () =>
    owner.request<{ items: { id: string }[] }>("GET", `/api/approvals?state=open&sessionId=${agent.id}`);
  const approval = await until("something that waits", async () => (await waiting()).body.items[0]);
  type About = {
    theirs: readonly string[];
    prefix:
      "ses" | "key" | "wsp" | "lgn" | "usr" | "inv" | "psk" | "xac" | "idn" | "rep" | "htk" | "rul" | "apr";
    /** What only administrators may do is refused before anybody looks for the object. */
    isForAdministrators?: boolean;
  };
  const idsFor: Record<string, About> = {
    "/api/auth/logins/": { theirs: logins.body.items.map(({ id }) => id), prefix: "lgn" },
    "/api/auth/passkeys/": { theirs: [await addPasskey(owner)], prefix: "psk" },
    "/api/auth/external-accounts/": { theirs: [await connectGitHub(owner)], prefix: "xac" },
    "/api/sign-in-providers/": { theirs: ["github"], prefix: "usr", isForAdministrators: true },
    // One's own person in the address, and the other's there.
    "/api/users/me/identities/": { theirs: [made.body.id], prefix: "idn" },
    "/api/users/{userId}/": { theirs: [me.body.id], prefix: "usr" },
    "/api/users/": { theirs: [me.body.id], prefix: "usr", isForAdministrators: true },
    "/api/invites/": { theirs: [invite.body.id], prefix: "inv", isForAdministrators: true },
    "/api/sessions/": { theirs: [living.id, over.id], prefix: "ses" },
    "/api/api-keys/": { theirs: [key.body.id], prefix: "key" },
    "/api/approvals/": { theirs: [approval.id], prefix: "apr" },
    "/api/approval-rules/": { theirs: [rule.body.id], prefix: "rul" },
    "/api/repos/": { theirs: [repository.body.id], prefix: "rep" },
    "/api/host-tokens/": { theirs: [token.body.id], prefix: "htk" },
    "/api/workspaces/": { theirs: [workspaces.body.items[0]?.id ?? ""], prefix: "wsp" },
  };

  const { body: api } = await owner.request<OpenApi>("GET", "/api/openapi.json");
  let asked = 0;
  const paths = Object.entries(api.paths).flatMap(([path, operations]) => {
    const own = path.replace("{userId}", "me");
    return own !== path && own.includes("{")
      ? [[path, operations, path] as const, [own, operations, path] as const]
      : [[path, operations, path] as const];
  });
  for (const [path, operations, named] of paths) {
    // Providers, of sign-ins and of agents, are the installation's own and no person's; what is below `me` is nobody else's.
    if (!path.includes("{") || /^\/api\/(auth\/oauth|providers|me|layouts)\//.test(path)) continue;
    const ids = Object.entries(idsFor).find(([start]) => path.startsWith(start))?.[1];
    if (!ids) throw new Error(`say in this test whose objects ${path} is about`);
    for (const [method, operation] of Object.entries(operations)) {
      const options = bodies[`${method} ${named}`] ?? {};
      if (operation.requestBody && options.body === undefined)
        throw new Error(`give this test a body for ${method} ${path}`);
      const variants = path.endsWith("/events")
        ? [options, { ...options, headers: { accept: "text/event-stream" } }]
        : [options];
      for (const variant of variants) {
        const ask = (id: string) =>
          other
            .request(method.toUpperCase(), pathOf(path, id), {
              token: other.tokens.accessToken,
              ...variant,
            })
            .then((answer) => faceOf(answer, id));
        const missing = await ask(newId(ids.prefix));
        expect([method, path, missing.status]).toEqual([method, path, ids.isForAdministrators ? 403 : 404]);
        for (const id of ids.theirs) {
          expect([method, path, await ask(id)]).toEqual([method, path, missing]);
          asked += 1;
        }
      }
    }
  }
  expect(asked).toBeGreaterThan(20);

  // What is the other's shows in no list, and nothing was done to it.
  const lists = ["/api/sessions", "/api/api-keys", "/api/users/me/identities", "/api/approval-rules"];
  for (const path of [...lists, "/api/usage?by=session", "/api/budgets"]) {
    const { status, text } = await other.request("GET", path, { token: other.tokens.accessToken });
    expect(status).toBe(200);
    for (const id of [living.id, over.id, key.body.id, made.body.id, rule.body.id])
      expect(text).not.toContain(id);
  }
  expect(await owner.session(living.id)).toMatchObject({
    status: "running",
    title: living.title,
    cols: living.cols,
  });
  expect(
    (await owner.request<{ items: { id: string }[] }>("GET", "/api/api-keys", login)).body.items.map(
      ({ id }) => id,
    ),
  ).toContain(key.body.id);
});

test("R9: another user's workspace cannot be used, and says no more than one that does not exist", async () => {
  await using server = await openServer();
  const { owner, other } = await twoUsers(server);
  const { workspaceId } = await owner.terminal({ shell: "/bin/cat", args: [] });
  const start = (id: string) =>
    other
      .request("POST", "/api/sessions", { body: { kind: "terminal", workspaceId: id } })
      .then((answer) => faceOf(answer, id));
  const missing = await start(newId("wsp"));
  expect(missing.status).toBe(404);
  expect(await start(workspaceId)).toEqual(missing);
});

test("R9: what somebody gave for an agent is there for nobody else", async () => {
  await using server = await openServer();
  const { owner, other } = await twoUsers(server);
  const path = "/api/me/provider-keys/claude";
  const ask = (account: Account, method: string, at: string, body?: object) =>
    account.request<{ items: { provider: string; signedIn?: boolean }[] }>(method, at, {
      token: account.tokens.accessToken,
      ...(body && { body }),
    });
  expect((await ask(owner, "PUT", path, { key: "the-owner's" })).status).toBe(200);
  expect((await ask(other, "GET", "/api/me/provider-keys")).body.items).toEqual([]);
  expect((await ask(other, "DELETE", path)).status).toBe(404);
  expect((await ask(other, "PUT", path, { key: "the-other's" })).status).toBe(200);
  expect((await ask(other, "DELETE", path)).status).toBe(204);
  expect((await ask(owner, "GET", "/api/me/provider-keys")).body.items).toMatchObject([
    { provider: "claude" },
  ]);
});

test("R9: an idempotency key is its user's own", async () => {
  await using server = await openServer();
  const { owner, other } = await twoUsers(server);
  const request = {
    headers: { "idempotency-key": "shared" },
    body: { kind: "terminal", shell: "/bin/cat", args: [] },
  };
  const first = await owner.request<Session>("POST", "/api/sessions", request);
  const second = await other.request<Session>("POST", "/api/sessions", request);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).not.toBe(first.body.id);
  expect(second.body.ownerId).toBe(other.tokens.user.id);
});

test("R9: every socket event answers for another user's session as for one that does not exist, and no news of it arrives", async () => {
  await using server = await openServer();
  const { owner, other } = await twoUsers(server);
  const { id } = await owner.terminal({ shell: "/bin/cat", args: [] });
  const socket = connectSocket(server.url, other.token);
  const heard: unknown[] = [];
  try {
    socket.onAny(
      (event: string, message: unknown) => event !== "auth.success" && heard.push([event, message]),
    );
    await until("a connection", () => socket.connected);
    const extra: Record<string, object> = {
      "run:input": { data: "x" },
      "run:resize": { cols: 90, rows: 30 },
      "run:message": { text: "x" },
      "run:answer": { approvalId: newId("apr"), decision: "allow" },
      "run:ack": { seq: 0 },
    };
    const notTheirs = new Set(["run:detach", "run:ack"]); // they are about the socket's own readers
    for (const event of Object.keys(clientEvents).filter((name) => name.startsWith("run:"))) {
      const ask = async (runId: string) =>
        JSON.stringify(await send(socket, event, { runId, ...extra[event] })).replaceAll(runId, "ID");
      const missing = await ask(newId("ses"));
      expect([event, JSON.parse(missing)]).toEqual([
        event,
        notTheirs.has(event)
          ? { ok: true }
          : { ok: false, problem: expect.objectContaining({ code: "session-not-found" }) },
      ]);
      expect([event, await ask(id)]).toEqual([event, missing]);
    }
    // The owner makes news of every sort; only after it has been told is there something that could have leaked.
    const own = connectSocket(server.url, owner.token);
    try {
      const told = new Promise<void>((resolve) => own.on("session:removed", () => resolve()));
      await until("the owner's connection", () => own.connected);
      await owner.type(id, "secret\n");
      await owner.shows(id, "secret");
      await owner.request("DELETE", `/api/sessions/${id}`);
      await within("news for the owner", told);
    } finally {
      own.disconnect();
    }
    await send(socket, "run:detach", { runId: id });
    expect(heard).toEqual([]);
  } finally {
    socket.disconnect();
  }
});

const send = (socket: TestSocket, event: string, payload: object): Promise<unknown> =>
  within(
    `an answer to ${event}`,
    (socket as unknown as { emitWithAck(event: string, payload: object): Promise<unknown> }).emitWithAck(
      event,
      payload,
    ),
  );
