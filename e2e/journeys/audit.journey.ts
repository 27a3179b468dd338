import { readFile } from "node:fs/promises";
import { Account } from "@dispatch/testkit/account";
import { expect } from "vitest";
import { journey } from "./journey.ts";

journey(
  "an administrator reads who did what, narrows it, and takes it along; a member finds nothing there",
  async ({ serve, visit }) => {
    const server = await serve({ DISPATCH_REGISTRATION: "open" });
    const owner = await Account.register(server.url);
    const other = await Account.register(server.url, "bea@example.com");
    await owner.terminal({ title: "Work" });
    await other.terminal({ title: "Hers" });
    const wrong = { email: "bea@example.com", password: "a wrong passphrase" };
    await owner.request("POST", "/api/auth/login", { body: wrong });

    const { page } = await (await visit(server.url)).signIn("owner@example.com", "/settings/audit");
    await page.getByText("The log is whole").waitFor();
    const entries = page.getByTestId("audit-entry");
    const said = async () =>
      (await entries.locator("p:first-child").allInnerTexts()).map((text) => text.trim());
    await entries.first().waitFor();
    expect((await said()).slice(0, 4)).toEqual([
      "owner signed in",
      "Somebody unknown tried to sign in as bea: e-mail or password is wrong",
      "bea (with an API key) started a terminal",
      "owner (with an API key) started a terminal",
    ]);
    expect(await entries.first().innerText()).toContain("from 127.0.0.1 with Chrome (headless) on Linux");

    await page.getByLabel("What", { exact: true }).selectOption({ label: "Session started" });
    await page.getByLabel("Who", { exact: true }).selectOption({ label: "bea (bea@example.com)" });
    await entries.nth(1).waitFor({ state: "detached" });
    expect(await said()).toEqual(["bea (with an API key) started a terminal"]);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export" }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.every((line) => line.startsWith('{"entry":{"number":'))).toBe(true);

    const member = await (await visit(server.url)).signIn("bea@example.com", "/settings/audit");
    await member.page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  },
);
