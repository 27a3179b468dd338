import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createClient } from "@dispatch/client";
import type { Session } from "@dispatch/protocol/session";
import { Account, expectStatus } from "@dispatch/testkit/account";
import { builtApp } from "@dispatch/testkit/built-apps";
import { MountingProxy } from "@dispatch/testkit/mounting-proxy";
import { TestServer } from "@dispatch/testkit/test-server";
import { within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const MOUNT = "/some/path";

/** A server at a path of a proxy's, as an operator would set it up. */
async function mounted(strips: boolean) {
  const stack = new AsyncDisposableStack();
  const proxy = stack.use(await MountingProxy.open({ path: MOUNT, strips }));
  const env = { DISPATCH_PUBLIC_URL: proxy.url, DISPATCH_TRUSTED_PROXY: "127.0.0.1" };
  const server = stack.use(await TestServer.start({ env }));
  proxy.mount(server.url);
  return { proxy, server, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

for (const strips of [true, false]) {
  const kind = strips ? "that takes the prefix off" : "that leaves the prefix on";

  test(`below a path of a proxy ${kind}, client library, events, socket and command line work`, async () => {
    await using at = await mounted(strips);
    const owner = await Account.register(at.proxy.url);
    const client = createClient({ baseUrl: at.proxy.url, token: owner.token });
    const { data } = await client.POST("/api/sessions", {
      body: { kind: "terminal", shell: "/bin/sh", args: ["-c", "echo through $((6*7)); cat"] },
    });
    const session = data as Session;

    const { promise: shown, resolve } = Promise.withResolvers<void>();
    let text = "";
    using live = client.live();
    live.attach(session.id, {
      onEvent: (event) => {
        if (event.channel !== "terminal:output") return;
        text += Buffer.from(event.payload).toString();
        if (text.includes("through 42")) resolve();
      },
    });
    await within("output by socket", shown);
    expect(at.proxy.upgrades).toBeGreaterThan(0);

    const first = client.events(session.id);
    expect((await within("an event by SSE", first.next())).value).toMatchObject({ seq: 1 });
    await first.return(undefined);

    const file = await owner.request("GET", `/api/sessions/${session.id}/export?format=txt`);
    expect(file.text).toContain("through 42");
    const words = ["ls", "--json", "--server", at.proxy.url, "--token", owner.token];
    const { stdout } = await promisify(execFile)(process.execPath, [builtApp("cli"), ...words], {
      env: { PATH: process.env["PATH"], DISPATCH_HOME: at.server.home },
    });
    expect((JSON.parse(stdout) as { items: Session[] }).items.map(({ id }) => id)).toEqual([session.id]);

    const invite = await owner.request<{ url: string }>("POST", "/api/invites", {
      token: owner.tokens.accessToken,
      body: { role: "member" },
    });
    expect(expectStatus(invite, 201).url.startsWith(`${at.proxy.url}/join#`)).toBe(true);
    expect(at.proxy.strays).toEqual([]);
  });
}
