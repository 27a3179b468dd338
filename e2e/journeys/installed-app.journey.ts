import { Account } from "@dispatch/testkit/account";
import { MountingProxy } from "@dispatch/testkit/mounting-proxy";
import { until } from "@dispatch/testkit/until";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";

/** What a browser without a connection notes of every call. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/;

const caches = (page: Page) =>
  page.evaluate<string[]>(
    "caches.keys().then((names) => names.filter((name) => name.startsWith('dispatch')))",
  );

/** The app is in the browser, whole, and answers for this page. */
const isKept = (page: Page) =>
  until("an app that is kept", () =>
    page.evaluate<boolean>(
      "navigator.serviceWorker.getRegistration().then((found) => found?.active?.state === 'activated' && navigator.serviceWorker.controller !== null)",
    ),
  );

journey("without a connection the app opens, says so, and goes on by itself", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  await owner.terminal({ title: "Build" });
  const person = await visit(server.url, { expected: [OFFLINE] });
  const window = await person.signIn();
  const { page } = window;
  await isKept(page);

  await person.context.setOffline(true);
  for (const path of ["/", "/inbox", "/no/such/page"]) {
    await page.goto(path);
    await page.getByRole("heading", { name: "No connection" }).waitFor();
    await page.getByText("This device is offline. What runs on the server goes on.").waitFor();
  }
  await page.goto("/");
  await page.getByRole("heading", { name: "No connection" }).waitFor();
  await person.context.setOffline(false);
  await page.getByRole("link", { name: "Build" }).first().waitFor();
  expect(await page.evaluate("caches.match('/api/auth/me').then((kept) => kept === undefined)")).toBe(true);
});

journey(
  "a new version is offered and taken over when asked, and old ones are cleared away",
  async ({ serve, visit }) => {
    await using proxy = await MountingProxy.open({ path: "/some/path", strips: true });
    const server = await serve({ DISPATCH_PUBLIC_URL: proxy.url, DISPATCH_TRUSTED_PROXY: "127.0.0.1" });
    proxy.mount(server.url);
    await Account.register(server.url);
    const person = await visit(proxy.url);
    const { page } = await person.signIn("owner@example.com", proxy.url);

    await isKept(page);
    const [first, ...none] = await caches(page);
    expect([first, none]).toEqual([expect.stringMatching(/^dispatch-app-\d+$/), []]);

    const version = first?.slice("dispatch-app-".length) ?? "";
    const release = (name: string) =>
      proxy.edits.set("/service-worker.js", (text) => text.replaceAll(version, name));

    for (const [name, kept] of [
      ["second", [first, "dispatch-app-second"]],
      ["third", ["dispatch-app-second", "dispatch-app-third"]],
    ] as const) {
      await page.evaluate("globalThis.isSamePage = true");
      release(name);
      // As if a person came back to the page after a while.
      await page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())");
      await page.getByText("A new version is ready").waitFor();
      expect(await page.evaluate("globalThis.isSamePage")).toBe(true);
      await page.getByRole("button", { name: "Reload" }).click();
      await until("a page that was loaded anew", () =>
        page.evaluate<boolean>("globalThis.isSamePage === undefined").catch(() => false),
      );
      await until("the new version alone with the one before", async () => {
        const names = await caches(page).catch(() => []);
        return names.length === 2 && names.join() === kept.join();
      });
      await page.getByRole("heading", { name: "No sessions yet" }).waitFor();
      expect(await page.getByText("A new version is ready").count()).toBe(0);
    }
  },
);

journey("a browser is offered an app to install, with its icons and ways in", async ({ serve, visit }) => {
  await using proxy = await MountingProxy.open({ path: "/some/path", strips: false });
  const server = await serve({ DISPATCH_PUBLIC_URL: proxy.url, DISPATCH_TRUSTED_PROXY: "127.0.0.1" });
  proxy.mount(server.url);
  const person = await visit(proxy.url);
  const { page } = await person.open(proxy.url);
  await page.waitForURL("**/setup");
  const devtools = await person.context.newCDPSession(page);
  const manifest = await devtools.send("Page.getAppManifest");
  expect(manifest.errors).toEqual([]);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A window without a profile of its own may install nothing; all that the app itself owes is there.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  expect(await devtools.send("Page.getAppId")).toMatchObject({ appId: `${proxy.url}/` });
});
