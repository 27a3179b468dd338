import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone, tooWide } from "./phone.ts";
import type { Window } from "./window.ts";

/** What the page says in words, the browser says in its console: a link that has ended, and nobody with this e-mail. */
const ENDED_LINK = /401 .*\/api\/shared$/;
const UNKNOWN_PERSON = /404 .*\/shares$/;

journey(
  "two people: each sees their own, a shared session both, and what is taken back is gone at once",
  async ({ serve, visit }) => {
    const server = await serve({ DISPATCH_REGISTRATION: "open" });
    const owner = await Account.register(server.url);
    const other = await Account.register(server.url, "bea@example.com");
    await owner.terminal({ title: "Work of the owner" });
    await owner.terminal({ title: "Common" });
    await other.terminal({ title: "Work of Bea" });

    const first = await (await visit(server.url, { expected: [UNKNOWN_PERSON] })).signIn();
    const second = await (await visit(server.url)).signIn("bea@example.com");
    await row(first, "Common").waitFor();
    await row(second, "Work of Bea").waitFor();
    expect(await titles(first)).toEqual(["Common", "Work of the owner"]);
    expect(await titles(second)).toEqual(["Work of Bea"]);

    await row(first, "Common").getByRole("link").click();
    await first.prompt();
    await first.type("echo secret of the $((40+2))\n");
    await first.shows("secret of the 42");
    await first.button("Share").click();
    const dialog = first.page.getByRole("dialog");
    await dialog.getByLabel("E-mail").fill("nobody@example.com");
    await dialog.getByRole("button", { name: "Share", exact: true }).click();
    await dialog.getByText("Nobody here has this e-mail. Invite them first, or share by a link.").waitFor();
    await dialog.getByLabel("E-mail").fill("bea@example.com");
    await dialog.getByRole("button", { name: "Share", exact: true }).click();
    await dialog.getByText("looks on · no end").waitFor();

    // Without a reload it is in the other's list, with whose it is and what it is given for.
    const given = row(second, "Common");
    await given.getByText("owner’s · look on").first().waitFor();
    await given.getByRole("link").click();
    await second.shows("secret of the 42");
    await second.page.getByText("You are looking on. This is owner’s session.").waitFor();
    const size = await gridSize(first);
    await second.page.setViewportSize({ width: 700, height: 500 });
    await second.type("echo never sent\n");
    expect(await second.page.getByRole("button", { name: "Fit here" }).count()).toBe(0);

    // Sharing again changes what they may do, while they have it open.
    await dialog.getByLabel("E-mail").fill("bea@example.com");
    await dialog.getByRole("radio", { name: "Type too" }).click();
    await dialog.getByRole("button", { name: "Share", exact: true }).click();
    await dialog.getByText("types too · no end").waitFor();
    await first.page.keyboard.press("Escape");
    await second.page.getByText("You are looking on.").waitFor({ state: "detached" });
    await first.page.getByRole("button", { name: "Here now: bea" }).waitFor();
    await first.page.keyboard.press("Alt+Shift+l");
    await first.page.getByRole("dialog", { name: "In front of it now" }).getByText("types too").waitFor();
    await first.page.keyboard.press("Escape");
    await second.page.getByRole("button", { name: "Here now: owner" }).waitFor();
    expect(await gridSize(first)).toBe(size);

    await second.type("echo from Bea $((40+2))\n");
    await first.shows("from Bea 42");
    await first.page.getByText("bea types").waitFor();
    expect((await first.lines()).filter((line) => line.includes("never sent"))).toEqual([]);
    await second.button("Session actions").click();
    const menu = second.page.getByRole("menu");
    await menu.getByRole("menuitem", { name: "Plain text" }).waitFor();
    for (const mine of ["Stop", "Rename", "Delete", "Share"])
      expect(await menu.getByRole("menuitem", { name: mine }).count()).toBe(0);
    await second.page.keyboard.press("Escape");

    await first.button("Share").click();
    await dialog.getByRole("button", { name: "Stop sharing with bea" }).click();
    await second.page.getByRole("heading", { name: "This session is no longer shared with you" }).waitFor();
    expect(await second.terminal.count()).toBe(0);
    expect(await second.page.content()).not.toContain("secret of the");
    await second.page.getByRole("link", { name: "Go to your sessions" }).click();
    await row(second, "Work of Bea").waitFor();
    expect(await titles(second)).toEqual(["Work of Bea"]);
  },
);

journey(
  "a guest comes by a link on a phone, without an account, types, reloads, and is shown out",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const { id } = await owner.terminal({ title: "Open house" });
    const host = await (await visit(server.url)).signIn("owner@example.com", `/sessions/${id}`);
    await host.prompt();
    await host.button("Share").click();
    const dialog = host.page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Whoever has a link" }).click();
    await dialog.getByLabel("Name for the link").fill("Visitor");
    await dialog.getByRole("radio", { name: "Type too" }).click();
    await dialog.getByRole("radio", { name: "In 1 h" }).click();
    await dialog.getByRole("button", { name: "Make link" }).click();
    await dialog.getByRole("img", { name: "The link as a QR code" }).waitFor();
    const link = await dialog.getByRole("textbox", { name: "Link", exact: true }).innerText();
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.getByText("Link · types too · ends in 1 h").waitFor();
    await host.page.keyboard.press("Escape");

    const guests = await visit(server.url, { ...phone, expected: [ENDED_LINK] });
    const guest = await guests.open(link);
    await guest.prompt();
    expect(guest.page.url()).toBe(`${server.url}/shared`);
    expect(await guest.page.getByRole("link").count()).toBe(0);
    await host.page.getByRole("button", { name: "Here now: Visitor" }).waitFor();
    await guest.type("echo hello from $((40+2))\n");
    await host.shows("hello from 42");
    await host.page.getByText("Visitor types").waitFor();
    expect(await tooWide(guest.page)).toEqual([]);
    await guest.page.keyboard.press("Control+Shift+f");
    await guest.page.getByRole("search").waitFor();
    await guest.page.keyboard.press("Escape");
    await guest.page.reload();
    await guest.shows("hello from 42");

    // The same link in the browser of somebody who is signed in is the link and nothing more.
    const both = await (await visit(server.url)).signIn();
    await both.page.goto(link);
    await both.prompt();
    expect(await both.page.getByRole("link").count()).toBe(0);
    await both.page.close();

    const { body } = await owner.request<{ items: { id: string }[] }>("GET", `/api/sessions/${id}/shares`);
    const [share] = body.items;
    expect((await owner.request("DELETE", `/api/sessions/${id}/shares/${share?.id}`)).status).toBe(204);
    await guest.page.getByRole("heading", { name: "This link has ended" }).waitFor();
    expect(await guest.terminal.count()).toBe(0);
    await guest.page.reload();
    await guest.page.getByRole("heading", { name: "This link has ended" }).waitFor();
    await until("a host who is alone", async () => (await host.page.getByTestId("presence").count()) === 0);
  },
);

const row = (window: Window, title: string) =>
  window.page.getByTestId("session-row").filter({ hasText: title });

const titles = (window: Window) => window.page.getByTestId("session-row").getByRole("link").allInnerTexts();

const gridSize = (window: Window) => window.page.getByTestId("grid-size").innerText();
