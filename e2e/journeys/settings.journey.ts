import { Account, expectStatus } from "@dispatch/testkit/account";
import { scriptedAgent } from "@dispatch/testkit/agent-server";
import { until } from "@dispatch/testkit/until";
import type { Approval } from "@dispatch/protocol/agent/approval";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone, tooWide } from "./phone.ts";
import { steps, withScriptedAgent } from "./scripted-agent.ts";

const openApprovals = async (owner: Account) =>
  expectStatus(await owner.request<{ items: Approval[] }>("GET", "/api/approvals?state=open"), 200).items;

journey(
  "every page of the settings is found and reached by keyboard, on a phone by touch",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    await Account.register(server.url);
    const { page } = await (await visit(server.url)).signIn("owner@example.com", "/settings");
    const find = page.getByRole("searchbox", { name: "Find a setting" });
    const heading = page.locator("main h1");
    await heading.getByText("Profile").waitFor();

    await page.getByRole("button", { name: "Change name" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Ada of the Hill");
    await page.keyboard.press("Enter");
    await page.locator("main").getByText("Ada of the Hill").waitFor();
    await page.reload();
    await page.locator("aside, nav").getByText("Ada of the Hill").first().waitFor();

    await find.focus();
    await page.keyboard.type("passk");
    await page.keyboard.press("Enter");
    await heading.getByText("Ways in").waitFor();
    expect(new URL(page.url()).pathname).toBe("/settings/ways-in");
    await page.keyboard.press("Escape");
    await page.getByRole("navigation", { name: "Settings" }).getByText("Installation").waitFor();

    // The list keeps the focus: Tab and Enter walk through it.
    const names = await page.getByRole("navigation", { name: "Settings" }).getByRole("link").allInnerTexts();
    expect(names.length).toBeGreaterThan(12);
    for (const name of names) {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await heading.getByText(name.trim(), { exact: true }).waitFor();
      expect(await page.locator(":focus").innerText()).toBe(name);
    }

    // The palette leads there, and old addresses do.
    await page.keyboard.press("Control+k");
    await page.keyboard.type("budgets");
    await page.locator("[role=option][aria-selected=true]", { hasText: "Usage and limits" }).waitFor();
    await page.keyboard.press("Enter");
    await heading.getByText("Usage and limits").waitFor();
    await page.goto("/people");
    await page.waitForURL("**/settings/people");
    await heading.getByText("People").waitFor();

    const pocket = (await (await visit(server.url, phone)).signIn("owner@example.com", "/settings")).page;
    await pocket.getByRole("link", { name: "Approval rules" }).tap();
    await pocket.locator("main h1").getByText("Approval rules").waitFor();
    expect(await tooWide(pocket)).toEqual([]);
    await pocket.getByRole("link", { name: "Settings" }).tap();
    await pocket.getByRole("searchbox", { name: "Find a setting" }).waitFor();
    expect(await tooWide(pocket)).toEqual([]);
  },
);

journey(
  "the language that is chosen holds on every device, and the usual agent in every new task",
  async ({ serve, visit }) => {
    const server = await serve({}, (home) => {
      const agent = scriptedAgent(home);
      return { agentProvider: agent.id, agents: [agent, { ...agent, id: "second", name: "Second" }] };
    });
    await Account.register(server.url);
    const { page } = await (await visit(server.url)).signIn("owner@example.com", "/settings/profile");
    const lang = () => page.locator("html").getAttribute("lang");
    await page.getByLabel("Dispatch speaks").selectOption("Deutsch");
    await page.locator("main h1").getByText("Profil", { exact: true }).waitFor();
    expect(await lang()).toBe("de");

    // Another browser, which asks for English, learns of it when somebody signs in.
    const other = await (await visit(server.url, { locale: "en" })).signIn("owner@example.com", "/settings");
    await other.page.locator("main h1").getByText("Profil", { exact: true }).waitFor();

    await page.getByLabel("Dispatch spricht").selectOption("Die Sprache des Browsers");
    await page.locator("main h1").getByText("Profile", { exact: true }).waitFor();
    expect(await lang()).toBe("en");

    await page.goto("/settings/agents");
    await page.getByLabel("A new task begins with").selectOption("Second");
    await page.goto("/");
    await page.getByTestId("new-agent").click();
    const chosen = page.getByRole("dialog").getByLabel("Agent", { exact: true });
    await chosen.waitFor();
    expect(await chosen.inputValue()).toBe("second");
  },
);

journey(
  "a key that is disabled opens nothing until it is enabled again, by whatever name",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const window = await (await visit(server.url)).signIn("owner@example.com", "/settings/api-keys");
    const { page } = window;
    await page.getByLabel("Name").fill("Robot");
    await page.getByLabel("It may").selectOption("Look at sessions");
    await page.getByLabel("It ends").selectOption("After 30 days");
    await window.button("Create key").click();
    const token = await page.getByRole("textbox", { name: "Secret" }).innerText();
    await window.button("Done").click();
    const asks = async (method: string) =>
      (await owner.request(method, "/api/sessions", { token, ...(method === "POST" && { body: {} }) }))
        .status;
    expect([await asks("GET"), await asks("POST")]).toEqual([200, 403]);

    const row = page.getByTestId("api-key").filter({ hasText: "Robot" });
    const act = async (name: string, action: string) => {
      await window.button(`Actions for key ${name}`).click();
      await page.getByRole("menuitem", { name: action }).click();
    };
    await act("Robot", "Disable");
    await row.getByText("Disabled", { exact: true }).waitFor();
    expect(await asks("GET")).toBe(401);
    await act("Robot", "Rename");
    const dialog = page.getByRole("dialog", { name: "Rename key" });
    await dialog.getByLabel("Name").fill("Robot of old");
    await dialog.getByRole("button", { name: "Save" }).click();
    await row.getByText("Robot of old").waitFor();
    await page.reload();
    await row.getByText("Disabled", { exact: true }).waitFor();
    await act("Robot of old", "Enable");
    await row.getByText("Disabled", { exact: true }).waitFor({ state: "detached" });
    expect(await asks("GET")).toBe(200);
    await act("Robot of old", "Delete");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete key" }).click();
    await row.waitFor({ state: "detached" });
    expect(await asks("GET")).toBe(401);
  },
);

