import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone, tooWide } from "./phone.ts";

journey(
  "on a phone Ctrl and c of the extra keys interrupt, and nothing is wider than the screen",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    const person = await visit(server.url, phone);
    const window = await person.open();
    const { page } = window;
    await page.waitForURL("**/login");
    expect(await tooWide(page)).toEqual([]);
    await window.signIn("owner@example.com", "correct horse battery staple");
    await page.getByRole("heading", { name: "No sessions yet" }).waitFor();
    expect(await tooWide(page)).toEqual([]);
    await window.newTerminal();
    await page.getByRole("link", { name: "Back to sessions" }).tap();
    const row = page.getByTestId("session-row");
    await row.waitFor();
    expect(await tooWide(page)).toEqual([]);
    await row.getByRole("link").tap();
    await window.prompt();
    expect(await tooWide(page)).toEqual([]);

    await window.terminal.tap();
    await page.keyboard.type("sleep 100\n");
    const sleeping = () => server.sessionProcesses.some(({ command }) => command === "sleep 100");
    await until("a shell that sleeps", sleeping);
    const keys = page.getByRole("toolbar", { name: "Extra keys" });
    const control = keys.getByRole("button", { name: /^Ctrl, / });
    await control.tap();
    expect(await control.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.type("c");
    await until("a shell that woke", () => !sleeping());
    await window.prompt();
    expect(await control.getAttribute("aria-pressed")).toBe("false");

    // Lines end at the screen's edge, or go on beside it.
    const wrap = async (columns: RegExp) => {
      await page.getByRole("button", { name: "Session actions", exact: true }).tap();
      await page.getByRole("menuitemcheckbox", { name: "Wrap lines to the screen" }).tap();
      await page.getByTestId("grid-size").filter({ hasText: columns }).waitFor({ state: "attached" });
      await window.type("tput cols\n");
    };
    await wrap(/^80 /);
    await window.shows(/^80$/);
    expect(await tooWide(page)).toEqual([]);
    await wrap(/^[45]\d /);
    await window.shows(/^[45]\d$/);

    await page.goto("/settings");
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    expect(await tooWide(page)).toEqual([]);
  },
);
