import { Account } from "@dispatch/testkit/account";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { withScriptedAgent, steps } from "./scripted-agent.ts";

journey(
  "a task is given, asks before it writes, survives a reload, and shows what it changed",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    await page.getByTestId("new-agent").click();
    const task = steps(
      "say I **look** first.",
      "todo Write the notes | Read them",
      "write notes.md | first line",
      "run cat notes.md",
      "usage 1200 300 0.25",
      "say All done.",
    );
    await page.getByLabel("First task").fill(task);
    await page.getByLabel("First task").press("Enter");
    await page.waitForURL("**/sessions/*");

    // What is asked shows exactly what would happen; a reload loses neither the question nor what is being written.
    const card = page.getByTestId("approval");
    await card.getByTestId("diff").getByText("first line").waitFor();
    await page.getByRole("textbox", { name: "Message" }).fill("half a thought");
    await page.reload();
    await card.getByTestId("diff").getByText("first line").waitFor();
    await page.locator("strong", { hasText: "look" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("half a thought");
    expect(await page.title()).toMatch(/^\(1\) /);

    // A key answers it, once it has been there for a moment, and when it is not typed into something.
    const takesKeys = page.locator('[data-testid="approval"][data-keys="true"]');
    await takesKeys.waitFor();
    await page.keyboard.press("a");
    expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("half a thoughta");
    await page.getByTestId("conversation").focus();
    const first = await card.getAttribute("data-id");
    await page.keyboard.press("a");
    await page.getByTestId("answered").getByText("Allowed by you").waitFor();

    await card.getByText("cat notes.md").first().waitFor();
    await page.locator(`[data-keys="true"]:not([data-id="${first}"])`).waitFor();
    await page.keyboard.press("d");
    await page.getByRole("textbox", { name: "Say why, or what to do instead" }).fill("I know what it says.");
    await page.keyboard.press("Enter");
    await page.getByText("Denied by you: I know what it says.").waitFor();

    await page.locator('[data-testid="turn-end"][data-outcome="completed"]').waitFor();
    await page.getByTestId("answer").getByText("All done.").waitFor();
    await page.getByTestId("plan").getByText("Write the notes").waitFor();
    await page.locator('[data-testid="tool"][data-state="done"]').getByTestId("diff").waitFor();
    await page.getByTestId("usage").getByText("$0.250").waitFor();
    expect((await page.title()).startsWith("(")).toBe(false);
    const id = window.sessionId;
    expect((await owner.session(id)).status).toBe("idle");

    // History with the up key, and the next message.
    const message = page.getByRole("textbox", { name: "Message" });
    await message.fill("");
    await message.press("ArrowUp");
    expect(await message.inputValue()).toBe(task);
    await message.fill("say And again.");
    await message.press("Enter");
    await page.getByTestId("answer").getByText("And again.").waitFor();
    expect(await message.inputValue()).toBe("");
  },
);

journey(
  "while an agent works messages wait and can be taken back, and Escape interrupts it",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const { id } = await owner.agent("hold");
    const window = await (await visit(server.url)).signIn("owner@example.com", `/sessions/${id}`);
    const { page } = window;
    await page.getByTestId("working").waitFor();
    const message = page.getByRole("textbox", { name: "Message" });
    await message.fill("say one");
    await message.press("Enter");
    await message.fill("say two");
    await message.press("Enter");
    const queued = page.getByTestId("queued");
    await queued.nth(1).waitFor();
    await page.getByRole("button", { name: "Take back: say one" }).click();
    await queued.nth(1).waitFor({ state: "detached" });
    await message.press("Escape");
    await page.locator('[data-testid="turn-end"][data-outcome="interrupted"]').waitFor();
    await page.getByTestId("answer").getByText("two", { exact: true }).waitFor();
    await queued.waitFor({ state: "detached" });

    // Models and modes of its own, its commands, and files of the workspace.
    await page.getByLabel("Model", { exact: true }).selectOption("large");
    await page.getByText("Model: large").waitFor();
    await message.pressSequentially("/ti");
    await page.getByRole("option", { name: "/tidy" }).waitFor();
    await message.press("Tab");
    expect(await message.inputValue()).toBe("/tidy ");
    await message.fill("");

    await window.button("Session actions").click();
    await page.getByRole("menuitem", { name: /^Stop/ }).click();
    await page.getByRole("alertdialog").getByRole("button").last().click();
    await page.locator('[data-testid="session-status"][data-status="ended"]').waitFor();
    await message.fill("say back again");
    await message.press("Enter");
    await page.getByTestId("answer").getByText("back again", { exact: true }).waitFor();
  },
);