journey("a key for an agent is given, kept to oneself, and deleted", async ({ serve, visit }) => {
  const server = await serve({}, withScriptedAgent);
  const owner = await Account.register(server.url);
  const window = await (await visit(server.url)).signIn("owner@example.com", "/settings/agents");
  const { page } = window;
  const scripted = page.locator('[data-testid="provider"][data-id="scripted"]');
  await scripted.getByText("Ready").waitFor();
  await page.locator('[data-id="claude"][data-standing="not-installed"]').waitFor();

  await window.button("Give a key for Scripted").click();
  const dialog = page.getByRole("dialog", { name: "Your key for Scripted" });
  await dialog.getByLabel("Variables").fill("no variable");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("“no variable” is no NAME=value.").waitFor();
  await dialog.getByLabel("Variables").fill("HOUSE_SECRET=sesame-open");
  await dialog.getByRole("button", { name: "Save" }).click();
  await scripted.getByText("Your own variables").waitFor();
  await page.reload();
  await scripted.getByText("Your own variables").waitFor();
  await window.button("Change your key for Scripted").click();
  await dialog.getByText("Kept: HOUSE_SECRET.").waitFor();
  expect(await page.content()).not.toContain("sesame-open");
  await page.keyboard.press("Escape");

  await window.button("Delete your key for Scripted").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete key" }).click();
  await window.button("Give a key for Scripted").waitFor();
  const kept = await owner.request<{ items: object[] }>("GET", "/api/me/provider-keys", {
    token: owner.tokens.accessToken,
  });
  expect(expectStatus(kept, 200).items).toEqual([]);
});

