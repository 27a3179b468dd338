import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Identity } from "@dispatch/protocol/identity";
import type { Workspace } from "@dispatch/protocol/workspace";
import { Account } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { SilentHost } from "@dispatch/testkit/silent-host";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { expect } from "vitest";
import { journey } from "./journey.ts";

/** Notes what is said of workspaces while they are made, which may be over before anybody looks. */
const WATCH_PREPARING = `
  window.seenPreparing = [];
  new MutationObserver(() => {
    for (const note of document.querySelectorAll('[data-testid="preparing"]'))
      window.seenPreparing.push(note.textContent);
  }).observe(document, { subtree: true, childList: true, characterData: true });`;

journey(
  "a worktree is made from a repository over ssh and worked in; a changed host key is trusted; unsaved work is asked about",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    await using host = await SshHost.open({ git: true });
    using origin = new GitOrigin();
    const body = { name: "Work", authorName: "Ada", authorEmail: "ada@example.org" };
    const identity = await owner.request<Identity>("POST", "/api/users/me/identities", {
      body,
      token: owner.tokens.accessToken,
    });
    host.letIn(identity.body.publicKey);
    const expected = [/409 .*\/api\/(workspaces|repos)\//];
    const window = await (await visit(server.url, { expected })).signIn();
    const { page } = window;
    await page.addInitScript(WATCH_PREPARING);

    await page.goto("/workspaces");
    await window.button("New workspace").click();
    const making = page.getByRole("dialog", { name: "New workspace" });
    await making.getByLabel("Begin with").selectOption("A repository");
    await making.getByLabel("Address").fill(`${host.address}${origin.path}`);
    await making.getByText("Its folder will be origin, its new branch dispatch/origin").waitFor();
    await making.getByRole("button", { name: "Make workspace" }).click();
    const rows = page.getByTestId("workspace-row");
    const row = rows.filter({ hasText: "origin, branch dispatch/origin" });
    await row.getByText("no sessions").waitFor();
    expect(await page.evaluate<string[]>("seenPreparing")).not.toEqual([]);

    await page.goto("/");
    await page.getByTestId("new-terminal").click();
    await page.getByLabel("Workspace").selectOption("origin");
    await window.button("Start terminal").click();
    await page.waitForURL("**/sessions/*");
    await window.prompt();
    await window.type("git --no-pager log --oneline\n");
    await window.shows(/^[0-9a-f]{7,} .*first$/);
    await window.type("echo precious > file; exit\n");
    await page.locator('[data-testid="session-status"][data-status="ended"]').first().waitFor();

    const before = host.fingerprint;
    await host.changeHostKey();
    origin.commit({ "later.txt": "later" }, "later", "later");
    // Somebody is faster than the list of repositories.
    const arrival = Promise.withResolvers<void>();
    await page.route("**/api/repos", async (route) => {
      await arrival.promise;
      await route.continue();
    });
    await page.goto("/workspaces");
    await window.button("New workspace").click();
    await making.getByLabel("Begin with").selectOption("A repository");
    await making.getByLabel("Address").waitFor();
    arrival.resolve();
    await making.getByLabel("Repository").waitFor();
    await making.getByLabel("Branch").fill("later");
    await making.getByLabel("Name", { exact: true }).fill("Second");
    await making.getByRole("button", { name: "Make workspace" }).click();
    const second = rows.filter({ hasText: "Second" });
    await second.getByText("shows another key than before").waitFor();
    await second.getByRole("button", { name: "Trust the new key" }).click();
    const testing = page.getByRole("dialog", { name: "Test Work" });
    await testing.getByRole("button", { name: "Test connection" }).click();
    await testing.getByText(before).waitFor();
    await testing.getByText(host.fingerprint).waitFor();
    await testing.getByRole("button", { name: "Trust the new key" }).click();
    await page.getByText("The host’s new key is trusted").waitFor();
    await page.keyboard.press("Escape");
    await second.getByRole("button", { name: "Try again: Second" }).click();
    await second.getByText("no sessions").waitFor();

    await window.button("Delete origin").click();
    await window.button("Delete workspace").click();
    const question = page.getByRole("alertdialog", { name: "“origin” holds work that is nowhere else" });
    await question.getByText("1 changed file").waitFor();
    await question.getByRole("button", { name: "Delete all the same" }).click();
    await window.button("Restore origin").click();
    await row.getByText("1 session").waitFor();

    await window.openAccount();
    await page.getByRole("menuitem", { name: "Repositories" }).click();
    const repository = page.getByTestId("repository-row");
    await repository.getByText(/^2 workspaces · default branch main · fetched/).waitFor();
    await window.button("Fetch now: origin").click();
    await page.getByText("origin is up to date").waitFor();
    await window.button("Change origin").click();
    await page.getByRole("dialog").getByLabel("Name").fill("Engine");
    await window.button("Save").click();
    await window.button("Forget Engine").click();
    await window.button("Forget repository").click();
    await page.getByText("Workspaces come from it: origin, Second").waitFor();
  },
);

journey(
  "what is being made is called off; templates and folders without a workspace are made use of",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    await using silent = await SilentHost.open();
    const repo = { url: silent.url };
    const made = await owner.request<Workspace>("POST", "/api/workspaces", {
      body: { kind: "worktree", repo },
    });
    await silent.asked;
    const folder = join(made.body.path, "..");
    mkdirSync(join(folder, "left-over"));

    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    await page.goto("/workspaces");
    const row = page.getByTestId("workspace-row").filter({ hasText: "engine" });
    await row.getByText("Getting ready").waitFor();
    await page.goto("/");
    await page.getByTestId("new-terminal").click();
    expect(await page.getByLabel("Workspace").getByRole("option", { name: "engine" }).count()).toBe(0);
    await page.goto("/workspaces");
    await window.button("Cancel making engine").click();
    await row.waitFor({ state: "detached" });
    expect(await page.getByTestId("deleted-workspace").count()).toBe(0);

    await window.button("Make a workspace of left-over").click();
    const adopted = page.getByTestId("workspace-row").filter({ hasText: "left-over" });
    await adopted.waitFor();
    await page.getByTestId("orphan").waitFor({ state: "detached" });
    await window.button("Change left-over").click();
    await page.getByRole("switch", { name: "Template" }).click();
    await window.button("Save").click();
    await adopted.getByText("Template", { exact: true }).waitFor();

    await window.button("New workspace").click();
    const making = page.getByRole("dialog", { name: "New workspace" });
    await making.getByLabel("Begin with").selectOption("A template");
    await making.getByLabel("Name", { exact: true }).fill("Fresh");
    await making.getByText("Its folder will be fresh").waitFor();
    await making.getByRole("button", { name: "Make workspace" }).click();
    const copy = page.getByTestId("workspace-row").filter({ hasText: "Fresh" });
    await copy.getByText("no sessions").waitFor();
    await copy.getByText("Copy", { exact: true }).waitFor();
  },
);
