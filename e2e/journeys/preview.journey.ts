import { rmSync } from "node:fs";
import { join } from "node:path";
import type { WorkspaceId } from "@dispatch/protocol/ids";
import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { Files, FilesPage } from "./files-page.ts";
import { journey } from "./journey.ts";
import { phone, swipe, tooWide } from "./phone.ts";
import { picture } from "./picture.ts";

/** What is not there yet is said in words; the browser notes the refusal as well. */
const NOT_THERE = /status of 404 .*\/files\/entry/;
/** What records the windows looks into frames without scripts, and fetches pictures that could not be drawn once more. */
const BY_THE_TESTS = /Blocked script execution in 'about:srcdoc'|Connecting to 'blob:/;

const preview = (page: Page, path: string): Locator =>
  page.locator(`[data-testid=preview-pane][data-path="${path}"]`);
const address = (files: Files, path: string) =>
  `/workspaces/${files.id}/preview?path=${encodeURIComponent(path)}`;
const groups = (page: Page) => page.getByTestId("group").count();

const LONG = Array.from({ length: 80 }, (_, index) => `Paragraph ${index}.\n\n`).join("");

journey(
  "a preview beside the editor follows what a shell writes, is gone and back with its file, and survives a reload",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, {
      "docs/guide.md":
        "---\ntitle: x\n---\n# Guide\n\n- [x] done\n\n[More](more.md#second-part) and [code](../main.ts#L2)\n\n![The logo](img/logo.png)\n",
      "docs/more.md": `# More\n\n${LONG}## Second part\n\nHere.\n\n${LONG}`,
      "docs/img/logo.png": picture(4, 3),
      "main.ts": "one\ntwo\n",
    });
    const person = await visit(server.url, { expected: [NOT_THERE] });
    const { page } = await person.signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);

    // By the keyboard, from the tree; it comes beside the files.
    await pane.row("docs").click();
    await pane.row("docs/guide.md").waitFor();
    await pane.tree.focus();
    await page.keyboard.type("gui");
    await page.keyboard.press("Shift+Enter");
    const guide = preview(page, "docs/guide.md");
    await guide.getByRole("heading", { name: "Guide" }).waitFor();
    expect(await groups(page)).toBe(2);
    expect(await pane.tree.isVisible()).toBe(true);
    await guide
      .getByTestId("document-picture")
      .and(page.getByRole("img", { name: "The logo" }))
      .waitFor();
    expect(await sizeOf(guide.getByTestId("document-picture"))).toEqual([4, 3]);

    // A shell writes on, line by line, and a picture of the document changes.
    const line = 'for n in 1 2 3; do printf "\\n## Step $n\\n" >> docs/guide.md; sleep 0.2; done';
    const shell = await owner.terminal({
      workspaceId: files.id as WorkspaceId,
      shell: "/bin/sh",
      args: ["-c", line],
    });
    for (const step of [1, 2, 3]) await guide.getByRole("heading", { name: `Step ${step}` }).waitFor();
    await owner.ended(shell.id);
    files.write("docs/img/logo.png", picture(5, 6));
    await until(
      "the new picture",
      async () => (await sizeOf(guide.getByTestId("document-picture"))).join() === "5,6",
    );

    // It is gone, and back.
    rmSync(join(files.folder, "docs/guide.md"));
    await guide.getByText("The file was deleted or moved.").waitFor();
    expect(await guide.getByRole("heading", { name: "Step 3" }).isVisible()).toBe(true);
    files.write("docs/guide.md", "# Anew\n\n[More](more.md#second-part) and [code](../main.ts#L2)\n");
    await guide.getByRole("heading", { name: "Anew" }).waitFor();
    await guide.getByText("The file was deleted or moved.").waitFor({ state: "detached" });
    expect(await guide.getByRole("heading", { name: "Step 3" }).count()).toBe(0);

    // A link leads to the preview of another document, at the heading that it names, and one to code into the editor.
    await guide.getByRole("link", { name: "More" }).click();
    const more = preview(page, "docs/more.md");
    const heading = more.getByRole("heading", { name: "Second part" });
    await until("the heading at the top", async () => {
      const [box, all] = [await heading.boundingBox(), await more.boundingBox()];
      return box !== null && all !== null && box.y >= all.y && box.y - all.y < 120;
    });
    const article = more.getByRole("region", { name: "Preview of more.md" });
    const before = await article.evaluate((element) => element.scrollTop);
    expect(before).toBeGreaterThan(500);
    files.write("docs/more.md", `# More\n\n${LONG}## Second part\n\nThere.\n\n${LONG}`);
    await more.getByText("There.").waitFor();
    expect(await article.evaluate((element) => element.scrollTop)).toBe(before);
    await page.getByTestId("tab").filter({ hasText: "guide.md: preview" }).getByRole("link").click();
    await guide.getByRole("link", { name: "code" }).click();
    await pane.shows("two");
    await page.getByTestId("tab").filter({ hasText: "guide.md: preview" }).getByRole("link").click();

    // All of it is there after a reload, the address and the layout say the same.
    await until("the layout kept", async () => {
      const layouts = await page.evaluate(() => localStorage.getItem("dispatch.client"));
      const kept = await owner.request("GET", `/api/layouts/${layouts ?? ""}`);
      return kept.text.includes("docs/guide.md");
    });
    await page.reload();
    await guide.getByRole("heading", { name: "Anew" }).waitFor();
    expect(await groups(page)).toBe(2);
    await pane.tree.waitFor();
    expect(new URL(page.url()).search).toBe("?path=docs%2Fguide.md");
    files.write("docs/guide.md", "# Once more\n");
    await guide.getByRole("heading", { name: "Once more" }).waitFor();

    // From the preview to the editor with the key, and from there back.
    await guide.getByRole("region", { name: "Preview of guide.md" }).focus();
    await page.keyboard.press("Alt+Shift+V");
    await pane.shows("# Once more");
    await pane.code.waitFor();
    await pane.code.locator(".cm-content").focus();
    await page.getByTestId("tab").filter({ hasText: "guide.md: preview" }).getByRole("button").click();
    await guide.waitFor({ state: "detached" });
    await preview(page, "docs/more.md").waitFor();
    await pane.code.locator(".cm-content").click();
    await page.keyboard.press("Alt+Shift+V");
    await guide.getByRole("heading", { name: "Once more" }).waitFor();

    // What is not there yet is waited for.
    await page.goto(address(files, "later/new.md"));
    await page.getByText("This file is not there").waitFor();
    files.write("later/new.md", "# Here now\n");
    await preview(page, "later/new.md").getByRole("heading", { name: "Here now" }).waitFor();
  },
);

