import { execFileSync } from "node:child_process";
import { Account } from "@dispatch/testkit/account";
import { expect } from "vitest";
import { Files, FilesPage } from "./files-page.ts";
import { journey } from "./journey.ts";
import { phone, tooWide } from "./phone.ts";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** What stands against a name is said in words; the browser notes the refusal as well. */
const REFUSED = /status of 409 .*\/files\//;

journey(
  "files are made, renamed, moved, deleted, had back and uploaded, by the keyboard and by hand",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, {
      "src/main.ts": "1\n",
      "docs/a.md": "a\n",
      "b.txt": "b\n",
      ".env": "X=1\n",
    });
    const person = await visit(server.url, { expected: [REFUSED] });
    const { page } = await person.signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);
    await pane.row("src").waitFor();

    // The keyboard alone: open a folder, a file in it, rename it, copy it, delete it, and take that back.
    await pane.tree.focus();
    await page.keyboard.press("Home");
    await page.keyboard.type("sr");
    await page.keyboard.press("ArrowRight");
    await pane.row("src/main.ts").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    await page.getByLabel("New name").fill("index.ts");
    await page.keyboard.press("Enter");
    await pane.row("src/index.ts").waitFor();
    await files.holds("src/index.ts", "1\n");
    await page.keyboard.press("Enter");
    await pane.tab("index.ts").waitFor();
    await pane.tree.focus();
    await page.keyboard.press("Shift+F10");
    await pane.menu("Copy to…");
    await page.getByRole("button", { name: "Copy here", exact: true }).click();
    await files.holds("src/index copy.ts", "1\n");
    await pane.row("src/index copy.ts").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await pane.tree.focus();
    await page.keyboard.press("Delete");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await files.holds("src/index copy.ts", undefined);
    await pane.row("src/index copy.ts").waitFor({ state: "detached" });
    await pane.button("Undo").click();
    await files.holds("src/index copy.ts", "1\n");
    await pane.row("src/index copy.ts").waitFor();

    // By hand: an open file is moved into a folder, and is open there.
    await pane.row("src/index.ts").dragTo(pane.row("docs"));
    await files.holds("docs/index.ts", "1\n");
    await pane.row("docs/index.ts").waitFor();
    await page.getByTestId("breadcrumbs").getByText("docs").waitFor();

    // A name that is there already is refused where it is typed.
    await pane.row("docs").click({ button: "right" });
    await pane.menu("New file");
    await page.getByLabel("Name of the new file").fill("a.md");
    await page.keyboard.press("Enter");
    await page.getByText("There is something of that name.").waitFor();
    await page.getByLabel("Name of the new file").fill("c.md");
    await page.keyboard.press("Enter");
    await files.holds("docs/c.md", "");
    await pane.tab("c.md").waitFor();

    // What is written elsewhere appears by itself; hidden files go by the switch.
    files.write("docs/later.md", "x");
    await pane.row("docs/later.md").waitFor();
    await pane.button("More for files").click();
    await page.getByRole("menuitemcheckbox", { name: "Hidden files" }).click();
    await pane.row(".env").waitFor({ state: "detached" });

    const chooser = page.waitForEvent("filechooser");
    await pane.button("More for files").click();
    await pane.menu("Upload files…");
    await (
      await chooser
    ).setFiles([
      { name: "a.md", mimeType: "text/plain", buffer: Buffer.from("uploaded") },
      { name: "pixel.png", mimeType: "image/png", buffer: PIXEL },
    ]);
    await page.getByText("There is such a file.").waitFor();
    await pane.row("docs/pixel.png").waitFor();
    await pane.button("Replace").click();
    await files.holds("docs/a.md", "uploaded");
    await pane.row("docs/pixel.png").click();
    await page.getByText("1 × 1 pixels").waitFor();
    const download = page.waitForEvent("download");
    await pane.row("docs").click({ button: "right" });
    await pane.menu("Download as zip");
    expect((await download).suggestedFilename()).toBe("docs.zip");
  },
);

