/// <reference lib="dom" />
import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone, swipe, tooWide } from "./phone.ts";

const tabs = (page: Page) => page.getByTestId("tab").allInnerTexts();
const groups = (page: Page) =>
  page
    .getByTestId("group")
    .evaluateAll((found) =>
      found.map((group) =>
        [...group.querySelectorAll('[data-testid="tab"]')].map((tab) => tab.textContent.trim()).join("+"),
      ),
    );
const become = (page: Page, wanted: readonly string[]) =>
  until(`parts ${wanted.join(" | ")}`, async () => {
    const seen = await groups(page);
    return JSON.stringify(seen) === JSON.stringify(wanted);
  });

journey(
  "tabs and splits are there again after a reload and after the server was killed, and are this browser's own",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    for (const title of ["One", "Two", "Three"]) await owner.terminal({ title });
    const person = await visit(server.url, { expected: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/] });
    const window = await person.signIn();
    const { page } = window;
    const open = (title: string) => page.getByTestId("sidebar-session").filter({ hasText: title }).click();
    await open("One");
    await window.prompt();
    await open("Two");
    await open("Three");
    await become(page, ["One+Two+Three"]);

    // A tab that is dragged to the edge of a part has a part of its own there.
    const body = page.getByTestId("pane");
    const box = await body.boundingBox();
    if (!box) throw new Error("There is no pane.");
    await page
      .getByTestId("tab")
      .filter({ hasText: "Two" })
      .getByRole("link")
      .dragTo(body, { targetPosition: { x: box.width - 20, y: box.height / 2 } });
    await become(page, ["One+Three", "Two"]);
    expect(new URL(page.url()).pathname).toBe(`/sessions/${await idOf("Two")}`);

    // From the menu, below.
    await page.getByTestId("tab").filter({ hasText: "Three" }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Move below" }).click();
    await become(page, ["One", "Three", "Two"]);

    // Each terminal is its own, and all are live on the one connection.
    await until("three terminals", async () => (await page.getByTestId("terminal").count()) === 3);
    const second = page
      .getByTestId("group")
      .filter({ has: page.getByText("Two") })
      .last();
    await second.getByTestId("terminal").click();
    await page.keyboard.type("echo from-$((40+2))\n");
    await second.getByTestId("terminal").getByText("from-42", { exact: true }).waitFor();
    expect(await page.getByTestId("complete-up-to").count()).toBe(1);

    await page.reload();
    await become(page, ["One", "Three", "Two"]);
    await second.getByTestId("terminal").getByText("from-42", { exact: true }).waitFor();

    await server.kill();
    await until(
      "a page that knows it",
      async () => (await window.connection.getAttribute("data-state")) === "offline",
    );
    await server.start();
    await until(
      "a page that is back",
      async () => (await window.connection.getAttribute("data-state")) === "online",
    );
    await second.getByTestId("terminal").click();
    await page.keyboard.type("echo back-$((40+3))\n");
    await second.getByTestId("terminal").getByText("back-43", { exact: true }).waitFor();
    await page.reload();
    await become(page, ["One", "Three", "Two"]);

    // Another browser of the same person has room of its own.
    const other = await (
      await visit(server.url)
    ).signIn("owner@example.com", `/sessions/${await idOf("One")}`);
    await become(other.page, ["One"]);

    // What is deleted elsewhere has no tab.
    await owner.request("DELETE", `/api/sessions/${await idOf("Three")}`);
    await become(page, ["One", "Two"]);

    async function idOf(title: string) {
      const { items } = (await owner.request("GET", "/api/sessions")).body as {
        items: { id: string; title: string }[];
      };
      return items.find((session) => session.title === title)?.id;
    }
  },
);