journey(
  "pictures, tables, JSON and pages are previewed and followed; what has no preview or is too large says so",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => `${index},"x, ${index}"\n`).join("");
    const files = await Files.make(owner, {
      "a.png": picture(400, 300),
      "drawing.svg":
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>',
      "t.csv": `number,text\n${rows(620)}`,
      "p.json": '{"big":12345678901234567890,"list":[1,2]}',
      "page.html": "<title>T</title><style>h1 { color: rgb(1, 2, 3) }</style><h1>A page</h1>",
      "report.pdf": "%PDF-1.4\n",
      "large.md": "x ".repeat(600_000),
      "broken.png": "no picture",
    });
    const { page } = await (
      await visit(server.url, { expected: [BY_THE_TESTS] })
    ).signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);

    await pane.row("a.png").hover();
    await pane.row("a.png").getByRole("button", { name: "Preview of a.png" }).click();
    const shown = preview(page, "a.png");
    await shown.getByText("400 × 300 pixels").waitFor();
    const image = shown.getByTestId("preview-picture");
    await page.setViewportSize({ width: 1000, height: 380 });
    expect((await image.boundingBox())?.height).toBeLessThan(300);
    await shown.getByRole("radio", { name: "Actual size" }).click();
    expect((await image.boundingBox())?.height).toBe(300);
    await page.setViewportSize({ width: 1280, height: 800 });
    files.write("a.png", picture(8, 9));
    await shown.getByText("8 × 9 pixels").waitFor();
    files.write("a.png", "half a picture");
    await shown.getByText("The browser cannot draw this picture.").waitFor();
    files.write("a.png", picture(7, 5));
    await shown.getByText("7 × 5 pixels").waitFor();

    await page.goto(address(files, "drawing.svg"));
    await page.getByText("30 × 20 pixels").waitFor();
    expect(await page.locator("[data-testid=preview-pane] rect").count()).toBe(0);

    await page.goto(address(files, "t.csv"));
    const table = page.getByTestId("preview-table");
    await table.getByRole("columnheader", { name: "text" }).waitFor();
    expect(await table.getByRole("row").count()).toBe(500);
    await page.getByText("121 more rows.").waitFor();
    await pane.button("Show more rows").click();
    await table.getByRole("cell", { name: "x, 619", exact: true }).waitFor();
    files.write("t.csv", `number,text\n${rows(3)}`);
    await until("a shorter table", async () => (await table.getByRole("row").count()) === 4);

    await page.goto(address(files, "p.json"));
    await page.getByText('"big": 12345678901234567890').waitFor();
    files.write("p.json", "{ no }");
    await page.getByText("This is not valid JSON").waitFor();
    await page.getByText("{ no }").waitFor();

    await page.goto(address(files, "page.html"));
    const heading = page.frameLocator("[data-testid=preview-frame]").getByRole("heading", { name: "A page" });
    await heading.waitFor();
    expect(await heading.evaluate((element) => getComputedStyle(element).color)).toBe("rgb(1, 2, 3)");
    await page.getByText("Scripts do not run here").waitFor();
    files.write("page.html", "<h1>Another page</h1>");
    await page
      .frameLocator("[data-testid=preview-frame]")
      .getByRole("heading", { name: "Another page" })
      .waitFor();
    await until("one frame", async () => (await page.getByTestId("preview-frame").count()) === 1);

    await page.goto(address(files, "report.pdf"));
    await page.getByTestId("preview-note").getByText("No preview").waitFor();
    expect(await page.getByTestId("preview-note").getByRole("link", { name: "Download" }).count()).toBe(1);
    await page.goto(address(files, "large.md"));
    await page.getByText("It has 1.2 MB, and files of this kind are shown up to 1 MB.").waitFor();
    await page.getByTestId("preview-note").getByRole("button", { name: "Open in editor" }).click();
    await page.getByText("Too large to be edited").waitFor();
    await page.goto(address(files, "broken.png"));
    await page.getByText("The browser cannot draw this picture.").waitFor();
  },
);

