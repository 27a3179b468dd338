import { Account } from "@dispatch/testkit/account";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone, tooWide } from "./phone.ts";
import { withScriptedAgent, steps } from "./scripted-agent.ts";

journey(
  "what the desk was asked is answered from the phone, and the desk sees it at once",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const { id } = await owner.agent(
      steps("write plan.txt | a line", "ask Which colour? | Red | Blue", "say Painted."),
    );
    const desk = await (await visit(server.url)).signIn("owner@example.com", `/sessions/${id}`);
    await desk.page.getByTestId("approval").waitFor();

    const pocket = await (await visit(server.url, phone)).signIn();
    const { page } = pocket;
    await page.getByRole("link", { name: "Inbox: 1 thing waits for you" }).tap();
    const card = page.getByTestId("approval");
    await card.getByTestId("diff").getByText("a line").waitFor();
    expect(await tooWide(page)).toEqual([]);
    const allow = card.getByRole("button", { name: /^Allow once/ });
    expect((await allow.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await allow.tap();
    await desk.page.getByTestId("answered").getByText("Allowed by you").waitFor();

    await card.getByText("Which colour?").waitFor();
    await card.getByText("Blue").tap();
    await card.getByRole("button", { name: "Send answer" }).tap();
    await page.getByRole("heading", { name: "Nothing is waiting." }).waitFor();
    await page.getByTestId("outcome").getByText("Answered by you").waitFor();
    await desk.page.getByTestId("answer").getByText("Painted.").waitFor();
    await page.goto(`/sessions/${id}`);
    await page.getByTestId("answer").getByText("Painted.").waitFor();
    expect(await tooWide(page)).toEqual([]);
  },
);

journey(
  "the inbox is worked through by keys, and what is answered elsewhere says so",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    for (const name of ["one", "two", "three"]) {
      const { id } = await owner.agent(steps(`run echo ${name}`, `say Heard ${name}.`));
      await owner.sessionWhere(id, "waiting", ({ status }) => status === "waiting_for_input");
    }
    const window = await (await visit(server.url)).signIn("owner@example.com", "/inbox");
    const { page } = window;
    const rows = page.getByTestId("inbox-row");
    await rows.nth(2).waitFor();
    const active = page.locator('[data-testid="approval"][data-active="true"]');
    await active.getByText("echo one").first().waitFor();
    await page.keyboard.press("j");
    await active.getByText("echo two").first().waitFor();
    await page.keyboard.press("k");
    await active.getByText("echo one").first().waitFor();

    // Somebody else is quicker with the last one.
    const last = await rows.nth(2).getAttribute("data-id");
    await owner.request("POST", `/api/approvals/${last}`, { body: { decision: "allow" } });
    await rows.nth(2).getByTestId("outcome").getByText("Allowed by you").waitFor();

    await page.keyboard.press("a");
    await rows.first().getByTestId("outcome").getByText("Allowed by you").waitFor();
    // The next one comes by itself, and takes keys once there was time to read it.
    await active.getByText("echo two").first().waitFor();
    await page.locator('[data-testid="approval"][data-keys="true"]').waitFor();
    await page.keyboard.press("d");
    await page.keyboard.type("not that");
    await page.keyboard.press("Enter");
    await rows.nth(1).getByTestId("outcome").getByText("Denied by you: not that").waitFor();
    await page.getByRole("heading", { name: "Nothing is waiting." }).waitFor();
    await page.getByRole("link", { name: "Inbox", exact: true }).waitFor();
  },
);
