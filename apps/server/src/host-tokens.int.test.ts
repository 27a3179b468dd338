import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readFileSync, readdirSync } from "node:fs";
import type { HostTokenId, UserId } from "@dispatch/protocol/ids";
import { FakeGitHubForge } from "@dispatch/testkit/fake-github-forge";
import { FakeGitLab } from "@dispatch/testkit/fake-gitlab";
import { freePort } from "@dispatch/testkit/free-port";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

const PATH = "/api/host-tokens";
const SECRET = "ghp_very-secret-0123456789";

async function withAda(environment: Record<string, string> = {}) {
  const it = await TestApp.open({ environment, automatic: false });
  const ada = await it.register("ada@example.org");
  const ask = (method: string, path: string, body?: unknown) =>
    it.request(method, path, { token: ada.token, ...(body === undefined ? {} : { body }) });
  const add = async (body: object) => {
    const made = await ask("POST", PATH, body);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body as { id: HostTokenId };
  };
  const passwordFor = (url: string) => it.app.services.hostTokens.passwordFor(ada.id as UserId, url);
  return { it, ada, ask, add, passwordFor, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
}

test("a token is kept for its host, shown without itself, and is in no answer, log, audit entry or plain byte", async () => {
  await using person = await withAda();
  const { it, ask, add } = person;
  const { id } = await add({ host: "GitHub.com", kind: "github", token: SECRET });
  const shown = {
    id,
    host: "github.com",
    kind: "github",
    apiUrl: "https://api.github.com",
    user: "x-access-token",
    createdAt: expect.any(String),
  };
  expect((await ask("GET", PATH)).body).toEqual({ items: [shown], nextCursor: null });
  const again = await ask("POST", PATH, { host: "https://github.com/", kind: "github", token: "other" });
  expect([again.status, again.body["code"]]).toEqual([409, "host-token-exists"]);
  const audit = await ask("GET", "/api/audit");
  const [entry] = (audit.body["items"] as { act: string }[]).filter(({ act }) => act === "host-token.create");
  expect(entry).toMatchObject({ object: id, details: { host: "github.com", kind: "github" } });
  expect(JSON.stringify(audit.body) + it.log.join("")).not.toContain(SECRET);
  for (const file of readdirSync(it.home).filter((name) => name.startsWith("dispatch.db")))
    expect(readFileSync(join(it.home, file)).includes(SECRET), file).toBe(false);
  expect((await ask("DELETE", `${PATH}/${id}`)).status).toBe(204);
  expect((await ask("DELETE", `${PATH}/${id}`)).body["code"]).toBe("host-token-not-found");
  expect((await it.app.services.store.read.secrets.list()).map(({ name }) => name)).not.toContain(
    `host-token ${id}`,
  );
});

test("hosts and API addresses are read strictly, and each kind knows its usual ones", async () => {
  await using person = await withAda();
  const { ask } = person;
  const usual = async (host: string, kind: string, more: object = {}) => {
    const { body } = await ask("POST", PATH, { host, kind, token: "t", ...more });
    return [body["host"], body["apiUrl"], body["user"]];
  };
  expect(await usual("git.example.com:8443", "gitlab")).toEqual([
    "git.example.com:8443",
    "https://git.example.com:8443/api/v4",
    "oauth2",
  ]);
  expect(await usual("ghe.example.com:443", "github")).toEqual([
    "ghe.example.com",
    "https://ghe.example.com/api/v3",
    "x-access-token",
  ]);
  expect((await usual("corp.ghe.com", "github"))[1]).toBe("https://api.corp.ghe.com");
  expect(await usual("http://localhost", "other", { user: "ada" })).toEqual([
    "localhost:80",
    undefined,
    "ada",
  ]);
  for (const wrong of [
    { host: "http://example.com" },
    { host: "example.com/group" },
    { host: "ada@example.com" },
    { host: "exa mple.com" },
    { apiUrl: "http://example.com/api/v4" },
    { apiUrl: "https://ada:pw@example.com/api/v4" },
    { apiUrl: "https://example.com/api/v4?x=1" },
    { apiUrl: "file:///etc/passwd" },
    { kind: "other" },
    { kind: "other", user: "ada", apiUrl: "https://example.com" },
    { kind: "gitea" },
    { user: "a:b" },
    { token: "two words" },
    { token: "" },
  ]) {
    const refused = await ask("POST", PATH, { host: "example.com", kind: "gitlab", token: "t", ...wrong });
    expect([wrong, refused.body["code"]]).toEqual([wrong, "invalid-request"]);
  }
});

test("git gets a name and a password for exactly this host and port, over https, or on loopback", async () => {
  await using person = await withAda();
  const { add, passwordFor, ask, it } = person;
  const { id } = await add({ host: "git.example.com:8443", kind: "gitlab", token: SECRET });
  await add({ host: "github.com", kind: "github", token: "gh", user: "ada" });
  await add({ host: "127.0.0.1:3000", kind: "other", user: "me", token: "local" });
  expect(await passwordFor("https://git.example.com:8443/a/b.git")).toEqual({
    user: "oauth2",
    password: SECRET,
  });
  expect(await passwordFor("https://GITHUB.com:443/a/b")).toEqual({ user: "ada", password: "gh" });
  expect(await passwordFor("http://127.0.0.1:3000/a/b")).toEqual({ user: "me", password: "local" });
  for (const url of [
    "https://git.example.com/a/b.git",
    "http://git.example.com:8443/a/b.git",
    "https://git.example.com.evil.org:8443/a",
    "https://git.example.com:8443@evil.org/a",
    "http://github.com/a/b",
    "ssh://git@github.com/a/b",
    "git@github.com:a/b",
    "http://127.0.0.1:3001/a",
    "http://127.0.0.1.evil.org:3000/a",
    "",
  ])
    expect([url, await passwordFor(url)]).toEqual([url, undefined]);
  const { body } = await ask("GET", PATH);
  const used = (body["items"] as { id: string; lastUsedAt?: string }[]).find((one) => one.id === id);
  expect(used?.lastUsedAt).toBe(new Date(it.clock).toISOString());
});

test("a token that is to go elsewhere must be given again", async () => {
  await using person = await withAda();
  const { add, ask, passwordFor } = person;
  const known = { host: "github.com", kind: "github" };
  const { id } = await add({ ...known, token: SECRET });
  for (const elsewhere of [
    { host: "evil.example.com" },
    { apiUrl: "https://evil.example.com" },
    { kind: "gitlab" },
  ]) {
    const refused = await ask("PUT", `${PATH}/${id}`, { ...known, ...elsewhere });
    expect(refused.body).toMatchObject({ code: "invalid-request", errors: [{ path: "token" }] });
  }
  expect((await ask("PUT", `${PATH}/${id}`, { ...known, user: "ada" })).body).toMatchObject({ user: "ada" });
  expect(await passwordFor("https://github.com/a/b")).toEqual({ user: "ada", password: SECRET });
  await ask("PUT", `${PATH}/${id}`, { ...known, host: "ghe.example.com", token: "new" });
  expect(await passwordFor("https://github.com/a/b")).toBeUndefined();
  expect((await passwordFor("https://ghe.example.com/a/b"))?.password).toBe("new");
});

test("another person's tokens answer as those that do not exist", async () => {
  await using person = await withAda({ DISPATCH_REGISTRATION: "open" });
  const { it, add } = person;
  const bob = await it.register("bob@example.org");
  const known = { host: "github.com", kind: "github" };
  const { id } = await add({ ...known, token: SECRET });
  for (const [method, path, body] of [
    ["PUT", `${PATH}/${id}`, known],
    ["DELETE", `${PATH}/${id}`, undefined],
    ["POST", `${PATH}/${id}/test`, undefined],
  ] as const) {
    const { body: answer } = await it.request(method, path, { token: bob.token, body });
    expect([method, answer["code"]]).toEqual([method, "host-token-not-found"]);
  }
  expect((await it.request("GET", PATH, { token: bob.token })).body["items"]).toEqual([]);
  const { hostTokens } = it.app.services;
  expect(await hostTokens.passwordFor(bob.id as UserId, "https://github.com/a/b")).toBeUndefined();
});

test("GitHub and GitLab say whose a token is, what it may do and when it ends", async () => {
  await using person = await withAda();
  await using hub = await FakeGitHubForge.open();
  await using lab = await FakeGitLab.open();
  const { ask, add } = person;
  const tested = async (host: string, kind: string, apiUrl: string, token: string) => {
    const { id } = await add({ host, kind, apiUrl, token });
    const { body } = await ask("POST", `${PATH}/${id}/test`);
    const kept = ((await ask("GET", PATH)).body["items"] as { id: string; expiresAt?: string }[]).find(
      (one) => one.id === id,
    );
    expect(kept?.expiresAt).toBe(body["expiresAt"]);
    await ask("DELETE", `${PATH}/${id}`);
    return body;
  };
  expect(await tested("github.com", "github", hub.apiUrl, "ghp_good")).toEqual({
    ok: true,
    outcome: "welcomed",
    who: "ada",
    scopes: ["repo", "read:org"],
    expiresAt: "2030-01-02T03:04:05.000Z",
    detail: "github.com knows you as ada.",
  });
  hub.tokens.set("ghp_thin", { login: "ada", scopes: "gist", canWrite: false });
  expect(await tested("github.com", "github", hub.apiUrl, "ghp_thin")).toMatchObject({
    ok: false,
    outcome: "too-narrow",
    detail: expect.stringContaining("“repo”"),
  });
  hub.tokens.set("github_pat_fine", { login: "ada", canWrite: true });
  const fine = await tested("github.com", "github", hub.apiUrl, "github_pat_fine");
  expect([fine["ok"], fine["scopes"]]).toEqual([true, undefined]);
  expect(await tested("github.com", "github", hub.apiUrl, "wrong")).toMatchObject({
    ok: false,
    outcome: "token-refused",
  });
  expect(await tested("gitlab.com", "gitlab", lab.apiUrl, "glpat-good")).toMatchObject({
    outcome: "welcomed",
    scopes: ["api"],
    expiresAt: "2030-01-02T00:00:00.000Z",
  });
  lab.tokens.set("glpat-thin", { username: "ada", scopes: ["read_user"], expires_at: null });
  expect(await tested("gitlab.com", "gitlab", lab.apiUrl, "glpat-thin")).toMatchObject({
    outcome: "too-narrow",
    detail: expect.stringContaining("“api”"),
  });
  // Something answers that is no GitLab.
  expect(await tested("gitlab.com", "gitlab", hub.url, "glpat-good")).toMatchObject({
    outcome: "unavailable",
  });
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  expect(await tested("github.com", "github", nowhere, "ghp_good")).toMatchObject({
    outcome: "unavailable",
    detail: expect.stringContaining("ECONNREFUSED"),
  });
  const other = await add({ host: "example.com", kind: "other", user: "ada", token: "t" });
  expect((await ask("POST", `${PATH}/${other.id}/test`)).body["outcome"]).toBe("cannot-ask");
});

test("a host's refusals, floods and garbage become outcomes, and the token it repeats is not repeated", async () => {
  await using person = await withAda();
  await using hub = await FakeGitHubForge.open();
  const { it, ask, add } = person;
  const { id } = await add({ host: "github.com", kind: "github", apiUrl: hub.apiUrl, token: SECRET });
  const tested = async (answer: FakeGitHubForge["broken"]) => {
    hub.broken = answer;
    const { body } = await ask("POST", `${PATH}/${id}/test`);
    expect(JSON.stringify(body)).not.toContain(SECRET);
    return [body["outcome"], body["detail"]];
  };
  const busy = { status: 429, body: { message: "slow down" }, headers: { "retry-after": "7" } };
  expect(await tested(busy)).toEqual(["busy", expect.stringContaining("7 seconds")]);
  const limited = { status: 403, body: { message: "API rate limit exceeded" } };
  expect(await tested({ ...limited, headers: { "x-ratelimit-remaining": "0" } })).toEqual([
    "busy",
    expect.any(String),
  ]);
  expect(await tested(limited)).toEqual(["too-narrow", expect.any(String)]);
  const echo = await tested({ status: 401, body: { message: `Bad credentials: ${SECRET}\u0007` } });
  expect(echo).toEqual(["token-refused", expect.stringContaining("“Bad credentials: …”")]);
  expect(await tested({ status: 502, body: "<html>Unicorn!" })).toEqual(["unavailable", expect.any(String)]);
  expect(await tested({ status: 200, body: "<html>Welcome" })).toEqual(["unavailable", expect.any(String)]);
  expect(await tested({ status: 200, body: { login: 7 } })).toEqual(["unavailable", expect.any(String)]);
  expect(await tested({ status: 200, body: { login: "a".repeat(9_000_000) } })).toEqual([
    "unavailable",
    expect.stringContaining("too large"),
  ]);
  expect(it.log.join("")).not.toContain(SECRET);
});

test("a redirect to another host never carries the token; one on the same host is followed", async () => {
  await using person = await withAda();
  await using hub = await FakeGitHubForge.open();
  const seen: (string | undefined)[] = [];
  const elsewhere = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(200, { "content-type": "application/json" }).end(`{"login":"mallory"}`);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => elsewhere.once("listening", resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const { ask, add } = person;
  const { id } = await add({ host: "github.com", kind: "github", apiUrl: hub.apiUrl, token: "ghp_good" });
  for (const status of [301, 302, 307, 308]) {
    hub.broken = { status, headers: { location: `http://127.0.0.1:${port}/user` } };
    const { body } = await ask("POST", `${PATH}/${id}/test`);
    expect([body["outcome"], body["detail"]]).toEqual([
      "unavailable",
      expect.stringContaining("was not sent there"),
    ]);
  }
  expect(seen).toEqual([]);
  // A loop on the same host ends.
  hub.requests.length = 0;
  hub.broken = { status: 302, headers: { location: "/api/v3/user" } };
  expect((await ask("POST", `${PATH}/${id}/test`)).body["outcome"]).toBe("unavailable");
  expect(hub.requests).toHaveLength(4);
  await new Promise((resolve) => elsewhere.close(resolve));
});

test("nobody tests without end", async () => {
  await using person = await withAda();
  await using hub = await FakeGitHubForge.open();
  const { ask, add } = person;
  const { id } = await add({ host: "github.com", kind: "github", apiUrl: hub.apiUrl, token: "ghp_good" });
  const codes = new Set<number>();
  for (let count = 0; count < 31; count += 1) codes.add((await ask("POST", `${PATH}/${id}/test`)).status);
  expect([...codes]).toEqual([200, 429]);
});
