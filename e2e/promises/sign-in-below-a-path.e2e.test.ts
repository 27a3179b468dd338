import { Account, expectStatus } from "@dispatch/testkit/account";
import { FakeGitHub, GITHUB_CLIENT } from "@dispatch/testkit/fake-github";
import { freePort } from "@dispatch/testkit/free-port";
import { httpRequest } from "@dispatch/testkit/http-request";
import { SimpleBrowser } from "@dispatch/testkit/simple-browser";
import { TestServer } from "@dispatch/testkit/test-server";
import type { SignInProvider } from "@dispatch/protocol/sign-in";
import { expect, test } from "vitest";

test("below a path of a proxy, providers send people back to where they came from, and codes lead there", async () => {
  const port = await freePort();
  const home = `http://127.0.0.1:${port}/work`;
  await using server = await TestServer.start({
    port,
    env: { DISPATCH_PUBLIC_URL: home, DISPATCH_REGISTRATION: "open" },
  });
  await using github = await FakeGitHub.open();
  const owner = await Account.register(home);
  const provider = { kind: "github", name: "GitHub", issuer: github.url, clientId: GITHUB_CLIENT.id };
  const put = await owner.request<SignInProvider>("PUT", "/api/sign-in-providers/github", {
    token: owner.tokens.accessToken,
    body: { ...provider, clientSecret: GITHUB_CLIENT.secret },
  });
  expect(expectStatus(put, 200).callbackUrl).toBe(`${home}/api/auth/oauth/github/callback`);

  const arrive = (query: string, stop: (url: URL) => boolean) =>
    new SimpleBrowser().open(`${home}/api/auth/oauth/github/start${query}`, stop);
  const isPage = (url: URL) => url.port === String(port) && !url.pathname.includes("/api/");
  expect((await arrive("?next=/work/settings", isPage)).href).toBe(`${home}/settings`);
  expect((await arrive("", isPage)).href).toBe(`${home}/`);
  github.agrees = false;
  expect((await arrive("", isPage)).href).toBe(`${home}/login?error=sign-in-cancelled`);

  const asked = await httpRequest<{ verificationUrl: string }>("POST", `${home}/api/auth/device`, {
    body: {},
  });
  expect(asked.body.verificationUrl).toBe(`${home}/pair`);
  expect(server.output).not.toContain(GITHUB_CLIENT.secret);
});