journey(
  "everything is reached by keys alone: palette, tabs, splits, zoom, shortcuts of one's own",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    await owner.terminal({ title: "Engine room" });
    await owner.terminal({ title: "Bridge" });
    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    const { keyboard } = page;
    const palette = page.getByRole("dialog", { name: "Search or run" });

    await keyboard.press("Control+k");
    await palette.waitFor();
    await keyboard.type("engine");
    await palette.getByRole("option", { name: /Engine room/ }).waitFor();
    await keyboard.press("Enter");
    await window.prompt();
    await become(page, ["Engine room"]);

    // In a shell Ctrl-K is the shell's; the other keys work there too.
    await keyboard.type("echo cut-me-off");
    await keyboard.press("Control+a");
    await keyboard.press("Control+k");
    await keyboard.type("echo still-$((40+4))\n");
    await window.shows("still-44");
    expect(await palette.count()).toBe(0);
    await keyboard.press("Control+Shift+P");
    await palette.waitFor();
    await keyboard.type("bridge");
    await palette.getByRole("option", { name: /Bridge/ }).waitFor();
    await keyboard.press("Enter");
    await become(page, ["Engine room+Bridge"]);
    await window.prompt();

    await keyboard.press("Alt+Shift+Digit1");
    await window.shows("still-44");
    await keyboard.press("Alt+Shift+KeyD");
    await become(page, ["Engine room+Bridge", "Terminal"]);
    const active = page.locator('[data-testid="group"][data-active="true"]');
    await active.getByTestId("tab").getByText("Terminal").waitFor();
    await keyboard.press("Alt+Shift+ArrowLeft");
    await active.getByTestId("tab").getByText("Engine room").waitFor();
    await until("a terminal that is typed into", async () => {
      await keyboard.type("echo here-$((40+5))\n");
      return (await active.getByTestId("terminal").innerText()).includes("here-45");
    });
    await keyboard.press("Alt+Shift+KeyZ");
    await become(page, ["Engine room+Bridge"]);
    await keyboard.press("Alt+Shift+KeyZ");
    await become(page, ["Engine room+Bridge", "Terminal"]);
    await keyboard.press("Alt+Shift+KeyW");
    await become(page, ["Bridge", "Terminal"]);

    // Keys of one's own, kept with the account.
    await keyboard.press("Alt+Shift+KeyH");
    await page.getByTestId("session-row").first().waitFor();
    await keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    const inbox = sheet.getByRole("button", { name: "Change the keys of “Inbox”" });
    await inbox.press("Enter");
    await keyboard.press("Control+k");
    await sheet.getByText("That is taken by “Search or run anything”.").waitFor();
    await keyboard.press("x");
    await sheet.getByText("Hold Ctrl, Cmd or Alt").waitFor();
    await keyboard.press("Alt+Shift+KeyY");
    await page.getByText("Keys changed").waitFor();
    await keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await page.reload();
    await page.getByTestId("session-row").first().waitFor();
    await until("the inbox", async () => {
      await keyboard.press("Alt+Shift+KeyY");
      return new URL(page.url()).pathname === "/inbox";
    });
  },
);

journey(
  "on a phone one pane fills the screen, the others are a tap or a swipe away",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    for (const title of ["First", "Second"]) await owner.terminal({ title });
    const window = await (await visit(server.url, phone)).signIn();
    const { page } = window;
    for (const title of ["First", "Second"]) {
      await page.getByRole("button", { name: "Open menu" }).tap();
      await page.getByTestId("sidebar-session").filter({ hasText: title }).tap();
      await page.getByRole("heading", { name: title }).waitFor();
      await window.prompt();
      expect(await tooWide(page)).toEqual([]);
      if (title === "First") await page.getByRole("link", { name: "Back to sessions" }).tap();
    }
    await swipe(page, "right");
    await page.getByRole("heading", { name: "First" }).waitFor();
    await swipe(page, "left");
    await page.getByRole("heading", { name: "Second" }).waitFor();
    await page.getByRole("button", { name: "2 open tabs" }).tap();
    await page.getByRole("dialog", { name: "Open tabs" }).getByRole("link", { name: "First" }).tap();
    await page.getByRole("heading", { name: "First" }).waitFor();
    await window.prompt();
    await page.getByRole("button", { name: "2 open tabs" }).tap();
    await page.getByRole("button", { name: "Close First" }).tap();
    await page.getByRole("heading", { name: "Second" }).waitFor();
    expect(await tabs(page)).toEqual([]);
  },
);
