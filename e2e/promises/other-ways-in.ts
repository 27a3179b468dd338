import { type Account, PASSWORD, expectStatus } from "@dispatch/testkit/account";
import { FakeGitHub, GITHUB_CLIENT } from "@dispatch/testkit/fake-github";
import { httpRequest } from "@dispatch/testkit/http-request";
import { SimpleBrowser } from "@dispatch/testkit/simple-browser";
import { SoftPasskey } from "@dispatch/testkit/soft-passkey";

type Listed = { items: { id: string }[] };

/** Gives the account a passkey, and says its id. */
export async function addPasskey(account: Account): Promise<string> {
  const { port } = new URL(account.url);
  const host = `localhost:${port}`; // passkeys belong to a name
  const ask = (path: string, body: object) =>
    account.request<{ challenge: string; id: string }>("POST", `/api/auth/passkeys${path}`, {
      token: account.tokens.accessToken,
      headers: { host },
      body,
    });
  const { challenge } = expectStatus(await ask("/options", {}), 200);
  const passkey = new SoftPasskey({ rpId: "localhost", origin: `http://${host}` });
  return expectStatus(await ask("", { name: "Phone", credential: passkey.create(challenge) }), 201).id;
}

/** Sets GitHub up as `github`, connects the owner's account there, and says the connection's id. */
export async function connectGitHub(owner: Account): Promise<string> {
  await using github = await FakeGitHub.open();
  const login = { token: owner.tokens.accessToken };
  const provider = { kind: "github", name: "GitHub", issuer: github.url, clientId: GITHUB_CLIENT.id };
  const body = { ...provider, clientSecret: GITHUB_CLIENT.secret };
  expectStatus(await owner.request("PUT", "/api/sign-in-providers/github", { ...login, body }), 200);

  const browser = new SimpleBrowser();
  const here = new URL(owner.url);
  const keep = (lines: readonly string[] = []) => {
    for (const [pair = ""] of lines.map((line) => line.split(";"))) {
      browser.setCookie(here, pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  };
  const { email } = owner.tokens.user;
  const signedIn = await httpRequest("POST", `${owner.url}/api/auth/login`, {
    body: { email, password: PASSWORD },
  });
  keep(signedIn.headers["set-cookie"]);
  const begun = await httpRequest<{ url: string }>("POST", `${owner.url}/api/auth/oauth/github/connect`, {
    headers: { cookie: browser.cookieHeader(here), origin: owner.url },
  });
  keep(begun.headers["set-cookie"]);
  await browser.open(expectStatus(begun, 200).url, ({ pathname }) => pathname.endsWith("/settings/ways-in"));
  const accounts = await owner.request<Listed>("GET", "/api/auth/external-accounts", login);
  const [account] = expectStatus(accounts, 200).items;
  if (!account) throw new Error("the account at GitHub was not connected");
  return account.id;
}