journey(
  "files are found by name and by what is in them; git's marks are shown; what is no text says so",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, { "src/deep/main.ts": "one\nneedle here\n", "src/old.ts": "1\n" });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
        cwd: files.folder,
      });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message=First");
    files.write("src/old.ts", "2\n");
    files.write("new.bin", "a\0b");
    files.write("large.log", "a line of a log\n".repeat(80_000));

    const person = await visit(server.url);
    const { page } = await person.signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);
    await pane.row("src").getByText("changed").waitFor({ state: "attached" });
    await pane.row("new.bin").getByText("new to git").waitFor({ state: "attached" });

    await page.keyboard.press("Control+p");
    await page.keyboard.type("dmain");
    await page.getByTestId("found-files").getByText("main.ts").waitFor();
    await page.keyboard.press("Enter");
    await pane.shows("needle here");
    await page.keyboard.press("Control+Shift+f");
    await page.keyboard.type("NEEDLE");
    await page.getByRole("button", { name: "src/deep/main.ts, Line 2: needle here" }).click();
    await page.getByTestId("cursor").getByText("Ln 2, Col 1").waitFor();
    await pane.button("Match case").click();
    await page.getByText("“NEEDLE” is in no file.").waitFor();

    // Search and replace in the file, and a line by its number.
    await pane.code.locator(".cm-content").click();
    await page.keyboard.press("Control+f");
    await page.getByRole("textbox", { name: "Find" }).fill("needle");
    await page.getByRole("textbox", { name: "Replace" }).fill("thread");
    await page.getByRole("button", { name: "replace all" }).click();
    await pane.shows("thread here");
    await page.keyboard.press("Escape");

    await page.getByRole("radio", { name: "Files" }).click();
    await page.getByTestId("filter-files").fill("");
    await pane.row("new.bin").click();
    await page.getByText("It holds bytes that are no text").waitFor();
    await pane.row("large.log").click();
    await page.getByText("Too large to be edited").waitFor();
    await page.getByText("a line of a log").first().waitFor();
  },
);

journey(
  "a folder of 5,000 files puts a screenful of rows on the page, and its last file is one key away",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const names = Array.from({ length: 5000 }, (_, index) => `file-${String(index).padStart(4, "0")}.txt`);
    const files = await Files.make(owner, Object.fromEntries(names.map((name) => [name, ""])));
    const person = await visit(server.url);
    const { page } = await person.signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);
    await pane.row("file-0000.txt").and(page.locator("[aria-setsize='5000']")).waitFor();
    expect(await pane.tree.getByRole("treeitem").count()).toBeLessThan(100);
    await pane.tree.focus();
    await page.keyboard.press("End");
    await pane.row("file-4999.txt").and(page.locator("[aria-posinset='5000']")).waitFor();
    expect(await pane.tree.getByRole("treeitem").count()).toBeLessThan(100);
    await page.keyboard.press("Enter");
    await pane.tab("file-4999.txt").waitFor();
  },
);

journey(
  "on a phone files and text take turns, and nothing is wider than the screen",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, {
      "src/a-file-with-a-long-name-indeed.ts": `const a = "${"long ".repeat(60)}";\n`,
      "b.md": "# B\n",
    });
    const person = await visit(server.url, phone);
    const { page } = await person.signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);
    await pane.row("src").tap();
    await pane.row("src/a-file-with-a-long-name-indeed.ts").waitFor();
    expect(await tooWide(page)).toEqual([]);
    await pane.row("src/a-file-with-a-long-name-indeed.ts").tap();
    await pane.code.locator(".cm-content").waitFor();
    expect(await pane.tree.isVisible()).toBe(false);
    expect(await tooWide(page)).toEqual([]);
    await pane.code.locator(".cm-content").tap();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("// typed");
    await page.getByTestId("save").tap();
    await page.getByTestId("save-state").getByText("Saved", { exact: true }).waitFor();
    expect(files.read("src/a-file-with-a-long-name-indeed.ts")).toMatch(/\n\/\/ typed$/);
    await pane.button("Back to the files").tap();
    expect(await pane.tree.isVisible()).toBe(true);
    await pane.row("b.md").tap();
    await pane.button("Preview").tap();
    await page.getByRole("heading", { name: "B" }).waitFor();
    expect(await tooWide(page)).toEqual([]);
  },
);
