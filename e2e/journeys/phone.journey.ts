/// <reference lib="dom" />
import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

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

    await page.goto("/settings");
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    expect(await tooWide(page)).toEqual([]);
  },
);

/** Elements that reach beyond the screen's right edge, except those in a strip that is meant to be scrolled sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      const { overflowX } = getComputedStyle(element);
      return overflowX !== "visible" || (element.parentElement !== null && scrolls(element.parentElement));
    };
    const screen = document.documentElement;
    return [...document.body.querySelectorAll("*")]
      .filter(
        (element) => element.getBoundingClientRect().right > screen.clientWidth + 1 && !scrolls(element),
      )
      .map((element) => element.outerHTML.slice(0, 200))
      .concat(screen.scrollWidth > screen.clientWidth ? [`the page is ${screen.scrollWidth} px wide`] : []);
  });
}
