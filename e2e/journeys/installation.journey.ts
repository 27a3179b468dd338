import { Account } from "@dispatch/testkit/account";
import { journey } from "./journey.ts";

journey(
  "the owner sees what is ready and what keeps sessions apart, and replaces the encryption key",
  async ({ serve, visit }) => {
    const server = await serve({ DISPATCH_REGISTRATION: "open" });
    await Account.register(server.url);
    await Account.register(server.url, "bea@example.com");

    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    await window.openAccount();
    await page.getByRole("menuitem", { name: "Installation" }).click();
    await page.getByText("A runner is ready").waitFor();
    await page.getByText(/^Runner on /).waitFor();
    await page.getByText("Sessions in a sandbox of their own (bubblewrap)").waitFor();
    await page.getByRole("button", { name: "Replace key" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Replace key" }).click();
    await page
      .getByText(/^A new encryption key is in use, and \d+ secrets? (is|are) sealed under it\.$/)
      .waitFor();

    // It is in the audit log at once, and this browser is signed in still.
    await page.goto("/settings/audit");
    await page.getByText("owner replaced the encryption key").waitFor();
    await page.getByText("The log is whole").waitFor();

    const member = await (await visit(server.url)).signIn("bea@example.com", "/settings/installation");
    await member.page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  },
);
