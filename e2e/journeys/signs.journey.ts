import { Account } from "@dispatch/testkit/account";
import { expect } from "vitest";
import { journey } from "./journey.ts";

const TITLE = "make <b>all</b>";

journey(
  "a terminal that is not looked at says everywhere what its program is called and that it rang, until somebody looks",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const person = await visit(server.url);
    const window = await person.signIn();
    const { page } = window;
    await window.newTerminal();
    const first = window.sessionId;
    await page.goto("/");
    await window.newTerminal();
    const second = window.sessionId;

    const tab = page.getByTestId("tab").filter({ has: page.locator(`a[href$="${first}"]`) });
    const sidebarRow = page.locator(`[data-testid="sidebar-session"][data-id="${first}"]`);
    const listRow = page.locator(`[data-testid="session-row"][data-id="${first}"]`);
    const mark = { name: "Bell" };
    const bells = page.getByRole("img", mark);

    // No window shows it: only the server can know.
    await owner.type(first, `printf '\\e]2;${TITLE}\\a\\a'; until [ -e again ]; do sleep 0.1; done\n`);
    for (const place of [tab, sidebarRow]) {
      await place.getByText(TITLE, { exact: true }).waitFor();
      await place.getByRole("img", mark).waitFor();
    }
    expect(await page.title()).not.toContain("●");

    await page.goto("/");
    await listRow.getByRole("link", { name: TITLE, exact: true }).waitFor();
    await listRow.getByRole("img", mark).waitFor();
    await page.reload();
    await listRow.getByRole("img", mark).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByText(TITLE, { exact: true }).waitFor();
    await page.keyboard.press("Escape");

    // Whoever comes with another browser has missed nothing, and reads the same title.
    const phone = await (await visit(server.url)).signIn();
    const rowThere = phone.page.locator(`[data-testid="session-row"][data-id="${first}"]`);
    await rowThere.getByRole("link", { name: TITLE, exact: true }).waitFor();
    expect(await phone.page.getByRole("img", mark).count()).toBe(0);

    // Looking takes the mark away, in every window of this browser, and for good.
    const other = await person.open("/");
    await other.page.getByRole("img", mark).first().waitFor();
    await page.bringToFront();
    await listRow.getByRole("link", { name: TITLE, exact: true }).click();
    await page.waitForURL((url) => url.pathname.endsWith(first));
    await sidebarRow.getByRole("img", mark).waitFor({ state: "detached" });
    await other.page.locator('[data-testid="session-row"]').first().waitFor();
    await expect.poll(() => other.page.getByRole("img", mark).count()).toBe(0);
    await page.waitForFunction(`document.title.includes(${JSON.stringify(TITLE)})`);
    await page.reload();
    await tab.getByText(TITLE, { exact: true }).waitFor();
    expect(await bells.count()).toBe(0);

    // The next bell is a new one.
    await page
      .getByTestId("tab")
      .filter({ has: page.locator(`a[href$="${second}"]`) })
      .locator("a")
      .click();
    await page.waitForURL((url) => url.pathname.endsWith(second));
    await window.prompt();
    await owner.type(second, "touch again; cd /\n");
    await owner.type(first, "printf '\\a'\n");
    await tab.getByRole("img", mark).waitFor();
    await rowThere.getByRole("img", mark).waitFor();
  },
);
