/// <reference lib="dom" />
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "@dispatch/protocol/session";
import { Account, expectStatus } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { until } from "@dispatch/testkit/until";
import { readyWorkspace } from "@dispatch/testkit/workspaces";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { walk } from "./keyboard.ts";
import { steps, withScriptedAgent } from "./scripted-agent.ts";

const nothing = { missed: [], unseen: [], traps: [] };

/** Everything on the page, or in the dialog that is open, is come to, seen and left by keys. */
async function judge(page: Page, name: string) {
  expect.soft({ [name]: await walk(page) }).toEqual({ [name]: nothing });
}

/** Opens it from what has the focus, walks through it, and is back there after Escape. */
async function judgeDialog(page: Page, name: string, opener: string) {
  const dialog = page.locator("[role=dialog], [role=alertdialog]").last();
  await page.getByRole("button", { name: opener, exact: true }).first().focus();
  await page.keyboard.press("Enter");
  await dialog.waitFor();
  await judge(page, name);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect.soft({ [name]: await focused(page) }).toEqual({ [name]: opener });
}

/** Opens the menu of what has the focus, goes through its items, and is back after Escape. */
async function judgeMenu(page: Page, opener: string | null, count: number) {
  await page
    .getByRole("button", { name: opener ?? "", exact: true })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  const items = await page.locator("[role=menuitem]:not([aria-disabled=true])").allInnerTexts();
  expect(items.length).toBeGreaterThanOrEqual(count);
  const seen = new Set<string>();
  for (const _ of items) {
    seen.add(await page.locator(":focus").innerText());
    await page.keyboard.press("ArrowDown");
  }
  expect([...seen]).toEqual(items);
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  expect(await focused(page)).toBe(opener);
}

/** For good: what the desk looks like is kept a moment later. */
async function hideSidebar(page: Page) {
  const kept = page.waitForResponse(
    (response) => response.url().includes("/api/layouts") && response.request().method() === "PUT",
  );
  await page.keyboard.press("Alt+Shift+KeyB");
  await page.getByRole("button", { name: "Show sidebar" }).waitFor();
  await kept;
}

const focused = (page: Page) =>
  page.evaluate<string>(
    "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent.trim() ?? ''",
  );

journey("every room, dialog and menu is used by keys alone", async ({ serve, visit }) => {
  const server = await serve({}, withScriptedAgent);
  const owner = await Account.register(server.url);
  await owner.terminal({ title: "At work" });
  const asking = await owner.agent(steps("say Hello.", "ask Which? | One | Two"));
  const { page } = await (await visit(server.url)).signIn();
  await page.getByTestId("session-row").nth(1).waitFor();

  await judge(page, "home");
  await judgeMenu(page, "Actions for At work", 4);
  await judgeMenu(page, "New", 4);
  await judgeMenu(page, await page.getByRole("button", { name: /^Account: / }).getAttribute("aria-label"), 6);

  for (const [kind, title] of [
    ["New terminal", "New terminal"],
    ["New agent", "New agent"],
    ["New editor", "New editor"],
  ] as const) {
    await page.getByRole("button", { name: "New", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: kind }).waitFor();
    await until(`${kind} in the menu`, async () => {
      if ((await page.locator(":focus").innerText()).trim() === kind) return true;
      await page.keyboard.press("ArrowDown");
      return false;
    });
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.waitFor();
    await judge(page, title);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect.soft({ [title]: await focused(page) }).toEqual({ [title]: "New" });
  }

  await page.getByRole("link", { name: "Sessions" }).first().focus();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or run" });
  await palette.waitFor();
  const options = await palette.getByRole("option").count();
  const chosen = new Set<string>();
  for (let move = 0; move < options; move += 1) {
    chosen.add(await palette.locator("[role=option][data-selected]").innerText());
    await page.keyboard.press("ArrowDown");
  }
  expect(chosen.size).toBe(options);
  await page.keyboard.press("Escape");
  await palette.waitFor({ state: "detached" });
  expect(await focused(page)).toBe("Sessions");
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await sheet.waitFor();
  await judge(page, "keyboard shortcuts");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  expect(await focused(page)).toBe("Sessions");

  // From here on without the sidebar, whose stops have been walked.
  await hideSidebar(page);
  await page.goto("/inbox");
  await page.getByTestId("approval").waitFor();
  await judge(page, "inbox");
  await page.goto(`/workspaces`);
  await page.getByRole("button", { name: "New workspace" }).waitFor();
  await judge(page, "workspaces");
  await judgeDialog(page, "new workspace", "New workspace");
  await page.goto(`/sessions/${asking.id}`);
  await page.getByTestId("approval").waitFor();
  await judge(page, "agent");
  await judgeDialog(page, "share", "Share");

  await page.goto("/settings");
  const list = page.getByRole("navigation", { name: "Settings" }).getByRole("link");
  await list.first().waitFor();
  const addresses = await list.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses.length).toBeGreaterThan(12);
  for (const address of addresses) {
    await page.goto(address);
    await page.locator("main h1").waitFor();
    await page.waitForLoadState("networkidle");
    await judge(page, new URL(address).pathname);
  }
});

