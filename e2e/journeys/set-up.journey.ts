import { Account, expectStatus } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { journey } from "./journey.ts";

journey(
  "a set-up that failed is looked at, the workspace is used as it is, and its service is started",
  async ({ serve, visit }) => {
    using origin = new GitOrigin({
      ".dispatch.json": JSON.stringify({
        setup: "echo the tool is missing; exit 7",
        ports: ["web"],
        services: [{ name: "web", command: "echo serving at $PORT; exec cat", port: "web" }],
      }),
    });
    const server = await serve();
    const owner = await Account.register(server.url);
    const body = { kind: "worktree", name: "Engine", repo: { url: origin.url } };
    expectStatus(await owner.request("POST", "/api/workspaces", { body }), 201);
    const window = await (await visit(server.url)).signIn();
    const { page } = window;

    await page.goto(`${server.url}/workspaces`);
    await page.getByRole("link", { name: "Output of the set-up" }).click();
    await page.waitForURL("**/sessions/*");
    await window.shows(/the tool is missing/);

    await page.goto(`${server.url}/workspaces`);
    await window.button("Use Engine as it is").click();
    await window.button("Start web").click();
    await page.waitForURL("**/sessions/*");
    await window.shows(/serving at \d+/);
  },
);