journey("a rule that is made in the settings answers what an agent waits for", async ({ serve, visit }) => {
  const server = await serve({}, withScriptedAgent);
  const owner = await Account.register(server.url);
  const { id } = await owner.agent(steps("run echo from-the-rule", "say Done."));
  await until("a question", async () => (await openApprovals(owner))[0]);
  const refused = [/400 .*\/api\/approval-rules/];
  const person = await visit(server.url, { expected: refused });
  const window = await person.signIn("owner@example.com", "/settings/rules");
  const { page } = window;
  await page.getByText("No rules yet.").waitFor();
  await window.button("Add rule").click();
  const dialog = page.getByRole("dialog", { name: "Add a rule" });
  const pattern = dialog.getByLabel("Commands it is about");
  await pattern.fill("echo:*");
  await dialog.getByRole("button", { name: "Add rule" }).click();
  await dialog.getByText("Must have a space before the `*`").waitFor();
  await pattern.fill("echo *");
  await dialog.getByRole("button", { name: "Add rule" }).click();
  await page.getByTestId("rule").getByText("echo *").waitFor();

  // What waited goes on at once, and says which rule it was.
  await owner.sessionWhere(id, "an agent at rest", ({ status }) => status === "idle");
  expect(await openApprovals(owner)).toEqual([]);
  const answered = (await owner.events(id)).find(({ channel }) => channel === "session:answered");
  expect(answered?.payload).toMatchObject({ decision: "allow", by: "rule" });

  // Stricter goes before: changed and tried out.
  const verdict = page.getByTestId("verdict");
  await page.getByLabel("Command", { exact: true }).fill("echo hi && rm x");
  await window.button("Try").click();
  await page.locator('[data-testid="verdict"][data-effect="none"]').waitFor();
  await verdict.getByText("rm x", { exact: true }).waitFor();
  await window.button("Change the rule: Allow Commands: echo *").click();
  await page.getByRole("dialog").getByRole("radio", { name: "Deny" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.locator('[data-testid="rule"][data-effect="deny"]').waitFor();
  await window.button("Try").click();
  await verdict.getByText("It would be denied").waitFor();

  await window.button("Delete the rule: Deny Commands: echo *").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete rule" }).click();
  await page.getByText("No rules yet.").waitFor();
});

journey(
  "a limit that is set in the settings holds an agent, and raised lets it go on",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const window = await (await visit(server.url)).signIn("owner@example.com", "/settings/usage");
    const { page } = window;
    await page.getByText("Nothing was used in this time.").waitFor();
    await window.button("Add limit of yours").click();
    const dialog = page.getByRole("dialog", { name: "Add limit of yours" });
    await dialog.getByLabel("For").selectOption("Each day");
    await dialog.getByLabel("Limit", { exact: true }).fill("0.2");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("$0.20 a day").waitFor();

    const { id } = await owner.agent("usage 100 10 0.25");
    await owner.sessionWhere(id, "an agent at rest", ({ status }) => status === "idle");
    await owner.insist("POST", `/api/sessions/${id}/messages`, { body: { text: "say Further." } });
    await owner.sessionWhere(id, "an agent that is held", ({ agent }) => agent?.isHeld === true);
    expect(await openApprovals(owner)).toMatchObject([{ type: "budget", sessionId: id }]);

    await page.reload();
    await page.getByText("$0.25 of $0.20 used").waitFor();
    await page.getByLabel("For each").selectOption("Agent");
    await page.getByRole("rowheader", { name: "scripted" }).waitFor();
    await window.button("Change the limit: $0.20 a day").click();
    await page.getByRole("dialog", { name: "Change limit" }).getByLabel("Limit", { exact: true }).fill("5");
    await page.getByRole("dialog", { name: "Change limit" }).getByRole("button", { name: "Save" }).click();
    await page.getByText("$5.00 a day").waitFor();
    await owner.sessionWhere(
      id,
      "an agent that went on",
      ({ agent, status }) => agent?.turns === 2 && status === "idle",
    );
    expect(await openApprovals(owner)).toEqual([]);

    await window.button("Delete the limit: $5.00 a day").click();
    await page.getByText("You have set no limits.").waitFor();
    await window.button("Undo").click();
    await page.getByText("$5.00 a day").waitFor();
  },
);