journey(
  "on a phone a preview is a pane among the others, and nothing is wider than it",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, {
      "README.md": `# Read me\n\n${"long".repeat(80)}\n\n| a | b | c |\n|---|---|---|\n| ${"x ".repeat(40)} | ${"y".repeat(90)} | z |\n\n\`\`\`ts\n${"const a = 1; ".repeat(20)}\n\`\`\`\n`,
      "wide.csv": `${Array.from({ length: 40 }, (_, index) => `column ${index}`).join()}\n`,
    });
    const person = await visit(server.url, phone);
    const { page } = await person.signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);
    await pane.row("README.md").getByRole("button", { name: "Actions for README.md" }).tap();
    await pane.menu("Preview");
    await preview(page, "README.md").getByRole("heading", { name: "Read me" }).waitFor();
    expect(await tooWide(page)).toEqual([]);
    expect(await pane.tree.count()).toBe(0);
    await swipe(page, "right");
    await pane.tree.waitFor();
    await swipe(page, "left");
    await preview(page, "README.md").getByRole("heading", { name: "Read me" }).waitFor();
    await page.goto(address(files, "wide.csv"));
    await page.getByTestId("preview-table").waitFor();
    expect(await tooWide(page)).toEqual([]);
  },
);

const sizeOf = (image: Locator) =>
  image.evaluate((element) => [
    (element as HTMLImageElement).naturalWidth,
    (element as HTMLImageElement).naturalHeight,
  ]);
