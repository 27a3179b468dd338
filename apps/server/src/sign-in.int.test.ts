import { FakeGitHub, GITHUB_CLIENT } from "@dispatch/testkit/fake-github";
import { OIDC_CLIENT, OidcIssuer } from "@dispatch/testkit/oidc-issuer";
import { SimpleBrowser } from "@dispatch/testkit/simple-browser";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

const MINUTE_MS = 60_000;
type Setup = { registration?: "open" | "invite" | "closed"; env?: Record<string, string> };

/** A server with an owner, and a real OpenID Connect provider that it knows as `company`. */
async function withCompany({ registration = "open", env = {} }: Setup = {}) {
  const stack = new AsyncDisposableStack();
  const app = stack.use(await TestApp.open({ environment: { DISPATCH_REGISTRATION: registration, ...env } }));
  const owner = await app.register("ann@example.org");
  const callback = (id: string) => `${app.url}/api/auth/oauth/${id}/callback`;
  const issuer = stack.use(await OidcIssuer.open([callback("company"), callback("other")]));
  const put = (id: string, body: object) =>
    app.request("PUT", `/api/sign-in-providers/${id}`, { token: owner.token, body });
  const oidc = {
    kind: "oidc",
    name: "Company",
    issuer: issuer.url,
    clientId: OIDC_CLIENT.id,
    clientSecret: OIDC_CLIENT.secret,
  };
  expect(await put("company", oidc)).toMatchObject({ status: 200 });
  return { app, owner, issuer, put, oidc, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const isHome = (app: TestApp) => (url: URL) =>
  url.href.startsWith(app.url) && !url.pathname.startsWith("/api/auth/oauth");

/** Through the provider's own pages, up to the first address that `stop` likes; a page of ours by default. */
async function visit(
  app: TestApp,
  browser: SimpleBrowser,
  {
    sub,
    stop = isHome(app),
    address = `${app.url}/api/auth/oauth/company/start`,
  }: {
    sub: string;
    stop?: (url: URL) => boolean;
    address?: string;
  },
): Promise<URL> {
  let at = await browser.open(address, stop);
  for (let pages = 0; pages < 4 && !stop(at); pages++)
    at = await browser.submit(
      browser.text.includes('name="login"') ? { login: sub, password: "x" } : {},
      stop,
    );
  return at;
}
const isCallback = (url: URL) => url.pathname.endsWith("/callback");
const me = async (app: TestApp, browser: SimpleBrowser) =>
  (await app.request("GET", "/api/auth/me", { headers: { cookie: browser.cookieHeader(new URL(app.url)) } }))
    .body;
const errorOf = (url: URL) => [url.pathname, url.searchParams.get("error")];

test("an account at a provider signs its person in, whatever e-mail address it has later", async () => {
  await using it = await withCompany();
  const { app, issuer } = it;
  issuer.people.set("s-1", { sub: "s-1", email: "Bob@Example.org", name: "Bob" });
  const first = new SimpleBrowser();
  expect((await visit(app, first, { sub: "s-1" })).pathname).toBe("/");
  const bob = await me(app, first);
  expect(bob).toMatchObject({ email: "bob@example.org", name: "Bob", role: "member" });
  issuer.people.set("s-1", { sub: "s-1", email: "robert@example.org" });
  const second = new SimpleBrowser();
  const start = `${app.url}/api/auth/oauth/company/start?next=${encodeURIComponent("/sessions/ses_1?a=b")}`;
  expect((await visit(app, second, { sub: "s-1", address: start })).href).toBe(
    `${app.url}/sessions/ses_1?a=b`,
  );
  expect(await me(app, second)).toMatchObject({ id: bob["id"], email: "bob@example.org" });
});

test("an e-mail address of somebody else's account leads nowhere: it has to be connected by who is signed in", async () => {
  await using it = await withCompany();
  const { app, owner, issuer } = it;
  issuer.people.set("evil", { sub: "evil", email: "ann@example.org" });
  const stranger = new SimpleBrowser();
  expect(errorOf(await visit(app, stranger, { sub: "evil" }))).toEqual(["/login", "email-taken"]);
  expect(await me(app, stranger)).toMatchObject({ code: "unauthenticated" });

  const ann = new SimpleBrowser();
  const [name = "", value = ""] = owner.cookie.split("=");
  ann.setCookie(new URL(app.url), name, value);
  const connect = () => begin(app, ann, "/api/auth/oauth/company/connect");
  issuer.people.set("ann-there", { sub: "ann-there", email: "ann@company.example" });
  const back = await visit(app, ann, { sub: "ann-there", address: await connect() });
  expect(back.href).toBe(`${app.url}/settings/ways-in?connected`);
  const list = await app.request("GET", "/api/auth/external-accounts", { token: owner.token });
  expect(list.body).toMatchObject({
    items: [{ kind: "oidc", provider: "Company", label: "ann@company.example", usable: true }],
    hasPassword: true,
  });
  const other = new SimpleBrowser();
  await visit(app, other, { sub: "ann-there" });
  expect(await me(app, other)).toMatchObject({ id: owner.id });

  // Bob has it already, so it cannot be Ann's as well.
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  await visit(app, new SimpleBrowser(), { sub: "bob" });
  ann.setCookie(new URL(issuer.url), "_session", "");
  expect(errorOf(await visit(app, ann, { sub: "bob", address: await connect() }))).toEqual([
    "/settings/ways-in",
    "external-account-taken",
  ]);
});

/** Asks for a trip as a page does, and keeps the cookie that goes with it. */
async function begin(
  app: TestApp,
  browser: SimpleBrowser,
  path: string,
  body: object | null = null,
): Promise<string> {
  const here = new URL(app.url);
  const answer = await app.request("POST", path, {
    headers: { cookie: browser.cookieHeader(here), origin: app.url },
    ...(body ? { body } : {}),
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    browser.setCookie(here, pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  }
  return answer.body["url"] as string;
}

test("a new person needs open registration or an invitation, which is used up", async () => {
  await using it = await withCompany({ registration: "invite" });
  const { app, owner, issuer } = it;
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  expect(errorOf(await visit(app, new SimpleBrowser(), { sub: "bob" }))).toEqual([
    "/login",
    "registration-closed",
  ]);
  const invite = (await app.request("POST", "/api/invites", { token: owner.token, body: { role: "admin" } }))
    .body;
  const bob = new SimpleBrowser();
  const address = await begin(app, bob, "/api/auth/oauth/company/start", { invite: invite["token"] });
  expect(address).not.toContain(String(invite["token"]));
  await visit(app, bob, { sub: "bob", address });
  expect(await me(app, bob)).toMatchObject({ email: "bob@example.org", role: "admin" });
  const eve = new SimpleBrowser();
  issuer.people.set("eve", { sub: "eve", email: "eve@example.org" });
  const again = await begin(app, eve, "/api/auth/oauth/company/start", { invite: invite["token"] });
  expect(errorOf(await visit(app, eve, { sub: "eve", address: again }))).toEqual([
    "/login",
    "invite-invalid",
  ]);
});

test("the first account is never made this way", async () => {
  await using app = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  await using github = await FakeGitHub.open();
  await app.app.services.signInProviders.put("github", {
    kind: "github",
    name: "GitHub",
    issuer: github.url,
    clientId: GITHUB_CLIENT.id,
    clientSecret: GITHUB_CLIENT.secret,
    enabled: true,
  });
  const at = await new SimpleBrowser().open(`${app.url}/api/auth/oauth/github/start`, isHome(app));
  expect(errorOf(at)).toEqual(["/login", "owner-needed"]);
});

test("nobody comes in with an unverified address or into a disabled account", async () => {
  await using it = await withCompany();
  const { app, owner, issuer } = it;
  issuer.people.set("x", { sub: "x", email: "x@example.org", verified: false });
  expect(errorOf(await visit(app, new SimpleBrowser(), { sub: "x" }))).toEqual([
    "/login",
    "email-unverified",
  ]);
  issuer.people.set("none", { sub: "none" });
  expect(errorOf(await visit(app, new SimpleBrowser(), { sub: "none" }))).toEqual([
    "/login",
    "email-unverified",
  ]);
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  const bob = new SimpleBrowser();
  await visit(app, bob, { sub: "bob" });
  const id = String((await me(app, bob))["id"]);
  await app.request("PATCH", `/api/users/${id}`, { token: owner.token, body: { disabled: true } });
  expect(errorOf(await visit(app, new SimpleBrowser(), { sub: "bob" }))).toEqual(["/login", "forbidden"]);
});

test("an answer counts once, for the browser and the provider that it was asked for, and not for long", async () => {
  await using it = await withCompany();
  const { app, issuer, put, oidc } = it;
  await put("other", { ...oidc, name: "Other" });
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  const begun = async () => {
    const browser = new SimpleBrowser();
    return { browser, back: await visit(app, browser, { sub: "bob", stop: isCallback }) };
  };
  const arrive = async (browser: SimpleBrowser, back: URL) => errorOf(await browser.open(back, isHome(app)));
  const expired = ["/login", "sign-in-expired"];

  const foreign = await begun();
  expect(await arrive(new SimpleBrowser(), foreign.back)).toEqual(expired);
  const other = await begun();
  const strange = new SimpleBrowser();
  await visit(app, strange, { sub: "bob", stop: isCallback }); // a flow of its own
  expect(await arrive(strange, other.back)).toEqual(expired);

  const mixed = await begun();
  expect(await arrive(mixed.browser, new URL(mixed.back.href.replace("/company/", "/other/")))).toEqual(
    expired,
  );

  const late = await begun();
  app.clock += 11 * MINUTE_MS;
  expect(await arrive(late.browser, late.back)).toEqual(expired);

  const good = await begun();
  const copy = new SimpleBrowser();
  const here = new URL(app.url);
  for (const pair of good.browser.cookieHeader(here).split("; ")) {
    const at = pair.indexOf("=");
    copy.setCookie(here, pair.slice(0, at), pair.slice(at + 1));
  }
  expect(await arrive(good.browser, good.back)).toEqual(["/", null]);
  expect(await arrive(copy, good.back)).toEqual(expired);

  const changed = await begun();
  changed.back.searchParams.set("state", "guessed");
  expect(await arrive(changed.browser, changed.back)).toEqual(expired);
});

test("a code of another trip, a wrong issuer and a refusal sign nobody in", async () => {
  await using it = await withCompany();
  const { app, issuer } = it;
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  const begun = async () => {
    const browser = new SimpleBrowser();
    return { browser, back: await visit(app, browser, { sub: "bob", stop: isCallback }) };
  };
  const [mine, stolen] = [await begun(), await begun()];
  mine.back.searchParams.set("code", stolen.back.searchParams.get("code") ?? "");
  expect(errorOf(await mine.browser.open(mine.back, isHome(app)))).toEqual(["/login", "sign-in-failed"]);
  expect(await me(app, mine.browser)).toMatchObject({ code: "unauthenticated" });

  const mixed = await begun();
  expect(mixed.back.searchParams.get("iss")).toBe(issuer.url);
  mixed.back.searchParams.set("iss", "https://evil.example");
  expect(errorOf(await mixed.browser.open(mixed.back, isHome(app)))).toEqual(["/login", "sign-in-failed"]);

  const declined = await begun();
  declined.back.searchParams.delete("code");
  declined.back.searchParams.set("error", "access_denied");
  expect(errorOf(await declined.browser.open(declined.back, isHome(app)))).toEqual([
    "/login",
    "sign-in-cancelled",
  ]);
});

test("an ID token that was made for another trip is refused: its nonce is not ours", async () => {
  await using it = await withCompany();
  const { app, issuer } = it;
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  const browser = new SimpleBrowser();
  // Somebody on the way changes the nonce that the provider puts into the token.
  const address = new URL(await begin(app, browser, "/api/auth/oauth/company/start", {}));
  expect(address.searchParams.get("nonce")).toMatch(/^[\w-]{43}$/);
  address.searchParams.set("nonce", "another");
  const back = await visit(app, browser, { sub: "bob", address: address.href });
  expect(errorOf(back)).toEqual(["/login", "sign-in-failed"]);
});

test("after signing in nobody is led to another site", async () => {
  await using it = await withCompany();
  const { app, issuer } = it;
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "/.//evil.example"]) {
    const address = `${app.url}/api/auth/oauth/company/start?next=${encodeURIComponent(next)}`;
    const at = await visit(app, new SimpleBrowser(), {
      sub: "bob",
      address,
      stop: (url) => isHome(app)(url) || url.hostname === "evil.example",
    });
    expect([next, at.href]).toEqual([next, `${app.url}/`]);
  }
});

test("GitHub signs in by its number for the person, with the address that is primary and verified", async () => {
  await using it = await withCompany();
  const { app, put } = it;
  await using github = await FakeGitHub.open();
  const settings = { kind: "github", name: "GitHub", issuer: github.url, clientId: GITHUB_CLIENT.id };
  expect(await put("github", settings)).toMatchObject({ status: 400, body: { code: "invalid-request" } });
  await put("github", { ...settings, clientSecret: GITHUB_CLIENT.secret });
  const address = `${app.url}/api/auth/oauth/github/start`;
  const browser = new SimpleBrowser();
  expect((await browser.open(address, isHome(app))).pathname).toBe("/");
  const octo = await me(app, browser);
  expect(octo).toMatchObject({ email: "octo@example.org", name: "Octo Cat" });
  // Renamed and moved, it is the same person; the old name taken by another, it is not.
  github.person = { id: 583_231, login: "octo2", name: null };
  github.addresses = [{ email: "new@example.org", primary: true, verified: true, visibility: null }];
  const again = new SimpleBrowser();
  await again.open(address, isHome(app));
  expect(await me(app, again)).toMatchObject({ id: octo["id"] });
  github.person = { id: 7, login: "octo", name: null };
  const taker = new SimpleBrowser();
  await taker.open(address, isHome(app));
  expect(await me(app, taker)).toMatchObject({ email: "new@example.org", name: "octo" });

  const arrive = async () => errorOf(await new SimpleBrowser().open(address, isHome(app)));
  github.person = { id: 8, login: "eve", name: null };
  github.addresses = [{ email: "eve@example.org", primary: true, verified: false, visibility: null }];
  expect(await arrive()).toEqual(["/login", "email-unverified"]);
  github.agrees = false;
  expect(await arrive()).toEqual(["/login", "sign-in-cancelled"]);
  const stale = new SimpleBrowser();
  github.agrees = true;
  const back = await stale.open(address, isCallback);
  back.searchParams.set("code", "0123456789");
  expect(errorOf(await stale.open(back, isHome(app)))).toEqual(["/login", "sign-in-failed"]);
  github.broken = true;
  const cut = new SimpleBrowser();
  const late = await begin(app, cut, "/api/auth/oauth/github/start", {});
  const state = new URL(late).searchParams.get("state");
  expect(
    errorOf(await cut.open(`${app.url}/api/auth/oauth/github/callback?code=1&state=${state}`, isHome(app))),
  ).toEqual(["/login", "provider-unavailable"]);
});

test("who came in, who was refused and who connected what is in the audit log, and no secret is", async () => {
  await using it = await withCompany();
  const { app, owner, issuer } = it;
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  const bob = new SimpleBrowser();
  await visit(app, bob, { sub: "bob" });
  const { id } = await me(app, bob);
  const connect = await begin(app, bob, "/api/auth/oauth/company/connect");
  await visit(app, bob, { sub: "bob", address: connect });
  issuer.people.set("x", { sub: "x", email: "x@example.org", verified: false });
  await visit(app, new SimpleBrowser(), { sub: "x" });
  const entries = async (act: string) =>
    (await app.request("GET", `/api/audit?act=${act}`, { token: owner.token })).body["items"];
  expect(await entries("sign-in.finish")).toMatchObject([
    { outcome: "email-unverified", actor: { kind: "nobody" }, details: { way: "company" } },
    { outcome: "done", actor: { kind: "person", id }, details: { connected: "company" } },
    { outcome: "done", actor: { kind: "person", id }, details: { way: "company" } },
  ]);
  expect(await entries("provider.put")).toMatchObject([{ object: "company", details: { kind: "oidc" } }]);
  const all = await app.request("GET", "/api/audit", { token: owner.token });
  expect(JSON.stringify(all.body)).not.toContain(OIDC_CLIENT.secret);
});

test("the only way in cannot be disconnected; with a password it can", async () => {
  await using it = await withCompany();
  const { app, issuer } = it;
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  const bob = new SimpleBrowser();
  await visit(app, bob, { sub: "bob" });
  const ask = (method: string, path: string, body?: object) =>
    app.request(method, path, {
      headers: { cookie: bob.cookieHeader(new URL(app.url)), origin: app.url },
      ...(body ? { body } : {}),
    });
  const { items } = (await ask("GET", "/api/auth/external-accounts")).body as { items: { id: string }[] };
  const path = `/api/auth/external-accounts/${items[0]?.id}`;
  expect((await ask("DELETE", path)).body["code"]).toBe("last-way-in");
  app.clock += 11 * MINUTE_MS;
  const password = { newPassword: "correct horse" };
  expect((await ask("POST", "/api/auth/password", password)).body["code"]).toBe("recent-login-needed");
  app.clock -= 11 * MINUTE_MS;
  expect((await ask("POST", "/api/auth/password", password)).status).toBe(204);
  expect((await ask("POST", "/api/auth/password", password)).body["code"]).toBe("invalid-credentials");
  expect((await ask("DELETE", path)).status).toBe(204);
  expect((await ask("DELETE", path)).body["code"]).toBe("external-account-not-found");
  const login = await app.request("POST", "/api/auth/login", {
    body: { email: "bob@example.org", password: "correct horse" },
  });
  expect(login.status).toBe(200);
});

test("providers are listed for all, set up by administrators, and keep their secret", async () => {
  await using it = await withCompany();
  const { app, owner, put, oidc } = it;
  const ways = async () => (await app.request("GET", "/api/auth/providers")).body["items"];
  const company = { id: "company", name: "Company", kind: "oidc" };
  const password = { id: "password", name: "E-mail and password", kind: "password" };
  expect(await ways()).toEqual([password, company]);
  const bob = await app.register("bob@example.org");
  for (const [method, path, body] of [
    ["GET", "/api/sign-in-providers", undefined],
    ["PUT", "/api/sign-in-providers/mine", oidc],
    ["DELETE", "/api/sign-in-providers/company", undefined],
  ] as const)
    expect(await app.request(method, path, { token: bob.token, body })).toMatchObject({ status: 403 });

  const { clientSecret: _, ...known } = oidc;
  expect((await put("company", { ...known, name: "The company" })).body).toEqual({
    ...known,
    id: "company",
    name: "The company",
    hasSecret: true,
    enabled: true,
    callbackUrl: `${app.url}/api/auth/oauth/company/callback`,
  });
  // The secret must not follow the settings to another site.
  expect((await put("company", { ...known, issuer: "https://evil.example" })).body["errors"]).toMatchObject([
    { path: "clientSecret" },
  ]);
  for (const issuer of ["http://issuer.example", "ftp://x", "https://a:b@issuer.example", "https://x/?a=b"])
    expect([issuer, (await put("bad", { ...oidc, issuer })).status]).toEqual([issuer, 400]);
  expect((await put("password", oidc)).status).toBe(400);
  expect((await put("bad", { ...oidc, issuer: undefined })).status).toBe(400);

  const signedIn = new SimpleBrowser();
  it.issuer.people.set("carl", { sub: "carl", email: "carl@example.org" });
  await visit(app, signedIn, { sub: "carl" });
  await put("company", { ...known, enabled: false });
  expect(await ways()).toEqual([password]);
  expect(
    errorOf(await new SimpleBrowser().open(`${app.url}/api/auth/oauth/company/start`, isHome(app))),
  ).toEqual(["/login", "provider-not-found"]);
  expect(await me(app, signedIn)).toMatchObject({ email: "carl@example.org" });
  const remove = () => app.request("DELETE", "/api/sign-in-providers/company", { token: owner.token });
  expect((await remove()).status).toBe(204);
  expect((await remove()).body["code"]).toBe("provider-not-found");
  // Set up anew, it knows the people it knew.
  await put("company", oidc);
  const back = new SimpleBrowser();
  await visit(app, back, { sub: "carl" });
  expect(await me(app, back)).toMatchObject({ email: "carl@example.org" });
});

test("a provider that is away is said, and found again when it is back", async () => {
  await using it = await withCompany();
  const { app, issuer } = it;
  const arrive = () =>
    new SimpleBrowser().open(
      `${app.url}/api/auth/oauth/company/start`,
      (url) => isHome(app)(url) || url.href.startsWith(issuer.url),
    );
  issuer.away = true;
  expect(errorOf(await arrive())).toEqual(["/login", "provider-unavailable"]);
  issuer.away = false;
  expect((await arrive()).origin).toBe(issuer.url);
  // Gone while somebody is there, or on the way back from it.
  issuer.people.set("bob", { sub: "bob", email: "bob@example.org" });
  const browser = new SimpleBrowser();
  const back = await visit(app, browser, { sub: "bob", stop: isCallback });
  issuer.away = true;
  expect(errorOf(await browser.open(back, isHome(app)))).toEqual(["/login", "provider-unavailable"]);
});
