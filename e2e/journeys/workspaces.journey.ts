import { expect } from "vitest";
import { Account } from "@dispatch/testkit/account";
import { journey } from "./journey.ts";

journey(
  "a workspace is made with its first terminal, is not deleted while that lives, and comes back with its files",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    const window = await (await visit(server.url, { expected: [/409 .*\/api\/workspaces\//] })).signIn();
    const { page } = window;

    await page.getByTestId("new-terminal").click();
    await page.getByLabel("Workspace").selectOption("New workspace…");
    await page.getByLabel("Name", { exact: true }).fill("My project");
    await window.button("Start terminal").click();
    await page.waitForURL("**/sessions/*");
    await window.prompt();
    await window.type("echo precious > file; pwd\n");
    await window.shows(/\/my-project$/);

    await page.goto("/");
    await page.getByTestId("session-row").getByText("My project").first().waitFor();
    await window.openAccount();
    await page.getByRole("menuitem", { name: "Workspaces" }).click();
    const row = page.getByTestId("workspace-row").filter({ hasText: "My project" });
    await row.getByText("1 session, 1 live").waitFor();
    await remove();
    await page.getByText(/Still alive in it: .* End what runs there first/).waitFor();

    await page.goto("/");
    await page.getByTestId("session-row").getByRole("link").click();
    await window.type("exit\n");
    await page.locator('[data-testid="session-status"][data-status="ended"]').first().waitFor();
    await page.goto("/workspaces");
    await remove();
    await page.getByTestId("deleted-workspace").getByText("gone for good in 14 days").waitFor();
    expect(await row.count()).toBe(0);
    await window.button("Restore My project").click();
    await row.getByText("1 session").waitFor();

    await page.goto("/");
    await page.getByTestId("new-terminal").click();
    await page.getByLabel("Workspace").selectOption("My project");
    await window.button("Start terminal").click();
    await page.waitForURL("**/sessions/*");
    await window.prompt();
    await window.type("cat file\n");
    await window.shows("precious");

    async function remove() {
      await window.button("Delete My project").click();
      const question = page.getByRole("alertdialog", { name: "Delete “My project”?" });
      await question.getByText("You can restore it for 14 days").waitFor();
      await question.getByRole("button", { name: "Delete workspace" }).click();
    }
  },
);
