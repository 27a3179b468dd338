/// <reference lib="dom" />
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { Files, FilesPage } from "./files-page.ts";
import { journey } from "./journey.ts";
import { walk } from "./keyboard.ts";
import { phone, tooWide } from "./phone.ts";

/** What is there already, or cannot be, is refused in words; the browser notes the refusal as well. */
const REFUSED = /status of (?:404|409|422) .*\/files[/?]/;

/** The directory browser that is open in a window. */
class Directory {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get #part() {
    return this.page.getByTestId("directory-browser");
  }

  get filter() {
    return this.page.getByLabel("Filter by name");
  }

  row(path: string) {
    return this.#part.locator(`[role=option][data-path="${path}"]`);
  }

  button(name: string) {
    return this.page.getByRole("dialog").last().getByRole("button", { name, exact: true });
  }

  /** Waits until one is there, and what it holds was read. */
  async in(...crumbs: readonly string[]): Promise<void> {
    await until(`a directory browser in ${crumbs.join("/")}`, async () => {
      const seen = await this.#part.getByTestId("directory-crumbs").getByRole("button").allInnerTexts();
      return seen.join("/") === crumbs.join("/");
    });
    await this.#part.getByText("Loading").waitFor({ state: "detached" });
  }
}

journey(
  "a terminal begins in a folder that was found, and one that was made, by the keyboard alone",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, { "src/lib/a.ts": "", "assets-src/x": "", "b.txt": "" });
    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    const directory = new Directory(page);
    await page.getByTestId("new-terminal").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "New terminal" }).waitFor();
    // The person has no default workspace yet, whose folders could be looked through.
    expect(await directory.button("Browse").count()).toBe(0);
    await page.getByLabel("Workspace").focus();
    await page.keyboard.type("Engine");
    await directory.button("Browse").waitFor();
    await page.getByLabel("Folder").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await directory.in("Engine");
    expect.soft(await walk(page)).toEqual({ missed: [], unseen: [], traps: [] });

    await directory.filter.focus();
    await page.keyboard.type("sr");
    await directory.row("src").and(page.locator("[aria-selected=true]")).waitFor();
    await page.keyboard.press("Enter");
    await directory.in("Engine", "src");
    await page.keyboard.type("lib/");
    await directory.in("Engine", "src", "lib");
    // Files are seen, and cannot be chosen.
    await directory.row("src/lib/a.ts").and(page.locator("[aria-disabled=true]")).waitFor();
    await page.keyboard.press("Backspace");
    await directory.in("Engine", "src");
    // Escape takes the letters first, then the dialog; the one below stays.
    await page.keyboard.type("nothing");
    await page.getByText("Nothing here has “nothing” in its name.").waitFor();
    await page.keyboard.press("Escape");
    await directory.row("src/lib").waitFor();
    expect(await directory.filter.inputValue()).toBe("");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.type("lib");
    await page.keyboard.press("Enter");
    await page.getByText("There is something of that name.").waitFor();
    await page.keyboard.type(" new");
    await page.keyboard.press("Enter");
    await directory.in("Engine", "src", "lib new");
    await page.getByText("There are no folders in here.").waitFor();
    await page.keyboard.press("Control+Enter");
    await until(
      "a folder in the field",
      async () => (await page.getByLabel("Folder").inputValue()) === "src/lib new",
    );

    // From what is in the field it goes on.
    await page.getByRole("dialog", { name: "Choose a folder" }).waitFor({ state: "detached" });
    await until("the keyboard back at the button", () =>
      directory.button("Browse").evaluate((button) => button === document.activeElement),
    );
    await page.keyboard.press("Enter");
    await directory.in("Engine", "src", "lib new");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Choose a folder" }).waitFor({ state: "detached" });
    await page.getByLabel("Folder").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sessions/*");
    await window.prompt();
    await window.type("pwd\n");
    await window.shows(join(files.folder, "src/lib new"));
  },
);

journey(
  "an editor begins with a file that was found, hidden ones when they are wanted, also at the next visit",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    await Files.make(owner, { ".config/app.toml": "port = 1\n", "src/a.ts": "1\n" });
    const { page } = await (await visit(server.url)).signIn();
    const directory = new Directory(page);
    const begin = async () => {
      await page.getByRole("button", { name: "New", exact: true }).click();
      await page.getByRole("menuitem", { name: "New editor" }).click();
      await page.getByLabel("Workspace").selectOption("Engine");
      await directory.button("Browse").click();
      await directory.in("Engine");
    };
    await begin();
    await directory.row("src").waitFor();
    expect(await directory.row(".config").count()).toBe(0);
    await directory.button("Hidden files").click();
    await directory.row(".config").click();
    await directory.row(".config/app.toml").click();
    await page.getByLabel("File", { exact: true }).and(page.locator("input")).waitFor();
    await page.getByRole("button", { name: "Open editor" }).click();
    await new FilesPage(page).shows("port = 1");
    await page.goto("/");
    await begin();
    await directory.row(".config").waitFor();
  },
);

journey(
  "a folder is copied, moved and duplicated through the folders of its workspace; what cannot be is said",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, {
      "app/src/a.ts": "1\n",
      "docs/old/b.md": "b\n",
      "docs/app/x": "x\n",
    });
    const { page } = await (
      await visit(server.url, { expected: [REFUSED] })
    ).signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);
    const directory = new Directory(page);
    const name = page.getByLabel("Name", { exact: true });
    await pane.row("app").click({ button: "right" });
    await pane.menu("Copy to…");
    await directory.in("Engine");
    // Beside itself it would have another name; in another folder its own, which is taken there.
    expect(await name.inputValue()).toBe("app copy");
    await directory.row("app").and(page.locator("[aria-disabled=true]")).waitFor();
    await directory.row("docs").click();
    await directory.in("Engine", "docs");
    expect(await name.inputValue()).toBe("app copy");
    await directory.row("docs/old").click();
    await directory.in("Engine", "docs", "old");
    expect(await name.inputValue()).toBe("app");
    await page.getByTestId("directory-crumbs").getByRole("button", { name: "docs" }).click();
    await directory.in("Engine", "docs");
    await name.fill("app");
    await directory.button("Copy here").click();
    await page.getByText("is there already").waitFor();
    await name.fill("engine");
    await name.press("Enter");
    await files.holds("docs/engine/src/a.ts", "1\n");
    await pane.row("docs/engine").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });

    // By the keyboard alone.
    await pane.tree.focus();
    await page.keyboard.press("Shift+F10");
    await pane.menu("Move to…");
    await directory.in("Engine", "docs");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await until("the keyboard in the tree", () =>
      pane.tree.evaluate((tree) => tree === document.activeElement),
    );
    await page.keyboard.press("Shift+F10");
    await pane.menu("Move to…");
    await directory.in("Engine", "docs");
    await page.keyboard.type("old");
    await page.keyboard.press("Enter");
    await directory.in("Engine", "docs", "old");
    await page.keyboard.press("Control+Enter");
    await files.holds("docs/old/engine/src/a.ts", "1\n");
    await files.holds("docs/engine/src/a.ts", undefined);
    await pane.row("docs/old/engine").waitFor();
    await pane.button("Undo").click();
    await files.holds("docs/engine/src/a.ts", "1\n");

    await pane.row("docs/engine").click({ button: "right" });
    await pane.menu("Duplicate");
    await files.holds("docs/engine copy/src/a.ts", "1\n");
    await pane.row("docs/engine copy").waitFor();

    // A folder that goes while one stands before it says so, and another try finds it when it is back.
    symlinkSync("../..", join(files.folder, "docs/away"));
    await pane.row("docs/engine copy").click({ button: "right" });
    await pane.menu("Move to…");
    await directory.in("Engine", "docs");
    await directory.row("docs/away").click();
    await page.getByText("leads out of the workspace").waitFor();
    await directory.row("docs/old").waitFor();
    rmSync(join(files.folder, "docs/old"), { recursive: true });
    await directory.row("docs/old").click();
    await page.getByText("The folder could not be read").waitFor();
    expect(await directory.button("New folder").isDisabled()).toBe(true);
    mkdirSync(join(files.folder, "docs/old/again"), { recursive: true });
    await directory.button("Try again").click();
    await directory.row("docs/old/again").waitFor();
  },
);

journey(
  "on a phone folders are walked through and chosen by the finger, and nothing is wider than the screen",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const long = "a-folder-with-a-name-that-is-longer-than-any-phone-is-wide-indeed";
    const files = await Files.make(owner, { [`${long}/${long}/a.ts`]: "", "b.txt": "b" });
    const window = await (await visit(server.url, phone)).signIn();
    const { page } = window;
    const directory = new Directory(page);
    await page.getByTestId("new-terminal").tap();
    await page.getByLabel("Workspace").selectOption("Engine");
    await directory.button("Browse").tap();
    await directory.in("Engine");
    await directory.row(long).tap();
    await directory.row(`${long}/${long}`).tap();
    await directory.in("Engine", long, long);
    expect(await tooWide(page)).toEqual([]);
    for (const target of [directory.button("New folder"), directory.button("Use this folder")])
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await directory.button("Use this folder").tap();
    await page.getByRole("dialog", { name: "Choose a folder" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Start terminal" }).tap();
    await page.waitForURL("**/sessions/*");
    await window.prompt();

    await page.goto(files.address);
    const pane = new FilesPage(page);
    await pane.row("b.txt").getByRole("button", { name: "Actions for b.txt" }).tap();
    await pane.menu("Move to…");
    await directory.in("Engine");
    await directory.row(long).tap();
    await directory.in("Engine", long);
    expect(await tooWide(page)).toEqual([]);
    await directory.button("Move here").tap();
    await files.holds(`${long}/b.txt`, "b");
  },
);