journey(
  "terminals, files and changes are used, and tabs moved and parts sized, by keys alone",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    using origin = new GitOrigin({ "src/lines.ts": "export const one = 1;\n", "README.md": "hello\n" });
    const workspace = await readyWorkspace(owner, {
      kind: "worktree",
      name: "Engine",
      repo: { url: origin.url },
    });
    writeFileSync(join(workspace.path, "README.md"), "hello\nthere\n");
    for (const title of ["One", "Two", "Three"]) await owner.terminal({ title });
    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    await page.getByTestId("session-row").nth(2).waitFor();
    await hideSidebar(page);

    await page.goto(`/workspaces/${workspace.id}/review`);
    await page.locator("[data-testid=review-file]").first().waitFor();
    await judge(page, "review");
    await page.goto(`/workspaces/${workspace.id}/files?path=README.md`);
    await page.locator(".cm-content").waitFor();
    await judge(page, "files");
    await page.goto(`/workspaces/${workspace.id}/preview?path=README.md`);
    await page.getByTestId("preview-pane").getByText("hello").waitFor();
    await judge(page, "preview");
    await page.keyboard.press("Alt+Shift+W");
    const made = await owner.request<Session>("POST", "/api/sessions", {
      body: { kind: "editor", workspaceId: workspace.id, title: "Notes" },
    });
    await page.goto(`/sessions/${expectStatus(made, 201).id}`);
    await page.getByRole("button", { name: "Go to file" }).waitFor();
    await judge(page, "editor");

    const { items } = expectStatus(await owner.request<{ items: Session[] }>("GET", "/api/sessions"), 200);
    const idOf = (title: string) => items.find((session) => session.title === title)?.id;
    await page.goto(`/sessions/${idOf("One")}`);
    await window.prompt();
    await judge(page, "terminal");
    await judgeMenu(page, "Session actions", 4);

    // What can be dragged is moved from the palette: no pointer comes near it.
    await become(page, "Engine: changes+Engine: files+Notes+One");
    await run(page, "Move tab towards the first");
    await become(page, "Engine: changes+Engine: files+One+Notes");
    await run(page, "Move tab towards the last");
    await become(page, "Engine: changes+Engine: files+Notes+One");
    await run(page, "Move tab into a part of its own, below");
    await become(page, "Engine: changes+Engine: files+Notes | One");
    await run(page, "Move tab to the part above");
    await become(page, "Engine: changes+Engine: files+Notes+One");
    await page.getByTestId("tab").filter({ hasText: "One" }).getByRole("link").focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Move to the side" }).waitFor();
    await until("the side in the menu", async () => {
      if ((await page.locator(":focus").innerText()).trim() === "Move to the side") return true;
      await page.keyboard.press("ArrowDown");
      return false;
    });
    await page.keyboard.press("Enter");
    await become(page, "Engine: changes+Engine: files+Notes | One");

    const width = async () => (await page.getByTestId("group").last().boundingBox())?.width ?? 0;
    const before = await width();
    const border = page.getByRole("separator", { name: "Size of the parts" });
    await border.focus();
    await page.keyboard.press("ArrowLeft");
    await until("a wider part", async () => (await width()) > before);
    // Coming to a part by Tab takes nobody into its terminal.
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("One");
    await judge(page, "two parts");
  },
);

const become = (page: Page, wanted: string) =>
  until(`parts ${wanted}`, async () => {
    const seen = await page
      .getByTestId("group")
      .evaluateAll((groups) =>
        groups.map((group) =>
          [...group.querySelectorAll("[data-testid=tab]")].map((tab) => tab.textContent.trim()).join("+"),
        ),
      );
    return seen.join(" | ") === wanted;
  });

/** From the palette, which opens everywhere. */
async function run(page: Page, action: string) {
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("dialog", { name: "Search or run" }).waitFor();
  await page.keyboard.type(action);
  await page.locator("[role=option][data-selected]", { hasText: action }).waitFor();
  await page.keyboard.press("Enter");
}
