import { PASSWORD } from "@dispatch/testkit/account";
import { MountingProxy } from "@dispatch/testkit/mounting-proxy";
import { expect } from "vitest";
import { journey } from "./journey.ts";

for (const strips of [true, false]) {
  journey(
    `behind a proxy that ${strips ? "takes its path off" : "leaves its path on"}: set-up, a terminal, a reload, and the server's own address`,
    async ({ serve, visit }) => {
      await using proxy = await MountingProxy.open({ path: "/some/path", strips });
      const server = await serve({ DISPATCH_PUBLIC_URL: proxy.url, DISPATCH_TRUSTED_PROXY: "127.0.0.1" });
      proxy.mount(server.url);
      const person = await visit(proxy.url);
      const window = await person.open(proxy.url);
      const { page } = window;

      await page.waitForURL(`${proxy.url}/setup`);
      await page.getByLabel("E-mail").fill("owner@example.com");
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await window.button("Create owner account").click();
      await window.newTerminal();
      await window.type("echo $((6*7))\n");
      await window.shows("42");
      expect(page.url()).toBe(`${proxy.url}/sessions/${window.sessionId}`);
      expect(proxy.upgrades).toBeGreaterThan(0);

      await page.reload();
      await window.shows("42");
      await window.type("echo again $((40+2))\n");
      await window.shows("again 42");
      const [cookie] = await person.context.cookies();
      expect(cookie).toMatchObject({ path: "/some/path", httpOnly: true });

      // Past the proxy the same pages are found below the same path.
      await page.goto(`${server.url}/sessions/${window.sessionId}`);
      await page.waitForURL(`${server.url}/some/path/**`);
      await window.shows("again 42");
      expect(proxy.strays).toEqual([]);
    },
  );
}
