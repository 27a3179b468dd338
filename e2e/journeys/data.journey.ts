import { Account, expectStatus } from "@dispatch/testkit/account";
import type { DataReport } from "@dispatch/protocol/data";
import type { Session } from "@dispatch/protocol/session";
import { expect } from "vitest";
import { journey } from "./journey.ts";

const ended = async (owner: Account, title: string): Promise<Session> =>
  owner.ended((await owner.terminal({ shell: "/bin/sh", args: ["-c", "seq 1 2000"], title })).id);
const statusOf = async (owner: Account, { id }: Session) =>
  (await owner.request("GET", `/api/sessions/${id}`)).status;

journey(
  "what a clean-up would remove is shown first, and exactly that goes for good",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const old = await ended(owner, "Old work");
    const left = await ended(owner, "Left out");
    const pinned = await ended(owner, "Pinned work");
    const live = await owner.terminal({ title: "At work" });
    await owner.request("PATCH", "/api/me/preferences", {
      token: owner.tokens.accessToken,
      body: { pinnedSessions: [pinned.id] },
    });

    const window = await (await visit(server.url)).signIn("owner@example.com", "/settings/data");
    const { page } = window;
    const sums = page.getByTestId("data-sums");
    await sums.getByRole("row", { name: /^Terminal .* 4$/ }).waitFor();
    await sums.getByRole("row", { name: /^Live .* 1$/ }).waitFor();
    await sums.getByRole("row", { name: /^Up to 7 days ago .* 3$/ }).waitFor();
    await page.getByText("Ended sessions stay until somebody removes them.").waitFor();

    // Nothing is that old.
    const cleanUp = page.getByTestId("clean-up");
    await page.getByLabel("Ended", { exact: true }).selectOption("More than 30 days ago");
    await window.button("Show what would go").click();
    await cleanUp.getByText("Nothing would go.").waitFor();

    await page.getByLabel("Ended", { exact: true }).selectOption("At any time");
    await window.button("Show what would go").click();
    await cleanUp.getByText(/^2 sessions, /).waitFor();
    const items = await page.getByTestId("clean-up-item").locator("span.block.truncate").allInnerTexts();
    expect(items.filter((text) => /work|Left/.test(text))).toEqual(["Old work", "Left out"]);
    await page.getByRole("checkbox", { name: "Left out" }).uncheck();
    await cleanUp.getByText(/^1 session, /).waitFor();

    const question = page.getByRole("alertdialog", { name: "Remove 1 session for good?" });
    await window.button("Remove 1 session…").click();
    await question.getByText("It cannot be brought back.").waitFor();
    await question.getByRole("button", { name: "Cancel" }).click();
    expect(await statusOf(owner, old)).toBe(200);

    // What was pinned since the look stays, and is told.
    await page.getByRole("checkbox", { name: "Left out" }).check();
    await owner.request("PATCH", "/api/me/preferences", {
      token: owner.tokens.accessToken,
      body: { pinnedSessions: [pinned.id, left.id] },
    });
    await window.button("Remove 2 sessions…").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove for good" }).click();
    await cleanUp.getByText(/^Removed 1 session, /).waitFor();
    await cleanUp.getByText("1 session stays: pinned since the look.").waitFor();
    await sums.getByRole("row", { name: /^Terminal .* 3$/ }).waitFor();
    expect(await Promise.all([old, left, pinned, live].map((session) => statusOf(owner, session)))).toEqual([
      404, 200, 200, 200,
    ]);
  },
);

journey(
  "an administrator cleans up for everybody, and learns whose sessions they are but not their titles",
  async ({ serve, visit }) => {
    const server = await serve({ DISPATCH_REGISTRATION: "open" });
    await Account.register(server.url);
    const bea = await Account.register(server.url, "bea@example.com");
    const theirs = await ended(bea, "Secret plans");

    const member = await (await visit(server.url)).signIn("bea@example.com", "/settings/data");
    await member.page.getByRole("heading", { name: "Clean up" }).waitFor();
    expect(await member.page.getByRole("radiogroup", { name: "Whose sessions" }).count()).toBe(0);
    expect(await member.page.getByRole("link", { name: "Change in server settings" }).count()).toBe(0);

    const window = await (await visit(server.url)).signIn("owner@example.com", "/settings/data");
    const { page } = window;
    await page.getByText("Nothing is recorded yet").waitFor();
    await page.getByRole("radio", { name: "Everybody’s" }).click();
    await page
      .getByTestId("data-sums")
      .getByRole("row", { name: /^bea .* 1$/ })
      .waitFor();
    await page.getByText("The database’s file").waitFor();
    await page.getByLabel("Ended", { exact: true }).selectOption("At any time");
    await window.button("Show what would go").click();
    await page.getByTestId("clean-up-item").getByText("Terminal of bea").waitFor();
    expect(await page.content()).not.toContain("Secret plans");
    await window.button("Remove 1 session…").click();
    const question = page.getByRole("alertdialog");
    await question.getByText("1 of them belongs to other people, who are not asked.").waitFor();
    await question.getByRole("button", { name: "Remove for good" }).click();
    await page.getByText(/^Removed 1 session, /).waitFor();
    expect(await statusOf(bea, theirs)).toBe(404);
    const report = await bea.request<DataReport>("GET", "/api/data");
    expect(expectStatus(report, 200).sessions).toBe(0);
  },
);
