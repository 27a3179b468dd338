import { Account, PASSWORD, expectStatus } from "@dispatch/testkit/account";
import type { ServerSettings } from "@dispatch/protocol/settings";
import { expect } from "vitest";
import { journey } from "./journey.ts";

const settingsOf = async (owner: Account) =>
  expectStatus(
    await owner.insist<ServerSettings>("GET", "/api/settings", { token: owner.tokens.accessToken }),
    200,
  );

journey(
  "an administrator changes what holds for everybody, which outlives the server; what is fixed is shown as such",
  async ({ serve, visit }) => {
    const server = await serve({ DISPATCH_AGENT_SLEEP: "120" });
    const owner = await Account.register(server.url);
    const person = await visit(server.url, { expected: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/] });
    const window = await person.signIn("owner@example.com", "/settings/server-settings");
    const { page } = window;
    const fixed = page.locator('[data-name="agentSleep"][data-origin="fixed"]');
    await fixed.getByText("2 minutes").waitFor();
    await fixed.getByText("Fixed by DISPATCH_AGENT_SLEEP, where the server is started.").waitFor();
    expect(await fixed.locator("input, select, button").count()).toBe(0);

    // What makes no sense is said beside its field, and cannot be saved.
    const starts = page.getByLabel("Starts within a minute", { exact: true });
    await starts.fill("0");
    await page
      .locator('[data-name="quotaStartsPerMinute"]')
      .getByText("Needs a whole number from 1 to 1,000,000,000.")
      .waitFor();
    expect(await window.button("Save").isDisabled()).toBe(true);
    await window.button("Discard").click();
    expect(await starts.inputValue()).toBe("1000");

    await page.getByLabel("New accounts", { exact: true }).selectOption("Anybody who reaches this server");
    await page.locator('[data-name="quotaDiskMib"]').getByRole("checkbox", { name: "No limit" }).uncheck();
    await page.getByLabel("Disk: unit").selectOption("GiB");
    await page.getByLabel("Disk", { exact: true }).fill("1.5");
    await page.getByText("2 changes not saved").waitFor();
    await window.button("Save").click();
    await page.locator('[data-name="registration"][data-origin="set"]').waitFor();
    expect(await settingsOf(owner)).toMatchObject({
      registration: { value: "open", origin: "set" },
      quotaDiskMib: { value: 1536, origin: "set" },
      quotaStartsPerMinute: { origin: "default" },
    });

    await server.restart();
    const made = { email: "bea@example.com", password: PASSWORD };
    expect((await owner.insist("POST", "/api/auth/register", { body: made })).status).toBe(201);
    await page.reload();
    await page.locator('[data-name="quotaDiskMib"][data-origin="set"]').waitFor();
    expect(await page.getByLabel("Disk", { exact: true }).inputValue()).toBe("1536");

    await window.button("Take back to default: New accounts").click();
    await window.button("Save").click();
    await page.locator('[data-name="registration"][data-origin="default"]').waitFor();
    expect((await settingsOf(owner)).registration.value).toBe("invite");

    const member = await (await visit(server.url)).signIn("bea@example.com", "/settings/server-settings");
    await member.page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  },
);

journey("a shorter retention asks first, and says what goes at once", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  const window = await (await visit(server.url)).signIn("owner@example.com", "/settings/server-settings");
  const { page } = window;
  const row = page.locator('[data-name="retentionDays"]');
  await row.getByRole("checkbox", { name: "For ever" }).uncheck();
  await page.getByLabel("Ended sessions are kept for", { exact: true }).fill("30");
  await window.button("Save").click();
  const question = page.getByRole("alertdialog", { name: "Keep ended sessions for 30 days?" });
  await question.getByText("No session is that old now.").waitFor();
  await question.getByRole("button", { name: "Cancel" }).click();
  expect((await settingsOf(owner)).retentionDays.value).toBe("none");
  await window.button("Save").click();
  await question.getByRole("button", { name: "Save and remove" }).click();
  await page.locator('[data-name="retentionDays"][data-origin="set"]').waitFor();
  expect((await settingsOf(owner)).retentionDays.value).toBe(30);

  await page.goto("/settings/data");
  await page.getByText("Ended sessions go by themselves 30 days after their end").waitFor();
});
